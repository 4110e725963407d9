import type { QueryClient } from '@tanstack/react-query'
import { get } from '../api/request.ts'
import type { Related } from '../fields/record.ts'

export type OrganizationNode = { id: string; name: string; shortName: string; children: number; parent: Related | null }

type Page = { data: OrganizationNode[]; page: { after: string | null } }

/** One level of the tree; `more` says that not all of it came. */
export type Level = { nodes: OrganizationNode[]; more: boolean }

const mostInLevel = 200

/** The organizations right below one, or the highest that the person may see. */
export const levelBelow = (client: QueryClient, parentId?: string): Promise<Level> =>
  client.fetchQuery({
    queryKey: ['organization-level', parentId ?? null],
    queryFn: async () => {
      const { data, page } = await get<Page>('/core/organizations/tree', { parentId, 'page[size]': mostInLevel })
      return { nodes: data, more: page.after !== null }
    },
    staleTime: 60_000,
  })

const mostFound = 30

/** Organizations that work today, by name, pinyin or initials, or by a piece of the short name, which the tree shows. */
export async function organizationsNamed(word: string, signal: AbortSignal): Promise<OrganizationNode[]> {
  const asked = { 'filter[state][eq]': 'active', fields: 'name,shortName,parentId', 'page[size]': mostFound }
  const find = (by: Record<string, string>) => get<Page>('/core/organizations', { ...by, ...asked }, signal)
  const [named, calledShort] = await Promise.all([find({ q: word }), find({ 'filter[shortName][like]': word })])
  const others = calledShort.data.filter(one => !named.data.some(known => known.id === one.id))
  return [...named.data, ...others].slice(0, mostFound)
}
