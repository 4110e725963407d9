import { sql } from '../database/sql.ts'
import { tableName } from '../database/table-definition.ts'
import { entityOf } from '../declarations/model.ts'
import type { Telling } from '../events/emit.ts'
import { createDrafts, draftOf, throwIfWrong } from '../records/create.ts'
import type { About } from './carry-out.ts'
import type { CreateEffect } from './effect.ts'
import { evaluateAll } from './evaluate.ts'

/** Makes a record, once for each occasion: its id follows from it, and is given. @throws invalid, conflict */
export async function createOne(telling: Telling, effect: CreateEffect, about: About): Promise<string> {
  const { engine, transaction } = telling
  const entity = entityOf(engine.model, effect.entity)
  const made = await transaction.run(
    sql`select 1 from ${sql.raw(tableName(entity.table))} t where t.tenant_id = ${transaction.tenantId} and t.id = ${about.id}`,
  )
  if (made.length > 0) return about.id
  const draft = draftOf(evaluateAll(effect.values, about.values), about.id)
  await createDrafts({ ...telling, entity }, [draft])
  throwIfWrong([draft])
  return about.id
}
