import { createHash } from 'node:crypto'
import { type At, sql } from '../../../core/index.ts'
import { type Limit, withinLimits } from './limits.ts'
import { rollUp, totalsOf } from './sums.ts'

/** Points that somebody is to be given, or that are taken back. */
export type Award = {
  /** What gives them, the same however often it is tried: the id of an event. */
  cause: string
  /** `study-notes/published` */
  rule: string
  /** Who gets them, with the organization that he belongs to now; an organization gets its own. */
  member?: { id: string; organizationId: string }
  /** Where they count. */
  organizationId: string
  title: string
  category: string
  points: number
  /** The day whose month and year they count in, YYYY-MM-DD. */
  occurredOn: string
  /** No more than this for one receiver, by this rule. */
  limit?: Limit
  note?: string
  /** The record that they were given for. */
  source?: string
  /** The entry that this one takes back. */
  reverses?: string
}

export type Entry = Award & { id: string }

/**
 * Writes entries and what they add up to. The same cause, rule and receiver give once, whoever asks again: within a tenant one after
 * another. Gives the entries that were written: none for what was given before, nor for what is beyond its limit.
 */
export async function award(at: At, awards: Award[]): Promise<Entry[]> {
  if (awards.length === 0) return []
  const { transaction } = at
  await transaction.run(sql`select pg_advisory_xact_lock(hashtextextended(${`points ${transaction.tenantId}`}, 0))`)
  const asked = new Map(awards.map(one => [entryId(one), one]))
  const known = await transaction.run(sql<{ id: string }>`
    select id from points.entry where tenant_id = ${transaction.tenantId} and id = any(${[...asked.keys()]}::uuid[])`)
  for (const { id } of known) asked.delete(id)
  const limited = await withinLimits(at, [...asked.values()])
  const entries = limited.filter(one => one.points !== 0).map(one => ({ ...one, id: entryId(one) }))
  if (entries.length === 0) return []
  await writeEntries(at, entries)
  await rollUp(at, entries)
  return entries
}

/** An id that follows from what it stands for, and so stands once. */
export function idFrom(...parts: string[]): string {
  const hex = createHash('md5').update(parts.join(' ')).digest('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

/** The member, or the organization itself. */
export function receiverOf({ member, organizationId }: Pick<Award, 'member' | 'organizationId'>): string {
  return member?.id ?? organizationId
}

function entryId(one: Award): string {
  return idFrom(one.cause, one.rule, receiverOf(one))
}

async function writeEntries(at: At, entries: Entry[]): Promise<void> {
  const { transaction } = at
  const totals = await totalsOf(at, entries.map(receiverOf))
  const rows = entries.map(one => {
    const before = totals.get(receiverOf(one)) ?? 0
    totals.set(receiverOf(one), before + one.points)
    return {
      ...{ id: one.id, member_id: one.member?.id, organization_id: one.organizationId, title: one.title, category: one.category },
      ...{ points: one.points, before, after: before + one.points, occurred_on: one.occurredOn, note: one.note },
      ...{ reverses: one.reverses, rule: one.rule, source: one.source },
    }
  })
  transaction.send(sql`
    insert into points.entry (tenant_id, id, member_id, organization_id, title, category, points, before, after, occurred_on, note, reverses, rule, source, created_at)
    select ${transaction.tenantId}::uuid, r.id, r.member_id, r.organization_id, r.title, r.category, r.points, r.before, r.after, r.occurred_on, r.note, r.reverses, r.rule, r.source,
      clock_timestamp()
    from jsonb_populate_recordset(null::points.entry, ${JSON.stringify(rows)}::jsonb) r`)
}
