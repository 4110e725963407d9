import { v5 as uuidFrom } from 'uuid'
import { entityOf } from '../declarations/model.ts'
import type { Telling } from '../events/emit.ts'
import { openValues, othersOf } from '../workflows/related.ts'
import { type About, carryOut } from './carry-out.ts'
import type { EachEffect } from './effect.ts'

/** Effects happen to each of the other records, as they are now. */
export async function doEach(telling: Telling, { related, as, effects }: EachEffect, about: About): Promise<void> {
  const { engine, transaction } = telling
  const entity = entityOf(engine.model, related.entity)
  const record = { id: about.recordId ?? '', values: about.values }
  for (const other of await othersOf(transaction, engine.model, related, [record])) {
    const values = { ...openValues(entity, other.values), [as]: about.values }
    await carryOut(telling, effects, { values, entity, recordId: other.id, id: uuidFrom(`${about.id} ${other.id}`, uuidFrom.URL) })
  }
}
