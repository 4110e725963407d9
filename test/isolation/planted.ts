import pg from 'pg'
import type { Test } from 'tap'
import { v7 as uuid } from 'uuid'
import { quote, tableName } from '../../core/database/table-definition.ts'
import type { Entity, EntityKey, Field, Model } from '../../core/declarations/model.ts'
import { addDays } from '../../core/identity/dates.ts'
import { searchGrams } from '../../core/identity/search-grams.ts'
import type { TestPlatform } from '../support/platform.ts'

/** One record of every entity in one place, its texts all holding a mark that no reply to an outsider may hold. */
export type Planted = { tenantId: string; mark: string; ids: ReadonlyMap<EntityKey, string> }

export async function ownerConnection(t: Test, platform: TestPlatform): Promise<pg.Client> {
  const owner = new pg.Client({ connectionString: platform.ownerUrl })
  await owner.connect()
  t.after(() => owner.end())
  return owner
}

/**
 * Plants the records past the server, whatever its rules: related to one another, below the organization `under`, with a history.
 * A new entity is planted by being declared.
 */
export async function plant(
  owner: pg.Client,
  place: { tenantId: string; under?: string; mark: string },
  entities: Entity[],
): Promise<Planted> {
  const ids = new Map(entities.map(entity => [entity.key, uuid()]))
  await owner.query('begin')
  // Neither triggers nor foreign keys: the records refer to each other in every order.
  await owner.query('set local session_replication_role = replica')
  for (const entity of entities) {
    const id = ids.get(entity.key)!
    const values = Object.fromEntries(
      entity.fields.map(field => [field.column, ownDate(entity, field, place.mark) ?? plantedValue(field, ids, place.mark)]),
    )
    const own = Object.fromEntries(
      entity.fields.filter(field => field.own).map(field => [field.name, plantedValue(field, ids, place.mark)]),
    )
    const row = {
      ...values,
      own_fields: own,
      ...(entity.key === 'core/organization' ? await placeBelow(owner, place) : {}),
      ...ownColumns(entity, ids, id),
    }
    await insert(owner, tableName(entity.table), { ...row, tenant_id: place.tenantId, id, version: 1 })
    for (const field of entity.fields.filter(one => one.rows)) {
      const inner = Object.fromEntries(field.rows!.fields.map(column => [column.column, plantedValue(column, ids, place.mark)]))
      const table = tableName({ schema: entity.table.schema, name: field.rows!.table })
      await insert(owner, table, { ...inner, tenant_id: place.tenantId, id: uuid(), parent_id: id, position: 0 })
    }
    await insert(owner, 'core.record_history', {
      ...{ tenant_id: place.tenantId, id: uuid(), entity: entity.key, record_id: id, version: 1, action: 'create' },
      ...{ changed: ['name'], data: { name: place.mark, title: place.mark }, created_at: new Date() },
    })
  }
  await owner.query('commit')
  return { tenantId: place.tenantId, mark: place.mark, ids }
}

function plantedValue(field: Field, ids: ReadonlyMap<EntityKey, string>, mark: string): unknown {
  if (field.relation) return ids.get(field.relation) ?? null
  if (field.kind === 'file') return ids.get('core/file') ?? null
  if (field.kind === 'files') return ids.has('core/file') ? [ids.get('core/file')] : null
  if (field.kind === 'text') return `${mark}${field.name}`
  if (field.kind === 'texts') return [mark]
  if (field.kind === 'document') return { name: mark }
  if (field.kind === 'choice' || field.kind === 'dictionary') return field.choices?.[0]?.code ?? null
  if (field.kind === 'date' || field.kind === 'date-time') return '2020-01-01'
  return field.kind === 'integer' ? 7_654_321 : null
}

/** A date that stands once in its tenant, by itself or beside a secret, which is planted empty: each mark has another. */
function ownDate(entity: Entity, field: Field, mark: string): string | undefined {
  const others = (names: string[]) => names.filter(name => name !== field.name)
  const alone =
    field.kind === 'date' &&
    entity.unique.some(({ fields }) => fields.includes(field.name) && others(fields).every(name => entity.field.get(name)!.secret))
  return alone ? addDays('2000-01-01', mark.codePointAt(mark.length - 1)! % 7_000) : undefined
}

function ownColumns(entity: Entity, ids: ReadonlyMap<EntityKey, string>, id: string): Record<string, unknown> {
  const at = new Date()
  return {
    created_by: ids.get('core/user') ?? null,
    created_at: at,
    updated_at: at,
    ...(entity.fields.some(field => field.search === 'pinyin')
      ? { search_text: `yinmi ym ${id}`, search_grams: searchGrams(`yinmi ym ${id}`) }
      : {}),
    ...(entity.fields.some(field => field.search === 'words') ? { search_words: 'yinmi ym' } : {}),
    // Not yet a record's file: then only who sent it may see it.
    ...(entity.key === 'core/file' ? { entity: null, record_id: null, field: null } : {}),
    ...(entity.key === 'core/job' ? { state: 'waiting', input: {} } : {}),
  }
}

async function placeBelow(owner: pg.Client, { tenantId, under }: { tenantId: string; under?: string }): Promise<Record<string, unknown>> {
  const { rows } = await owner.query(
    'select id, path, depth from core.organization where tenant_id = $1 and ($2::uuid is null or id = $2) order by path limit 1',
    [tenantId, under ?? null],
  )
  const [above] = rows
  return { path: `${above.path}zzzzzzz`, depth: Number(above.depth) + 1, parent_id: above.id, merged_into_id: null, state: 'active' }
}

async function insert(owner: pg.Client, table: string, row: Record<string, unknown>): Promise<void> {
  const names = Object.keys(row).filter(name => row[name] !== null)
  const { rows } = await owner.query(
    `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and attname = any($2)`,
    [table, names],
  )
  const known = rows.map(one => quote(one.name)).join(', ')
  await owner.query(`insert into ${table} (${known}) select ${known} from jsonb_populate_record(null::${table}, $1)`, [JSON.stringify(row)])
}

/** A checksum of every row of a tenant, table by table: what an outsider's requests must leave as it was. */
export async function checksums(owner: pg.Client, tenantId: string): Promise<Record<string, string>> {
  const { rows: tables } = await owner.query(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' where c.relkind in ('r', 'p') and not c.relispartition order by 1`,
  )
  const found: Record<string, string> = {}
  for (const { name } of tables) {
    const { rows } = await owner.query(
      `select md5(coalesce(string_agg(md5(t::text), '' order by md5(t::text)), '')) as sum from ${name} t where tenant_id = $1`,
      [tenantId],
    )
    found[name] = rows[0].sum
  }
  return found
}

/** The planted records as they are now. */
export async function plantedRows(owner: pg.Client, model: Model, planted: Planted): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {}
  for (const [key, id] of planted.ids) {
    const { rows } = await owner.query(
      `select t::text as row from ${tableName(model.entities.get(key)!.table)} t where tenant_id = $1 and id = $2`,
      [planted.tenantId, id],
    )
    found[key] = rows
  }
  return found
}

/** The same of several: one after another, as one connection asks. */
export async function allPlantedRows(owner: pg.Client, model: Model, all: Iterable<Planted>): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = []
  for (const planted of new Set(all)) found.push(await plantedRows(owner, model, planted))
  return found
}
