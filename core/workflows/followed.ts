import { sql } from '../database/sql.ts'
import { carryOut } from '../effects/carry-out.ts'
import { emit } from '../events/emit.ts'
import { organizationOf, tellable } from '../events/record-events.ts'
import { type Caller, platformCaller } from '../permissions/access.ts'
import type { Writing } from '../records/engine.ts'
import { type Loaded, loadRecords } from '../records/load.ts'
import type { Standing } from './standing.ts'
import type { Act } from './where-to.ts'

/** The platform, in the name of who made the transition: what follows is declared, and needs no right of his. */
export function platformFor({ tenantId, userId, userName, ip, requestId, channel, cause }: Caller): Caller {
  return platformCaller(tenantId, { userId, userName, ip, requestId, channel, cause })
}

/** Tells of a transition and carries out what is declared to follow from it, in its transaction. Gives where the record stands after that. */
export async function followed(
  writing: Writing,
  standing: Standing,
  { act, from, stepId }: { act: Act; from: Standing; stepId: string },
): Promise<Standing> {
  const { entity, caller } = writing
  const { record, state, workflow } = standing
  const { fields, answers } = act.said
  const told = { ...tellable(entity, record.values), ...answers }
  await emit(writing, [
    {
      name: `${entity.key}.${act.transition.event}`,
      entity: entity.key,
      recordId: record.id,
      organizationId: organizationOf(entity, record.id, record.values),
      data: { record: told, changed: [workflow.stateField, ...Object.keys(fields)], before: { [workflow.stateField]: from.state.name } },
    },
  ])
  const effects = [...act.transition.effects, ...state.entry]
  if (effects.length === 0) return standing
  const values = { ...record.values, ...standing.related, ...answers, actor: act.by.userId ?? null }
  await carryOut({ ...writing, caller: platformFor(caller) }, effects, { values, entity, recordId: record.id, id: stepId })
  return withRecord(standing, await asItIsNow(writing, record))
}

/** Effects may have changed the record itself. */
async function asItIsNow({ transaction, entity }: Writing, record: Loaded): Promise<Loaded> {
  const [now] = await loadRecords(transaction, entity, sql`t.id = ${record.id}`, { id: record.id })
  return now ?? record
}

function withRecord(standing: Standing, record: Loaded): Standing {
  return { ...standing, record, subject: { ...standing.subject, values: record.values } }
}
