import { v7 as uuid } from 'uuid'
import { sql } from '../database/sql.ts'
import type { Change, Writing } from '../records/engine.ts'
import { type Count, titleOf, writtenNumber } from './numbering.ts'
import type { Due, NumberPlan } from './plan-numbers.ts'
import { register } from './register.ts'

/**
 * Gives the planned numbers: the last thing before the records are written, since each count stays locked until the transaction ends.
 * Whatever fails after this gives its numbers back. All counts of a batch are taken by one statement, in one order, so that two batches
 * wait for each other and never in a circle.
 */
export async function giveNumbers(writing: Writing, plan: NumberPlan): Promise<void> {
  for (const { numbering, due } of plan) {
    const sound = due.filter(({ draft }) => draft.errors.length === 0)
    if (sound.length === 0) continue
    const byCount = Map.groupBy(sound, one => keyOf(one.count))
    const counts = [...byCount.values()].map(some => ({ ...some[0]!.count, taken: some.length }))
    const taken = await take(
      writing,
      numbering.name,
      numbering.rule.start,
      counts.map(count => ({ ...count, title: titleOf(numbering, count) })),
    )
    const given = taken.flatMap(({ counterId, next, ...count }) => {
      const some = byCount.get(keyOf(count))!
      return some.map((one, at) => ({ ...one, counterId, sequence: next - some.length + at }))
    })
    for (const { draft, particulars, sequence } of given) {
      draft.values[numbering.field.name] = writtenNumber(numbering, particulars, sequence)
      ;(draft as Partial<Change>).changed?.add(numbering.field.name)
    }
    await register(
      writing,
      given.map(({ draft, counterId, sequence }) => ({
        number: String(draft.values[numbering.field.name]),
        numbering: numbering.name,
        counterId,
        organizationId: draft.values[numbering.rule.organization] ?? null,
        sequence,
        recordId: draft.id,
        state: 'used',
      })),
    )
  }
}

function keyOf({ organizationId, year, choice }: Due['count']): string {
  return JSON.stringify([organizationId, year, choice])
}

type Taken = Count & { counterId: string; next: number }

/** Moves each count on by what is taken of it, making those that are new; `next` is the number after the last one taken. */
async function take(
  { transaction, caller }: Writing,
  numbering: string,
  start: number,
  counts: (Count & { taken: number; title: string })[],
): Promise<Taken[]> {
  const by = caller.userId ?? null
  const wanted = JSON.stringify(counts.map(count => ({ ...count, id: uuid() })))
  return transaction.run(sql<Taken>`
    insert into core.number_counter as c (tenant_id, id, created_by, updated_by, numbering, title, organization_id, year, choice, next)
    select ${transaction.tenantId}::uuid, id, ${by}::uuid, ${by}::uuid, ${numbering}, title, "organizationId", year, choice, ${start}::bigint + taken
    from jsonb_to_recordset(${wanted}::jsonb) as w(id uuid, title text, "organizationId" uuid, year bigint, choice text, taken bigint)
    order by "organizationId", year, choice
    on conflict (tenant_id, numbering, organization_id, year, choice)
      do update set next = c.next + excluded.next - ${start}::bigint, updated_at = now(), updated_by = excluded.updated_by
    returning id as "counterId", organization_id as "organizationId", year, choice, next`)
}
