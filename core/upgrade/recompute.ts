import { readsOver, type TenantSql, tenantId } from '../database/database.ts'
import { compileSql, sql } from '../database/sql.ts'
import { columnOf, quote, searchColumns, tableName } from '../database/table-definition.ts'
import type { Entity, EntityKey, Field, Json } from '../declarations/model.ts'
import { cleanHtml } from '../html/clean.ts'
import { htmlOfText } from '../html/plain-text.ts'
import { loadRecords } from '../records/load.ts'
import { computeStored } from '../records/prepare.ts'
import { searchValues } from '../records/stored.ts'
import type { TenantSecrets } from '../secrets/tenant-secrets.ts'
import { timed, type Upgrading } from './upgrading.ts'

const batchSize = 2_000

/** A start has no keys yet while it changes tables. What follows from a secret is worked out when its record is next written. */
const asSealed: TenantSecrets = { seal: text => text, open: sealed => sealed, index: text => text }
const followsSecret = (entity: Entity, field: Field): boolean =>
  [...(field.computed?.expression.names ?? [])].some(name => entity.field.get(name)?.secret)

/**
 * What is stored and follows from other fields, for records that were written before it was declared so: computed fields, and the text of
 * the quick search, and texts that got a look. `changed` are entities whose records got other values.
 */
export async function recompute(upgrading: Upgrading, changed: ReadonlySet<EntityKey>): Promise<void> {
  for (const entity of upgrading.model.entities.values()) {
    const shape = upgrading.before.get(entity.plugin)
    if (!shape) continue
    const old = shape.entities[entity.name]?.fields ?? {}
    const computed = entity.fields.filter(
      field =>
        field.computed?.when === 'write' &&
        !followsSecret(entity, field) &&
        (changed.has(entity.key) || old[field.name]?.computed !== String(field.schema['x-computed'])),
    )
    const searched = entity.fields.flatMap(({ name, search }) => (search === 'pinyin' || search === 'words' ? [`${search} ${name}`] : []))
    const searchedBefore = Object.entries(old).flatMap(([name, { search }]) =>
      search ? [`${search === true ? 'pinyin' : search} ${name}`] : [],
    )
    const search = searched.length > 0 && (changed.has(entity.key) || isOther(searched, searchedBefore))
    const texts: Anew['texts'] = []
    for (const field of entity.fields.filter(one => one.kind === 'html' && old[one.name]?.kind !== 'html')) {
      const plain = old[field.name] !== undefined
      if (plain || (await holdsValues(upgrading, entity, field))) texts.push({ field, plain })
    }
    if (computed.length > 0 || search || texts.length > 0) await recomputeEntity(upgrading, entity, { computed, texts, search })
  }
}

/** What to work out anew of an entity's records: `texts` have got a look by this version, and were plain before where that is known. */
/** In whatever order: that in which fields are declared is not kept. */
function isOther(now: string[], before: string[]): boolean {
  return now.sort().join() !== before.sort().join()
}

type Anew = { computed: Field[]; texts: { field: Field; plain: boolean }[]; search: boolean }

/** Whether there is anything in a field that was not known by this name: it may have been renamed. */
async function holdsValues({ client, seeAllRows }: Upgrading, { table }: Entity, { column }: Field): Promise<boolean> {
  await seeAllRows()
  const { rows } = await client.query(`select from ${tableName(table)} where ${quote(column)} is not null limit 1`)
  return rows.length > 0
}

async function recomputeEntity(upgrading: Upgrading, entity: Entity, anew: Anew): Promise<void> {
  const { client } = upgrading
  await upgrading.seeAllRows()
  const { rows: tenants } = await client.query<{ id: string }>(`select distinct tenant_id as id from ${tableName(entity.table)}`)
  if (tenants.length === 0) return
  const { computed, texts, search } = anew
  const what = [...[...texts.map(text => text.field), ...computed].map(field => field.name), ...(search ? ['search'] : [])].join(', ')
  await timed(upgrading, 'values', `${entity.key} ${what}`, async () => {
    let rows = 0
    for (const { id } of tenants) {
      await client.query(`select set_config('app.tenant', $1, true)`, [id])
      const connection: TenantSql = {
        tenantId: tenantId(id),
        secrets: asSealed,
        ...readsOver(async query => (await client.query(compileSql(query))).rows),
      }
      rows += await recomputeTenant(connection, entity, anew)
    }
    return rows
  })
}

async function recomputeTenant(connection: TenantSql, entity: Entity, { computed, texts, search }: Anew): Promise<number> {
  const table = sql.raw(tableName(entity.table))
  const columns = [
    ...[...computed, ...texts.map(text => text.field)]
      .map(columnOf)
      .map(column => ({ name: column.name, type: column.type.replace(' collate "C"', '') })),
    ...(search ? searchColumns(entity) : []),
  ]
  const set = sql.raw(columns.map(({ name }) => `${quote(name)} = r.${quote(name)}`).join(', '))
  const shape = sql.raw(['id uuid', ...columns.map(({ name, type }) => `${quote(name)} ${type}`)].join(', '))
  let done = 0
  for (let last = '00000000-0000-0000-0000-000000000000'; ; ) {
    const records = await loadRecords(
      connection,
      entity,
      sql`t.id in (select id from ${table} where tenant_id = ${connection.tenantId} and id > ${last}::uuid order by id limit ${batchSize})`,
    )
    if (records.length === 0) return done
    const rows = records.map(({ id, values }) => {
      const row: Json = { id }
      for (const { field, plain } of texts) values[field.name] = row[field.column] = asHtml(field, values[field.name], plain)
      const now = computeStored(entity, values)
      for (const field of computed) row[field.column] = now[field.name] ?? null
      if (search) Object.assign(row, searchValues(entity, { ...values, ...now }))
      return row
    })
    await connection.run(sql`update ${table} t set ${set} from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(${shape})
      where t.tenant_id = ${connection.tenantId} and t.id = r.id`)
    done += records.length
    last = records.at(-1)!.id
  }
}

/** What stood there as a plain text, or as anything where it is not known what it was, as a text with a look. */
function asHtml(field: Field, value: unknown, plain: boolean): string | null {
  if (typeof value !== 'string') return null
  return cleanHtml(field, plain ? htmlOfText(value) : value)
}
