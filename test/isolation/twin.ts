import type pg from 'pg'
import { v7 as uuid } from 'uuid'
import { tenantId } from '../../core/database/database.ts'
import { keyColumn, quote, tableName } from '../../core/database/table-definition.ts'
import type { Entity } from '../../core/declarations/model.ts'
import { sealedColumns, secretFields } from '../../core/records/secret-values.ts'
import { platformTenant } from '../../core/tenants/tenant-state.ts'
import type { TestPlatform } from '../support/platform.ts'

/** What begins the name of everything in the twin, and of nothing elsewhere. */
export const twinMark = '孪生'

/** What is of one tenant's past alone. */
export const notCopied = ['core/audit-entry', 'core/session', 'core/job']

/**
 * A second tenant with the very records of the first, ids and user names included, as a copy of a tenant that is taken in beside it has
 * them. Only labels tell the two apart.
 */
export async function twinOf(platform: TestPlatform, owner: pg.Client, original: string): Promise<string> {
  const { model } = platform.app.platform.engine
  const entities = [...model.entities.values()].filter(entity => !entity.platform && !notCopied.includes(entity.key))
  const twin = uuid()
  await owner.query('begin')
  await owner.query(`insert into core.tenant select (jsonb_populate_record(t, $3)).* from core.tenant t where tenant_id = $1 and id = $2`, [
    platformTenant,
    original,
    JSON.stringify({ id: twin, code: 'twin', name: `${twinMark}县委` }),
  ])
  // Neither triggers nor foreign keys: the tables are copied in any order, counts and names among them.
  await owner.query('set local session_replication_role = replica')
  const tables = [
    ...entities.flatMap(entity => [
      tableName(entity.table),
      ...entity.fields.flatMap(field => (field.rows ? [tableName({ schema: entity.table.schema, name: field.rows.table })] : [])),
    ]),
    ...['core.organization_count', 'core.sign_in_name'],
  ]
  for (const table of tables)
    await owner.query(`insert into ${table} select (jsonb_populate_record(t, $2)).* from ${table} t where tenant_id = $1`, [
      original,
      JSON.stringify({ tenant_id: twin }),
    ])
  for (const entity of entities) await markAndSeal(platform, owner, entity, original, twin)
  await owner.query('commit')
  return twin
}

async function markAndSeal(platform: TestPlatform, owner: pg.Client, entity: Entity, original: string, twin: string): Promise<void> {
  const table = tableName(entity.table)
  const label = entity.field.get(entity.label)!
  if (isMarked(entity))
    await owner.query(`update ${table} set ${quote(label.column)} = $2 || ${quote(label.column)} where tenant_id = $1`, [twin, twinMark])
  const { database } = platform.app.platform.engine
  for (const field of secretFields(entity)) {
    const [name, key] = [quote(field.column), quote(keyColumn(field))]
    const { rows } = await owner.query(`select id, ${name} as sealed from ${table} where tenant_id = $1 and ${name} is not null`, [
      original,
    ])
    for (const { id, sealed } of rows) {
      const plain = database.tenant(tenantId(original)).secrets.open(sealed, id)
      const values = sealedColumns(field, plain, id, database.tenant(tenantId(twin)).secrets)
      const stored = [values[field.column], values[keyColumn(field)]]
      await owner.query(`update ${table} set ${name} = $3, ${key} = $4 where tenant_id = $1 and id = $2`, [twin, id, ...stored])
    }
  }
}

/** Whether the twin's records of this entity show by their label that they are the twin's. */
export function isMarked(entity: Entity): boolean {
  const label = entity.field.get(entity.label)
  return label?.kind === 'text' && !label.secret && label.column !== 'code' && !label.computed && entity.key !== 'core/own-field'
}
