import { useEffect, useState, useSyncExternalStore } from 'react'
import { get } from '../../api/request.ts'
import type { Related, Told } from '../../fields/record.ts'

export type Counts = Record<string, { own: number; below: number }>

export type OrganizationNode = Told & {
  name: string
  shortName: string
  category: string | null
  parent: Related | null
  /** How many of those directly below the caller sees. */
  children: number
  counts: Counts
}

/** Those directly below one organization, as far as they have been loaded. */
export type Level = { ids: string[]; after: string | null; state: 'loading' | 'ready' | 'failed'; error?: unknown }

type Page = { data: OrganizationNode[]; page: { after: string | null } }

/** The highest organizations that the caller sees are below nobody. */
export const top = ''

const pageSize = 100

/** The organizations that a page has met so far: a level at a time, a page of it at a time, never the whole tree. */
export type OrganizationTree = ReturnType<typeof growTree>

export function growTree() {
  const nodes = new Map<string, OrganizationNode>()
  const levels = new Map<string, Level>()
  const underWay = new Map<string, Promise<void>>()
  const listeners = new Set<() => void>()
  let version = 0

  function changed(): void {
    version++
    for (const listener of listeners) listener()
  }

  async function fetchPage(parentId: string, after: string | null): Promise<Page> {
    return get<Page>('/core/organizations/tree', {
      parentId: parentId || undefined,
      'page[size]': pageSize,
      'page[after]': after ?? undefined,
    })
  }

  function take(page: Page): string[] {
    for (const node of page.data) nodes.set(node.id, node)
    return page.data.map(node => node.id)
  }

  /** One request for a level at a time; what comes with it is shown at once, and so is that it did not come. */
  function once(parentId: string, work: (known: Level | undefined) => Promise<Level>): Promise<void> {
    const known = levels.get(parentId)
    const running =
      underWay.get(parentId) ??
      work(known)
        .then(
          level => void levels.set(parentId, level),
          error => void levels.set(parentId, { ids: known?.ids ?? [], after: known?.after ?? null, state: 'failed', error }),
        )
        .finally(() => {
          underWay.delete(parentId)
          changed()
        })
    if (!underWay.has(parentId)) {
      underWay.set(parentId, running)
      levels.set(parentId, { ids: known?.ids ?? [], after: known?.after ?? null, state: 'loading' })
      changed()
    }
    return running
  }

  /** The first of those below, unless they are there. */
  async function load(parentId: string): Promise<void> {
    if (levels.get(parentId)?.state === 'ready') return
    await once(parentId, async () => {
      const page = await fetchPage(parentId, null)
      return { ids: take(page), after: page.page.after, state: 'ready' }
    })
  }

  async function more(parentId: string): Promise<void> {
    await once(parentId, async known => {
      const page = await fetchPage(parentId, known?.after ?? null)
      return { ids: [...(known?.ids ?? []), ...take(page)], after: page.page.after, state: 'ready' }
    })
  }

  /** As much of a level as it takes to have that one in it. */
  async function loadUntil(parentId: string, id: string): Promise<void> {
    await load(parentId)
    for (let level = levels.get(parentId); level?.after && !level.ids.includes(id) && level.state === 'ready'; level = levels.get(parentId))
      await more(parentId)
  }

  /** As much of a level as was there, anew. */
  async function anew(parentId: string): Promise<[string, Level]> {
    const known = levels.get(parentId)?.ids.length ?? 0
    let page = await fetchPage(parentId, null)
    const ids = take(page)
    while (page.page.after && ids.length < known) {
      page = await fetchPage(parentId, page.page.after)
      ids.push(...take(page))
    }
    return [parentId, { ids, after: page.page.after, state: 'ready' }]
  }

  return {
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    version: () => version,
    node: (id: string) => nodes.get(id),
    level: (parentId: string) => levels.get(parentId),
    load,
    more,

    /** Loads whatever is above an organization, and of each level as much as shows it; gives the ids above it, the highest first. */
    async reveal(id: string): Promise<string[]> {
      const { data: above } = await get<{ data: Related[] }>(`/core/organizations/${id}/ancestors`)
      const path = [...above.map(one => one.id), id]
      for (const [at, one] of path.entries()) await loadUntil(path[at - 1] ?? top, one)
      return path.slice(0, -1)
    },

    /** After a change at these organizations: the levels that they head, are in, and are counted in. */
    async reloadAround(ids: string[]): Promise<void> {
      const stale = new Set<string>([top])
      for (let id of ids) for (; id && !stale.has(id); id = nodes.get(id)?.parent?.id ?? top) if (levels.has(id)) stale.add(id)
      // All of them at once: in between, what has moved would stand in two places.
      for (const [parentId, level] of await Promise.all([...stale].map(anew))) levels.set(parentId, level)
      changed()
    },
  }
}

/** A tree of the page's own, whose highest level is on its way; the page is drawn anew whenever more of it has come. */
export function useOrganizationTree(): OrganizationTree {
  const [tree] = useState(growTree)
  useSyncExternalStore(tree.subscribe, tree.version)
  useEffect(() => void tree.load(top), [tree])
  return tree
}
