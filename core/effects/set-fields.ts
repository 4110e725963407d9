import { sql } from '../database/sql.ts'
import { entityOf } from '../declarations/model.ts'
import type { Telling } from '../events/emit.ts'
import { throwIfWrong } from '../records/create.ts'
import { loadRecords } from '../records/load.ts'
import { isUuid } from '../records/relations.ts'
import { mergeChange, writeChanges } from '../records/update.ts'
import type { About } from './carry-out.ts'
import type { SetEffect } from './effect.ts'
import { evaluateAll } from './evaluate.ts'

/** Sets fields of the record that it is about, or of one that the record names. A record that is gone needs none. @throws invalid, conflict */
export async function setFields(telling: Telling, { of, values }: SetEffect, about: About): Promise<void> {
  const { engine, transaction } = telling
  const entity = of ? entityOf(engine.model, of.entity) : about.entity
  const id = of ? about.values[of.field] : about.recordId
  if (!entity || !isUuid(id)) return
  const living = entity.delete === 'soft' ? sql` and t.deleted_at is null` : sql``
  const [current] = await loadRecords(transaction, entity, sql`t.id = ${id}${living}`, { lock: true, id })
  if (!current) return
  const change = mergeChange(entity, current, evaluateAll(values, about.values))
  await writeChanges({ ...telling, entity }, [change])
  throwIfWrong([change])
}
