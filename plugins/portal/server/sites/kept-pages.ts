/** A page as it was last made. */
export type Made<P> = {
  page: P
  bytes: number
  /** What it shows: a change of these makes it old. */
  depends: readonly string[]
  /** When it is old in any case. */
  until?: Date
}

export type KeptPages<P> = {
  /**
   * The page kept under the name, or made now: by one at a time, and at most once a second. Who comes meanwhile gets the one from less than a second ago, or waits
   * for the one that is being made. Undefined where `make` finds nothing, which is not kept.
   */
  get(tenantId: string, name: string, make: () => Promise<Made<P> | undefined>): P | Promise<P | undefined>
  /** The page kept under the name where nothing that it shows has changed since: what most who come get, at once. */
  fresh(tenantId: string, name: string): P | undefined
  /** What pages of the tenant (or of all) show has changed. */
  changed(tenantId: string | undefined, entities: readonly string[] | 'all'): void
  figures(): { pages: number; bytes: number }
}

type Change = { tenantId: string | undefined; entities: readonly string[] | 'all' }
type Kept<P> = Made<P> & { madeAt: number; isOld: boolean; tenantId: string }
type Making<P> = { page: Promise<P | undefined>; heard: Change[] }

const leastMs = 1_000

/** Finished pages in memory, of so many bytes at most; those asked for longest ago go first. */
export function keptPages<P>({ mostBytes, now = Date.now }: { mostBytes: number; now?: () => number }): KeptPages<P> {
  const pages = new Map<string, Kept<P>>()
  const making = new Map<string, Making<P>>()
  let bytes = 0

  return {
    fresh(tenantId, name) {
      const key = `${tenantId} ${name}`
      const kept = pages.get(key)
      return kept && isFresh(kept, now()) ? asked(key, kept) : undefined
    },
    get(tenantId, name, make) {
      const key = `${tenantId} ${name}`
      const kept = pages.get(key)
      const time = now()
      if (kept && (isFresh(kept, time) || time - kept.madeAt < leastMs)) return asked(key, kept)
      const under = making.get(key)
      if (under) return under.page
      const heard: Change[] = []
      const page = makeNow(tenantId, key, heard, make).finally(() => making.delete(key))
      making.set(key, { page, heard })
      return page
    },
    changed(tenantId, entities) {
      const change = { tenantId, entities }
      for (const { heard } of making.values()) heard.push(change)
      for (const kept of pages.values()) if (isOf(kept, change)) kept.isOld = true
    },
    figures: () => ({ pages: pages.size, bytes }),
  }

  /** The one that is asked for stands last in the order in which they go. As long as there is plenty of room none goes soon. */
  function asked(key: string, kept: Kept<P>): P {
    if (bytes * 2 > mostBytes) {
      pages.delete(key)
      pages.set(key, kept)
    }
    return kept.page
  }

  async function makeNow(tenantId: string, key: string, heard: Change[], make: () => Promise<Made<P> | undefined>): Promise<P | undefined> {
    const madeAt = now()
    const made = await make()
    forget(key)
    if (!made) return undefined
    const kept = { ...made, madeAt, tenantId, isOld: false }
    // What changed while it was made, it may show or not: it is made again soon.
    kept.isOld = heard.some(change => isOf(kept, change))
    if (made.bytes > mostBytes / 4) return made.page
    pages.set(key, kept)
    bytes += made.bytes
    for (const oldest of pages.keys()) {
      if (bytes <= mostBytes) break
      forget(oldest)
    }
    return made.page
  }

  function forget(key: string): void {
    const kept = pages.get(key)
    if (!kept) return
    pages.delete(key)
    bytes -= kept.bytes
  }
}

function isFresh({ isOld, until }: Kept<unknown>, time: number): boolean {
  return !isOld && (until === undefined || until.getTime() > time)
}

function isOf({ tenantId, depends }: Pick<Kept<unknown>, 'tenantId' | 'depends'>, change: Change): boolean {
  if (change.tenantId !== undefined && change.tenantId !== tenantId) return false
  return change.entities === 'all' || depends.some(one => change.entities.includes(one))
}
