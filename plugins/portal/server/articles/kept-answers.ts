import type { Answer } from '../../../../core/index.ts'

type Prepared = Extract<Answer, { prepared: unknown }>['prepared']

/** Feeds and the like kept at once, of all tenants. */
const most = 500

/** Answers that are the same for everyone until something that they tell of changes. */
export function keptAnswers(): {
  /** What is undefined is nothing, and is not kept. */
  of(tenantId: string, key: string, make: () => Promise<Prepared | undefined>): Promise<Prepared | undefined>
  /** Those of a tenant; without one all of them. */
  drop(tenantId: string | undefined): void
} {
  const kept = new Map<string, Promise<Prepared | undefined>>()
  return {
    of(tenantId, key, make) {
      const name = `${tenantId} ${key}`
      const known = kept.get(name)
      if (known) return known
      if (kept.size >= most) kept.clear()
      const made = make()
      kept.set(name, made)
      const forget = () => void (kept.get(name) === made && kept.delete(name))
      made.then(prepared => prepared ?? forget(), forget)
      return made
    },
    drop(tenantId) {
      for (const name of kept.keys()) if (tenantId === undefined || name.startsWith(`${tenantId} `)) kept.delete(name)
    },
  }
}
