import { type At, type Doing, sql } from '../../../core/index.ts'

/** A run that is being carried out, by one server alone. */
export type Run = { id: string; sourceId: string; holder: string; doing: Doing }

/** What a run has come to so far. */
export type Counts = {
  found: number
  collected: number
  /** Of those collected, much like another. */
  alike: number
  duplicates: number
}

/** Another server has taken the run over, or it was ended: whatever is done here further would be done twice. */
export class TakenOver extends Error {}

/** Longer than one article may take. */
const leaseMs = 180_000

/** Until when a run is left to who carries it out. */
export function leaseEnd(): Date {
  return new Date(Date.now() + leaseMs)
}

/** The run so far, locked until the transaction ends. @throws TakenOver */
export async function hold({ transaction }: At, { id, holder }: Run): Promise<Counts> {
  const [counts] = await transaction.run(sql<Counts>`
    select coalesce(found, 0) as found, coalesce(collected, 0) as collected, coalesce(alike, 0) as alike,
      coalesce(duplicates, 0) as duplicates from article_collector.run
    where tenant_id = ${transaction.tenantId} and id = ${id} and holder = ${holder} and state = 'running' for update`)
  if (!counts) throw new TakenOver()
  return counts
}

/** Adds to what stands in the run; it has no history of this. */
export async function count({ transaction }: At, { id }: Run, more: Partial<Counts>): Promise<void> {
  const { found = 0, collected = 0, alike = 0, duplicates = 0 } = more
  await transaction.run(sql`
    update article_collector.run set found = coalesce(found, 0) + ${found}::bigint, collected = coalesce(collected, 0) + ${collected}::bigint,
      alike = coalesce(alike, 0) + ${alike}::bigint, duplicates = coalesce(duplicates, 0) + ${duplicates}::bigint, version = version + 1
    where tenant_id = ${transaction.tenantId} and id = ${id}`)
}
