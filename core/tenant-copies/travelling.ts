import { type Column, type TableDefinition, tablesOf } from '../database/table-definition.ts'
import { type Entity, entityOf, type Field, type Model } from '../declarations/model.ts'

/** A table whose rows go with their tenant. */
export type Travelling = {
  /** `members.member`: how an archive names it. */
  name: string
  table: { schema: string; name: string }
  /** All but the tenant's own id, which is another where it arrives. */
  columns: Column[]
  /** The declared field of a column, where it has one. */
  fields: ReadonlyMap<string, Field>
  /** The entity whose records or sub-rows these are; the history is of all. */
  entity?: Entity
  /** Columns that name rows of other tables, which must be there before; a firm one is no record without it. */
  references: { column: string; table: string; firm: boolean }[]
  /** Of its rows these alone, in SQL over the alias t. */
  only?: string
}

/**
 * Every table of the tenant's, by its being declared: records, sub-rows the history, and what is planned. What belongs to this server alone stays
 * (`x-travels: false`), and so does what the database keeps by itself. In an order in which what is referred to comes first.
 */
export function travellingTables(model: Model): Travelling[] {
  const entities = [...model.entities.values()].filter(entity => !entity.platform && entity.schema['x-travels'] !== false)
  return inOrder([...entities.flatMap(entity => tablesOf(entity, model).map(table => travelling(entity, table, model))), history, timers])
}

/** Tables of core's own with a tenant's rows that stay: short-lived, kept equal to the rows by the database, or made anew where they arrive. */
export const stayingTables = [
  'audit_pending',
  'audit_seal',
  'handover',
  'idempotency_key',
  'open_job',
  'organization_count',
  'sign_in_code',
  'sign_in_name',
  'uncounted',
]

const history: Travelling = {
  name: 'core.record_history',
  table: { schema: 'core', name: 'record_history' },
  columns: [
    ['id', 'uuid'],
    ['entity', 'text'],
    ['record_id', 'uuid'],
    ['version', 'integer'],
    ['action', 'text'],
    ['changed', 'text[]'],
    ['data', 'jsonb'],
    ['created_at', 'timestamptz'],
    ['created_by', 'uuid'],
  ].map(([name, type]) => ({ name: name!, type: type!, notNull: name !== 'created_by' })),
  fields: new Map(),
  references: [],
}

/**
 * What is planned for later: reminders, terms that end. What is only being worked off stays, and so do SMS and calls that wait for their hour: they go out
 * where they were planned.
 */
const timers: Travelling = {
  name: 'core.pending_reaction',
  table: { schema: 'core', name: 'pending_reaction' },
  columns: [
    ['id', 'uuid'],
    ['reaction', 'text'],
    ['entity', 'text'],
    ['record_id', 'uuid'],
    ['key', 'text'],
    ['due_at', 'timestamptz'],
  ].map(([name, type]) => ({ name: name!, type: type!, notNull: !['entity', 'record_id'].includes(name!) })),
  fields: new Map(),
  references: [],
  only: "t.key is not null and t.event_id is null and not t.dead and t.reaction <> 'core/deliver'",
}

function travelling(entity: Entity, table: TableDefinition, model: Model): Travelling {
  const rows = table.name === entity.table.name ? undefined : entity.fields.find(field => field.rows?.table === table.name)?.rows
  const fields = rows?.fields ?? entity.fields
  const targets = fields.flatMap(field => {
    const target = field.kind === 'file' ? 'core/file' : field.relation
    return target ? [{ column: field.column, table: nameOf(entityOf(model, target).table), firm: isFirm(entity, field) }] : []
  })
  return {
    name: nameOf(table),
    table: { schema: table.schema, name: table.name },
    columns: table.columns.filter(column => column.name !== 'tenant_id'),
    fields: new Map(fields.map(field => [field.column, field])),
    entity,
    references: [...targets, ...(rows ? [{ column: 'parent_id', table: nameOf(entity.table), firm: true }] : [])],
  }
}

export function nameOf(table: { schema: string; name: string }): string {
  return `${table.schema}.${table.name}`
}

/** Left empty for a moment, it would be missed, or be taken for another's: what is unique is so at every moment. */
function isFirm(entity: Entity, field: Field): boolean {
  return field.required || entity.unique.some(rule => rule.fields.includes(field.name))
}

/**
 * Of tables that refer to each other in a circle, one comes first that can do without what it refers to, and else the one declared first. What
 * tenants added is known before their records.
 */
function inOrder(tables: Travelling[]): Travelling[] {
  const waiting = [...tables].sort(
    (one, other) => Number(other.entity?.key === 'core/own-field') - Number(one.entity?.key === 'core/own-field'),
  )
  const ordered: Travelling[] = []
  while (waiting.length > 0) {
    const missing = (table: Travelling) =>
      table.references.filter(({ table: name }) => name !== table.name && waiting.some(other => other.name === name))
    const free = waiting.findIndex(table => missing(table).length === 0)
    const next = free >= 0 ? free : waiting.findIndex(table => !missing(table).some(one => one.firm))
    ordered.push(...waiting.splice(Math.max(next, 0), 1))
  }
  return ordered
}
