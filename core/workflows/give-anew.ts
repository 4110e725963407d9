import { v7 as uuid } from 'uuid'
import type { TenantTransaction } from '../database/database.ts'
import { any, sql } from '../database/sql.ts'
import { tableName } from '../database/table-definition.ts'
import { type Entity, type EntityKey, entityOf } from '../declarations/model.ts'
import { columnName } from '../declarations/names.ts'
import type { Workflow } from '../declarations/workflow.ts'
import type { Reaction } from '../events/reactions.ts'
import { schedule, type Timer } from '../events/timers.ts'
import type { Writing } from '../records/engine.ts'
import { askedIn } from './entering.ts'
import { goOnByItself } from './go-on-by-itself.ts'
import { oneHigher } from './overdue.ts'
import { peopleFor } from './people.ts'
import { type Standing, standingsOf } from './standing.ts'
import { tallyOf } from './tally.ts'
import { delegationsOf, openTasks, sayOf, type Task } from './tasks.ts'

/** What may have changed who is asked: the organizations from which downward, or the people whose tasks are meant. */
export type Changed = { organizationIds?: string[]; userIds?: string[] }
/** Records of which it is known already that who is asked may have changed. */
type Concerned = { records: { entity: EntityKey; ids: string[] } }

const name = 'core/tasks-anew'
/** Records looked at in one go, and in one transaction; what is beyond waits for the next turn. */
const batch = 200
const mostAtOnce = 1_000

/** Plans to look anew at who is asked, now or when a right begins or ends. */
export function planAnew(
  writing: Omit<Writing, 'entity'>,
  timers: { key: string; at: Date; changed: Changed | Concerned }[],
): Promise<void> {
  return schedule(
    writing,
    timers.map(({ key, at, changed }): Timer => ({ key: `${name} ${key}`, at, reaction: name, data: changed })),
  )
}

/**
 * Gives open tasks to whoever has to have them now: after grants, appointments, delegations, accounts or the tree have changed. Many changes, as an
 * import brings them, concern the same records: each is looked at once.
 */
export const tasksAnew: Reaction = {
  name,
  async react(at, happened) {
    const all = happened.map(one => one.data as Changed & Partial<Concerned>)
    const changed = {
      organizationIds: [...new Set(all.flatMap(one => one.organizationIds ?? []))],
      userIds: [...new Set(all.flatMap(one => one.userIds ?? []))],
    }
    let room = mostAtOnce
    for (const entity of [...at.engine.model.workflows.keys()].map(key => entityOf(at.engine.model, key))) {
      const named = all.flatMap(({ records }) => (records?.entity === entity.key ? records.ids : []))
      const places = placesIn(at.engine.model.workflows.get(entity.key)!)
      const ids = [...new Set([...named, ...(await concerned(at.transaction, entity, places, changed))])].sort()
      const now = ids.slice(0, room)
      room -= now.length
      for (const some of chunks(now, batch)) await giveTasksAnew({ ...at, entity }, some)
      await planAnew(
        at,
        chunks(ids.slice(now.length), mostAtOnce).map(some => ({
          key: uuid(),
          at: new Date(),
          changed: { records: { entity: entity.key, ids: some } },
        })),
      )
    }
  },
}

function chunks(ids: string[], size: number): string[][] {
  return Array.from({ length: Math.ceil(ids.length / size) }, (_, at) => ids.slice(at * size, (at + 1) * size))
}

/** The fields that name another organization at which someone is asked. */
function placesIn({ states }: Workflow): string[] {
  const all = [...states.values()].flatMap(state => [...(state.decision?.by ?? []), ...state.on.flatMap(transition => transition.who)])
  return [...new Set(all.flatMap(who => ('at' in who && who.at !== undefined ? [who.at] : [])))]
}

async function concerned(
  transaction: TenantTransaction,
  entity: Entity,
  places: string[],
  { organizationIds = [], userIds = [] }: Changed,
): Promise<string[]> {
  const found = new Set<string>()
  const open = sql`p.tenant_id = ${transaction.tenantId} and p.entity = ${entity.key} and p.ended_at is null`
  if (organizationIds.length > 0) {
    const below = sql`with below as materialized (
      select distinct o.id from core.organization top
      join core.organization o on o.tenant_id = top.tenant_id and o.path >= top.path and o.path < top.path || '~'
      where top.tenant_id = ${transaction.tenantId} and top.id = any(${organizationIds}::uuid[]))`
    const held = [sql.ref('p.organization_id'), ...places.map(place => sql.ref(`t.${columnName(place)}`))]
    const record = sql`left join ${sql.raw(tableName(entity.table))} t on t.tenant_id = p.tenant_id and t.id = p.record_id::uuid`
    for (const row of await transaction.run(sql<{ record_id: string }>`
      ${below} select p.record_id from core.process p ${places.length > 0 ? record : sql``}
      where ${open} and ${any(held.map(column => sql<boolean>`${column} in (select id from below)`))}`))
      found.add(row.record_id)
  }
  if (userIds.length > 0)
    for (const row of await transaction.run(sql<{ record_id: string }>`
      select p.record_id from core.process p
      where ${open} and exists (select 1 from core.task t where t.tenant_id = p.tenant_id and t.process_id = p.id and t.state = 'open'
        and (t.user_id = any(${userIds}::uuid[]) or t.on_behalf_of_id = any(${userIds}::uuid[])))`))
      found.add(row.record_id)
  return [...found]
}

