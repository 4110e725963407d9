import { type At, sql } from '../../../core/index.ts'
import type { Parts } from './parts.ts'
import type { Source } from './source.ts'

/** A run of a source, to be carried out at once; gives its id. Undefined while another is under way. */
export async function startRun(
  { records, events }: Pick<Parts, 'records' | 'events'>,
  at: At,
  source: Source,
  startedBy: 'schedule' | 'hand',
): Promise<string | undefined> {
  const [open] = await at.transaction.run(sql`
    select 1 from article_collector.run where tenant_id = ${at.transaction.tenantId} and open_for = ${source.id}`)
  if (open) return undefined
  const { id: sourceId, organizationId } = source
  const counts = { found: 0, collected: 0, alike: 0, duplicates: 0, failed: 0, attempts: 0 }
  const id = await records.create(at, 'run', { organizationId, sourceId, startedBy, state: 'waiting', openFor: sourceId, ...counts })
  await events.schedule(at, { ...timerOf(id), at: new Date() })
  return id
}

/** The timer that begins a run, and begins it again where nobody carries it to its end. */
export function timerOf(runId: string) {
  return { key: `run ${runId}`, reaction: 'collect', entity: 'run', recordId: runId }
}
