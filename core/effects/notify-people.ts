import type { TenantTransaction } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import { tableName } from '../database/table-definition.ts'
import type { Entity } from '../declarations/model.ts'
import type { Telling } from '../events/emit.ts'
import { recordPage } from '../menus/record-page.ts'
import { tell } from '../messages/tell.ts'
import { peopleFor } from '../workflows/people.ts'
import type { About } from './carry-out.ts'
import type { NotifyEffect } from './effect.ts'
import { evaluateAll } from './evaluate.ts'

/** Tells people of a record, each once for each occasion; the message leads to the record. */
export async function notifyPeople(telling: Telling, { to, template, variables }: NotifyEffect, about: About): Promise<void> {
  const { engine, transaction } = telling
  const { entity, recordId: id } = about
  if (!entity || !id) return
  const subject = { id, values: about.values, createdBy: await makerOf(transaction, entity, id) }
  const people = await peopleFor(transaction, engine.model, entity, [subject], [...to])
  await tell(telling, {
    id: about.id,
    template,
    to: people.get(id) ?? [],
    variables: evaluateAll(variables, about.values),
    link: recordPage(engine.model, entity, id),
  })
}

async function makerOf(transaction: TenantTransaction, { table }: Entity, id: string): Promise<string | null> {
  const [row] = await transaction.run(sql<{ created_by: string | null }>`
    select created_by from ${sql.raw(tableName(table))} where tenant_id = ${transaction.tenantId} and id = ${id}`)
  return row?.created_by ?? null
}