/** The same for records of one entity, in the caller's transaction. */
export async function giveTasksAnew(writing: Writing, recordIds: string[]): Promise<void> {
  const { engine, transaction, caller, entity } = writing
  const looking = { connection: transaction, caller, model: engine.model, entity }
  const standings = [...(await standingsOf(looking, recordIds, { lock: true })).values()].filter(one => one.isBegun && !one.state.final)
  const groups = Map.groupBy(standings, ({ workflow, state, process }) => `${workflow.hash} ${state.name} ${process.round === 1}`)
  for (const group of groups.values()) await giveGroupAnew(writing, group)
  for (const standing of standings) if (standing.votes.length > 0) await settleDecided(writing, standing.record.id)
}

async function giveGroupAnew(
  { engine, transaction }: Writing,
  group: Standing[],
  entity: Entity = entityOf(engine.model, group[0]!.workflow.entity),
): Promise<void> {
  const { state, workflow, process } = group[0]!
  const subjects = group.map(standing => standing.subject)
  const who = askedIn(state, workflow, process)
  const [people, higher] = [
    await peopleFor(transaction, engine.model, entity, subjects, who),
    await peopleFor(transaction, engine.model, entity, subjects, oneHigher(who)),
  ]
  const escalated = await escalatedAmong(transaction, group)
  const delegations = Map.groupBy(
    await delegationsOf(transaction, [...new Set([...people.values(), ...higher.values()].flat())]),
    one => one.userId,
  )
  const closing: string[] = []
  for (const standing of group) {
    const { tasks, process: own, subject } = standing
    const present = tasks.filter(task => task.step === own.state && task.round === own.round)
    const named = [...people.get(subject.id)!, ...(escalated.has(own.id) ? higher.get(subject.id)! : [])]
    const said = new Set(present.filter(task => task.state === 'done').map(sayOf))
    const open = present.filter(task => task.state === 'open')
    const missing = named.filter(user => !said.has(user) && !open.some(task => task.userId === user && task.onBehalfOfId === null))
    const acting = named.flatMap(user => delegations.get(user) ?? [])
    const isWanted = ({ userId, onBehalfOfId }: Task) =>
      onBehalfOfId === null ? named.includes(userId) : acting.some(one => one.userId === onBehalfOfId && one.delegateId === userId)
    const wrong = open.filter(task => !isWanted(task))
    closing.push(...wrong.map(task => task.id))
    await openTasks(transaction, entity, workflow, [{ process: own, values: subject.values, people: missing }])
    const lacking = acting.filter(
      one =>
        !missing.includes(one.userId) &&
        !said.has(one.userId) &&
        !open.some(task => task.userId === one.delegateId && task.onBehalfOfId === one.userId),
    )
    await openTasks(transaction, entity, workflow, [{ process: own, values: subject.values, people: [], acting: lacking }])
  }
  if (closing.length > 0)
    transaction.send(sql`update core.task set state = 'closed', ended_at = now(), version = version + 1, updated_at = now()
      where tenant_id = ${transaction.tenantId} and id = any(${closing}::uuid[])`)
}

/** Where only those had not agreed who are no longer asked, it is decided. */
async function settleDecided(writing: Writing, recordId: string): Promise<void> {
  const { engine, transaction, caller, entity } = writing
  const looking = { connection: transaction, caller, model: engine.model, entity }
  const standing = (await standingsOf(looking, [recordId])).get(recordId)
  const tally = standing && tallyOf(standing)
  const agreeing = standing?.state.on.find(transition => transition.kind === 'agree')
  if (tally && agreeing && tally.agreed > 0 && tally.agreed >= tally.needed) await goOnByItself(writing, recordId, agreeing.event, {})
}

/** Those whose step was overdue, so that the level above is asked as well. */
async function escalatedAmong(transaction: TenantTransaction, group: Standing[]): Promise<Set<string>> {
  const rows = await transaction.run(sql<{ process_id: string }>`
    select distinct s.process_id from core.step s join core.process p on p.tenant_id = s.tenant_id and p.id = s.process_id
    where s.tenant_id = ${transaction.tenantId} and s.process_id = any(${group.map(one => one.process.id)}::uuid[])
      and s.kind = 'escalate' and s.round = p.round and s."from" = p.state`)
  return new Set(rows.map(row => row.process_id))
}
