import { v7 as uuid } from 'uuid'
import type { TenantTransaction } from '../database/database.ts'
import type { Caller } from '../permissions/access.ts'
import type { Engine } from '../records/engine.ts'
import { inOneStatement, insertion } from '../records/insert.ts'
import { type Happening, mostInARow, TooManyInARow } from './happening.ts'

/** The transaction of the change that is told of, and who makes it. */
export type Telling = { engine: Engine; transaction: TenantTransaction; caller: Caller }

const eventTable = { schema: 'core', name: 'event' }
export const pendingTable = { schema: 'core', name: 'pending_reaction' }

const eventColumns = [
  { name: 'id', type: 'uuid', notNull: true },
  { name: 'name', type: 'text', notNull: true },
  { name: 'entity', type: 'text', notNull: false },
  { name: 'record_id', type: 'text', notNull: false },
  { name: 'organization_id', type: 'uuid', notNull: false },
  { name: 'data', type: 'jsonb', notNull: true },
  { name: 'caused_by', type: 'text', notNull: false },
  { name: 'depth', type: 'bigint', notNull: true },
  { name: 'created_by', type: 'uuid', notNull: false },
]

const pendingColumns = [
  { name: 'id', type: 'uuid', notNull: true },
  { name: 'reaction', type: 'text', notNull: true },
  { name: 'event_id', type: 'uuid', notNull: true },
  { name: 'entity', type: 'text', notNull: false },
  { name: 'record_id', type: 'uuid', notNull: false },
]

/**
 * Writes what happened with the change, and a pending reaction for each that is declared on it. What nobody reacts to is not written at all.
 * @throws TooManyInARow where reactions set each other off for ever
 */
export async function emit(telling: Telling, happenings: Happening[]): Promise<void> {
  const { engine, transaction } = telling
  const heard = new Map<string, readonly string[]>()
  for (const happening of happenings) {
    const { name } = happening
    const what = wordsFor(happening)
    if (!heard.has(what)) heard.set(what, await engine.reactions.heardBy(transaction.tenantId, name, changedIn(happening)))
  }
  const told = happenings.filter(one => heard.get(wordsFor(one))!.length > 0).map(happening => ({ ...happening, id: uuid() }))
  if (told.length === 0) return
  const pending = told.flatMap(one =>
    heard.get(wordsFor(one))!.map(reaction => ({ id: uuid(), reaction, event_id: one.id, entity: one.entity, record_id: one.recordId })),
  )
  transaction.send(inOneStatement([eventRows(telling, told), insertion(transaction.tenantId, pendingTable, pendingColumns, pending)]))
  transaction.afterCommit(() => engine.reactions.nudge(transaction.tenantId))
}

/** What tells one question of who hears it from another: many records of an import change the same fields. */
function wordsFor(happening: Happening): string {
  return `${happening.name} ${changedIn(happening) ?? ''}`
}

function changedIn({ name, data }: Happening): string[] | undefined {
  return name.endsWith('.updated') && Array.isArray(data['changed']) ? (data['changed'] as string[]) : undefined
}

/** What inserts events; there must be one at least. @throws TooManyInARow */
export function eventRows({ transaction, caller }: Telling, told: (Happening & { id: string })[]): ReturnType<typeof insertion> {
  const depth = (caller.cause?.depth ?? 0) + 1
  if (depth > mostInARow) throw new TooManyInARow(told[0]!.name)
  const rows = told.map(({ id, name, entity, recordId, organizationId, data }) => ({
    id,
    name,
    entity,
    record_id: recordId,
    organization_id: organizationId,
    data,
    caused_by: caller.cause?.event,
    depth,
    created_by: caller.userId,
  }))
  return insertion(transaction.tenantId, eventTable, eventColumns, rows)
}
