import { entityOf } from '../declarations/model.ts'
import type { Telling } from '../events/emit.ts'
import { isUuid } from '../records/relations.ts'
import { goOnByItself } from '../workflows/go-on-by-itself.ts'
import type { About } from './carry-out.ts'
import type { TransitionEffect } from './effect.ts'
import { evaluateAll } from './evaluate.ts'

/** The record that it is about, or one that it names, goes on in its workflow without anybody. */
export async function goOn(telling: Telling, { event, of, answers }: TransitionEffect, about: About): Promise<void> {
  const entity = of ? entityOf(telling.engine.model, of.entity) : about.entity
  const id = of ? about.values[of.field] : about.recordId
  if (entity && isUuid(id)) await goOnByItself({ ...telling, entity }, id, event, evaluateAll(answers, about.values))
}
