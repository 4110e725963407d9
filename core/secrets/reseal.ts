import type pg from 'pg'
import { inTransaction, tenantOf } from '../audit/owner.ts'
import type { TenantId, TenantRows } from '../database/database.ts'
import { any, type Sql, sql } from '../database/sql.ts'
import { keyColumn, quote, tableName } from '../database/table-definition.ts'
import type { Entity, Field, Json, Model } from '../declarations/model.ts'
import { secretFields } from '../records/secret-values.ts'
import type { KeyRing } from './key-ring.ts'
import { isSealed, sealPrefix, type TenantSecrets, tenantSecrets } from './tenant-secrets.ts'

/** How much was sealed anew, and how many values no key opens. */
export type Resealed = { records: number; versions: number; unreadable: number }

const batchRows = 500
const first = '00000000-0000-0000-0000-000000000000'

export const entitiesWithSecrets = (model: Model): Entity[] =>
  [...model.entities.values()].filter(entity => secretFields(entity).length > 0)

/**
 * Seals anew what stands in a tenant's secret fields under an earlier key or cipher, or plain: records and their earlier versions. Batch
 * by batch, each a short transaction of its own, so that servers go on meanwhile; broken off, it goes on with what is left.
 */
export async function resealTenant(client: pg.Client, model: Model, ring: KeyRing, tenantId: TenantId): Promise<Resealed> {
  const counts: Resealed = { records: 0, versions: 0, unreadable: 0 }
  const entities = entitiesWithSecrets(model)
  const work: Work = { secrets: tenantSecrets(ring, tenantId), prefix: sealPrefix(ring), counts }
  const inBatches = async (batch: (rows: TenantRows, after: string) => Promise<string | undefined>) => {
    for (let after: string | undefined = first; after !== undefined; ) {
      const from: string = after
      after = await inTransaction(client, async () => batch(await tenantOf(client, tenantId), from))
    }
  }
  for (const entity of entities) await inBatches((rows, after) => resealRecords(rows, entity, after, work))
  await inBatches((rows, after) => resealVersions(rows, entities, after, work))
  return counts
}

type Work = { secrets: TenantSecrets; prefix: string; counts: Resealed }

/** Without a prefix nothing counts as done. */
type Done = Omit<Work, 'prefix'> & { prefix?: string }

/** One batch of records; gives the last of them, or undefined when there are no more. */
async function resealRecords(rows: TenantRows, entity: Entity, after: string, work: Work): Promise<string | undefined> {
  const fields = secretFields(entity)
  const left = fields.map(
    field => sql<boolean>`not starts_with(${sql.ref(`t.${field.column}`)}, ${work.prefix})
      or (${sql.ref(`t.${field.column}`)} is not null and ${sql.ref(`t.${keyColumn(field)}`)} is null)`,
  )
  const found = await rows.run(sql<Json & { id: string }>`
    select t.id, ${sql.join(fields.flatMap(columnNames).map(name => sql.ref(`t.${name}`)))} from ${sql.raw(tableName(entity.table))} t
    where t.tenant_id = ${rows.tenantId} and t.id > ${after}::uuid and ${any(left)} order by t.id limit ${batchRows} for update`)
  const sealed = found.flatMap(row => {
    const columns = fields.map(field => resealedColumns(field, row, work))
    return columns.some(one => one !== undefined) ? [Object.assign({}, row, ...columns) as Json] : []
  })
  await writeColumns(rows, entity, fields.flatMap(columnNames), sealed)
  work.counts.records += sealed.length
  return found.at(-1)?.id
}

function resealedColumns(field: Field, row: Json & { id: string }, { secrets, prefix, counts }: Work): Json | undefined {
  // One without its hash cannot be found: then it is opened, however it is sealed.
  const plain = plainOf(row[field.column], row.id, { secrets, prefix: row[keyColumn(field)] === null ? undefined : prefix, counts })
  return plain === undefined ? undefined : { [field.column]: secrets.seal(plain, row.id), [keyColumn(field)]: secrets.index(plain) }
}

/** What is to be sealed anew; undefined when there is nothing, or nothing to be done. */
function plainOf(stored: unknown, recordId: string, { secrets, prefix, counts }: Done): string | undefined {
  if (typeof stored !== 'string' || (prefix !== undefined && stored.startsWith(prefix))) return undefined
  if (!isSealed(stored)) return stored
  try {
    return secrets.open(stored, recordId)
  } catch {
    // Changed by another hand; it stays for whoever looks into it.
    counts.unreadable++
    return undefined
  }
}

const columnNames = (field: Field): string[] => [field.column, keyColumn(field)]

/** Writes these text columns of these rows by one statement. */
export async function writeColumns(rows: TenantRows, entity: Entity, names: string[], values: Json[]): Promise<void> {
  if (values.length === 0) return
  const columns: Sql = sql.raw(names.map(name => `${quote(name)} = n.${quote(name)}`).join(', '))
  const types = sql.raw(['id uuid', ...names.map(name => `${quote(name)} text`)].join(', '))
  await rows.run(sql`update ${sql.raw(tableName(entity.table))} t set ${columns}
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as n(${types}) where t.tenant_id = ${rows.tenantId} and t.id = n.id`)
}

/** One batch of the history, as for records. */
async function resealVersions(rows: TenantRows, entities: Entity[], after: string, work: Work): Promise<string | undefined> {
  const found = await rows.run(sql<{ id: string; entity: string; record_id: string; data: Json }>`
    select id, entity, record_id, data from core.record_history
    where tenant_id = ${rows.tenantId} and id > ${after}::uuid and entity = any(${entities.map(entity => entity.key)}) order by id limit ${batchRows}`)
  const sealed = found.flatMap(({ id, entity, record_id, data }) => {
    const fields = secretFields(entities.find(one => one.key === entity)!)
    const changed = fields.flatMap(field => {
      const plain = plainOf(data[field.name], record_id, work)
      return plain === undefined ? [] : [[field.name, work.secrets.seal(plain, record_id)]]
    })
    return changed.length > 0 ? [{ id, data: { ...data, ...Object.fromEntries(changed) } }] : []
  })
  if (sealed.length > 0)
    await rows.run(sql`update core.record_history h set data = n.data
      from jsonb_to_recordset(${JSON.stringify(sealed)}::jsonb) as n(id uuid, data jsonb) where h.tenant_id = ${rows.tenantId} and h.id = n.id`)
  work.counts.versions += sealed.length
  return found.at(-1)?.id
}
