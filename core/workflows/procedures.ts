import { editedDays } from '../calendar/edited-days.ts'
import { startOf } from '../calendar/period.ts'
import type { TenantSql } from '../database/database.ts'
import { all, sql } from '../database/sql.ts'
import { tableName } from '../database/table-definition.ts'
import { type Entity, entityOf, type Json, type Model } from '../declarations/model.ts'
import { addDays } from '../identity/dates.ts'
import type { Caller } from '../permissions/access.ts'
import { decideRead, may } from '../permissions/decide.ts'
import { pathWithin } from '../permissions/subtree.ts'
import { notFound } from '../records/problems.ts'
import { labelsOf } from '../records/relations.ts'
import { timesOf, toldTimes } from './clocks.ts'
import { standingsOf } from './standing.ts'

export type DueQuestion = {
  organizationId?: string
  /** Records of this kind alone, and of these alone. */
  entity?: string
  records?: string[]
  /** Those whose last day lies between these. */
  from?: string
  to?: string
  overdue: boolean
  limit: number
}

type Row = { id: string; due_at: string | null }

/**
 * What is under way and what it lacks: papers, from when it may go on, until when it has to, and whose turn it is; of all records with clocks
 * that the caller may read, those of an organization and below it where one is named. What has to go on first comes first.
 */
export async function proceduresDue(
  connection: TenantSql,
  caller: Caller,
  model: Model,
  isOn: (entity: Entity) => boolean,
  question: DueQuestion,
): Promise<Json[]> {
  const path = question.organizationId === undefined ? undefined : await pathOf(connection, caller, model, question.organizationId)
  const found: (Json & { latest: string | null })[] = []
  for (const workflow of model.workflows.values()) {
    const entity = entityOf(model, workflow.entity)
    const states = [...workflow.states.values()].filter(state => state.clocks).map(state => state.name)
    if (question.entity !== undefined && question.entity !== entity.key) continue
    if (states.length === 0 || !isOn(entity) || !may(caller, entity, 'read', model)) continue
    found.push(...(await dueOf({ connection, caller, model, entity }, states, path, question)))
  }
  return found.sort((a, b) => ((a.latest ?? '9') < (b.latest ?? '9') ? -1 : 1)).slice(0, question.limit)
}

/** Where an organization is that the caller sees; of another he is told as of none. @throws notFound */
async function pathOf(connection: TenantSql, caller: Caller, model: Model, id: string): Promise<string> {
  const entity = entityOf(model, 'core/organization')
  const seen = may(caller, entity, 'read', model) ? decideRead(caller, entity, model).where : sql<boolean>`false`
  const [row] = await connection.run(
    sql<{ path: string }>`select t.path from core.organization t where t.tenant_id = ${connection.tenantId} and t.id = ${id} and ${seen}`,
  )
  if (!row) throw notFound('党组织不存在，或您没有相应的权限')
  return row.path
}

async function dueOf(
  looking: { connection: TenantSql; caller: Caller; model: Model; entity: Entity },
  states: string[],
  path: string | undefined,
  { overdue, limit, records, from, to }: DueQuestion,
): Promise<(Json & { latest: string | null })[]> {
  const { connection, caller, model, entity } = looking
  const rows = await connection.run(sql<Row>`
    select t.id, p.due_at from core.process p
    join ${sql.raw(tableName(entity.table))} t on t.tenant_id = p.tenant_id and t.id = p.record_id::uuid
    where ${all([
      sql`p.tenant_id = ${connection.tenantId}`,
      sql`p.entity = ${entity.key}`,
      sql`p.ended_at is null`,
      sql`p.state = any(${states}::text[])`,
      ...(entity.delete === 'soft' ? [sql<boolean>`t.deleted_at is null`] : []),
      ...(overdue ? [sql<boolean>`p.due_at < now()`] : []),
      ...(records ? [sql<boolean>`p.record_id = any(${records}::text[])`] : []),
      // The last day itself is still in time: it is due when the day is over.
      ...(from === undefined ? [] : [sql<boolean>`p.due_at > ${startOf(from).toISOString()}::timestamptz`]),
      ...(to === undefined ? [] : [sql<boolean>`p.due_at <= ${startOf(addDays(to, 1)).toISOString()}::timestamptz`]),
      ...(path === undefined
        ? []
        : [
            sql<boolean>`p.organization_id in (select o.id from core.organization o where o.tenant_id = ${connection.tenantId} and ${pathWithin('o', path)})`,
          ]),
      decideRead(caller, entity, model).where,
    ])} order by p.due_at nulls last, p.id limit ${limit}`)
  const ids = rows.map(row => row.id)
  const [standings, edited] = [await standingsOf(looking, ids), await editedDays(connection)]
  const labels = await labelsOf(connection, caller, model, entity.key, ids)
  const people = await peopleAsked(
    connection,
    [...standings.values()].map(one => one.process.id),
  )
  const places = await labelsOf(
    connection,
    caller,
    model,
    'core/organization',
    [...standings.values()].flatMap(one => one.process.organizationId ?? []),
  )
  return ids.flatMap(id => {
    const standing = standings.get(id)
    const times = standing && timesOf(entity, standing.state, standing.process, standing.record.values, edited)
    if (!standing || !times) return []
    const { process, state, workflow } = standing
    return [
      {
        entity: entity.key,
        title: workflow.title,
        record: { id, label: labels.get(id) ?? null },
        organization: process.organizationId && { id: process.organizationId, label: places.get(process.organizationId) ?? null },
        state: { code: state.name, title: state.title },
        since: process.enteredAt,
        ...toldTimes(times),
        latest: times.latest,
        asked: people.get(process.id) ?? [],
      },
    ]
  })
}

async function peopleAsked(connection: TenantSql, processIds: string[]): Promise<Map<string, Json[]>> {
  const rows = await connection.run(sql<{ process_id: string; id: string; name: string }>`
    select distinct t.process_id, u.id, u.name from core.task t join core."user" u on u.tenant_id = t.tenant_id and u.id = t.user_id
    where t.tenant_id = ${connection.tenantId} and t.process_id = any(${processIds}::uuid[]) and t.state = 'open' and t.on_behalf_of_id is null`)
  return new Map(
    [...Map.groupBy(rows, row => row.process_id)].map(([process, asked]) => [process, asked.map(({ id, name }) => ({ id, label: name }))]),
  )
}
