import type { TenantSql } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import type { Json } from '../declarations/model.ts'
import { isForPeople, type Transition } from '../declarations/workflow.ts'
import { todayInShanghai } from '../identity/dates.ts'
import { notFound } from '../records/problems.ts'
import { fieldOnScreen } from '../screens/screen.ts'
import { askedFields, askedSchema, returnOf } from './asked.ts'
import { heldUp, toldTimes } from './clocks.ts'
import { judge, type Looking, type Standing, standingsOf } from './standing.ts'
import { tallyOf } from './tally.ts'
import { sayOf } from './tasks.ts'

/** Where a record stands, what the caller may do now, and why not the rest. @throws notFound */
export async function offersFor(looking: Looking, id: string): Promise<Json> {
  const standing = (await standingsOf(looking, [id])).get(id)
  if (!standing) throw notFound()
  const { state, process, workflow } = standing
  const returning = returnOf(workflow, process)
  const transitions = [...state.on.filter(isForPeople), ...(returning ? [returning] : [])]
  const asked = standing.tasks.filter(task => task.step === process.state && task.round === process.round && task.state === 'open')
  const mine = asked.filter(task => task.userId === looking.caller.userId)
  const names = await namesOf(looking.connection, asked.map(task => task.userId).concat(mine.map(sayOf)))
  const person = (userId: string) => ({ id: userId, label: names.get(userId) ?? null })
  const data: Json[] = []
  for (const transition of transitions) data.push(await offered(looking, standing, transition))
  return {
    state: { code: state.name, title: state.title, final: state.final },
    ...(standing.isBegun ? { since: process.enteredAt } : {}),
    dueAt: await dueOf(looking.connection, process.id),
    editable: state.editable,
    machine: process.machine,
    tally: tallyOf(standing) ?? null,
    ...(standing.times ? { times: toldTimes(standing.times) } : {}),
    asked: [...new Set(asked.filter(task => task.onBehalfOfId === null).map(task => task.userId))].map(person),
    onBehalfOf: mine.flatMap(task => (task.onBehalfOfId ? [person(task.onBehalfOfId)] : [])),
    data,
  }
}

async function offered(looking: Looking, standing: Standing, transition: Transition): Promise<Json> {
  const { event, title, asks } = transition
  const verdict = await judge(looking, standing, transition)
  const problem = 'problem' in verdict ? verdict.problem.message : beforehand(looking, standing, transition)
  return {
    event,
    title,
    kind: event === 'return' ? 'return' : transition.kind,
    may: problem === undefined,
    ...(problem === undefined ? {} : { why: problem }),
    ...(asks.fields.length + asks.answers.length > 0
      ? {
          asks: askedSchema(asks),
          fields: askedFields(asks).map(field => fieldOnScreen(looking.model, field)),
          sets: asks.fields.map(field => field.name),
        }
      : {}),
  }
}

/** Until when it has to go on; null where nothing says so. */
async function dueOf(connection: TenantSql, processId: string): Promise<string | null> {
  const [row] = await connection.run(
    sql<{ due_at: string | null }>`select due_at from core.process where tenant_id = ${connection.tenantId} and id = ${processId}`,
  )
  return row?.due_at ?? null
}

/** What stands against it whatever will be said with it. */
function beforehand({ caller }: Looking, { record, related, times }: Standing, transition: Transition): string | undefined {
  const { guard, asks } = transition
  const brought = new Set(asks.fields.map(field => field.name))
  const done = times?.done
  const isOpen = times && {
    ...times,
    missing: times.missing.filter(one => !brought.has(one.name)),
    done: done && (brought.has(done.name) ? { ...done, on: null } : done),
  }
  const held = heldUp(isOpen, transition)
  if (held) return held.message
  if (!guard?.expression) return guard && '还不满足进行此操作的条件'
  const said = [...asks.fields, ...asks.answers].map(field => field.name)
  const values = { ...record.values, ...related, today: todayInShanghai(), actor: caller.userId ?? null }
  const failed = (guard.parts ?? [guard])
    .filter(part => !said.some(name => part.expression?.names.has(name)))
    .find(part => part.expression?.evaluate(values) !== true)
  return failed && (failed.message ?? '还不满足进行此操作的条件')
}

async function namesOf(connection: TenantSql, users: string[]): Promise<Map<string, string>> {
  if (users.length === 0) return new Map()
  const rows = await connection.run(
    sql<{
      id: string
      name: string
    }>`select id, name from core."user" where tenant_id = ${connection.tenantId} and id = any(${[...new Set(users)]}::uuid[])`,
  )
  return new Map(rows.map(row => [row.id, row.name]))
}
