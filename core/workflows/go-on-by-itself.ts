import type { Json } from '../declarations/model.ts'
import { platformCaller } from '../permissions/access.ts'
import { Problem } from '../problem.ts'
import type { Writing } from '../records/engine.ts'
import { standingsOf } from './standing.ts'
import { heldUpNow, perform } from './transition.ts'
import { decidedBy } from './where-to.ts'

/**
 * A transition that nobody makes: by an effect, when something else has happened or its time has come. A record that is elsewhere by then, or
 * of which the condition does not hold, stays where it is.
 */
export async function goOnByItself(writing: Writing, recordId: string, event: string, said: Json): Promise<void> {
  const { transaction, engine, entity, caller } = writing
  if (!engine.model.workflows.has(entity.key)) return
  const platform = { ...writing, caller: platformCaller(transaction.tenantId, { cause: caller.cause }) }
  const looking = { connection: transaction, caller: platform.caller, model: engine.model, entity }
  const standing = (await standingsOf(looking, [recordId], { lock: true })).get(recordId)
  const transition = standing?.state.on.find(one => one.event === event)
  if (!standing || !transition) return
  const names = new Set(transition.asks.fields.map(field => field.name))
  const pick = (isField: boolean) => Object.fromEntries(Object.entries(said).filter(([name]) => names.has(name) === isField))
  if (await heldUpNow(platform, standing, transition, pick(true))) return
  const act = decidedBy(standing, transition, { fields: pick(true), answers: pick(false) }, { isAutomatic: true })
  if (!(act instanceof Problem)) await perform(platform, standing, act)
}
