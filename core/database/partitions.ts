import type pg from 'pg'
import type { Model } from '../declarations/model.ts'
import { ownersRows } from '../upgrade/all-rows.ts'
import { tableName } from './table-definition.ts'

type Table = { schema: string; name: string }

/** A month's own partition; ids from `from`, below `to`. */
type Month = { name: string; from: string; to: string }

/** The smallest uuid of version 7 at a time: what is older sorts below it. */
export function uuidAt(time: Date): string {
  const hex = time.getTime().toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}

/** The smallest id of a month, 'YYYY-MM'. */
export function oldestMonth(month: string): string {
  return uuidAt(new Date(`${month}-01T00:00:00Z`))
}

/** Every table that is kept by months. */
export function partitionedTables(model: Model): Table[] {
  const declared = [...model.entities.values()].filter(entity => entity.schema['x-partition'] === 'month')
  return [...declared.map(entity => entity.table), { schema: 'core', name: 'record_history' }]
}

/**
 * Makes what is missing of the partitions for this month and the next twelve, and of the one for everything else, so that no write is ever
 * refused for the lack of one. Within the owner's open transaction; tells whether anything was made: then partitions are to be closed.
 */
export async function addPartitions(client: pg.Client, table: Table, now: Date): Promise<boolean> {
  const rest = restOf(table)
  const months = Array.from({ length: 13 }, (_, ahead) => monthAhead(table, now, ahead))
  const { rows } = await client.query<{ name: string }>('select name from unnest($1::text[]) as name where to_regclass(name) is null', [
    [rest, ...months.map(month => month.name)],
  ])
  const missing = new Set(rows.map(row => row.name))
  if (missing.has(rest)) await client.query(`create table ${rest} partition of ${tableName(table)} default`)
  for (const month of months) if (missing.has(month.name)) await addMonth(client, table, month)
  return missing.size > 0
}

function restOf(table: Table): string {
  return tableName({ ...table, name: `${table.name}_rest` })
}

function monthAhead(table: Table, now: Date, ahead: number): Month {
  const first = (month: number) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + month, 1))
  const [from, to] = [first(ahead), first(ahead + 1)]
  const name = `${table.name}_${from.toISOString().slice(0, 7).replace('-', '_')}`
  return { name: tableName({ ...table, name }), from: uuidAt(from), to: uuidAt(to) }
}

/** Made beside the table and attached, it keeps nobody from writing into other months. */
async function addMonth(client: pg.Client, table: Table, month: Month): Promise<void> {
  const attach = `alter table ${tableName(table)} attach partition ${month.name} for values from ('${month.from}') to ('${month.to}')`
  await client.query(`create table ${month.name} (like ${tableName(table)} including all excluding indexes)`)
  await client.query('savepoint month')
  try {
    await client.query(attach)
  } catch (error) {
    await client.query('rollback to savepoint month')
    // The rest has rows of this month: nobody made its partition in time.
    if ((error as { code?: string }).code !== '23514') throw error
    await withoutReferences(client, table, async () => {
      await moveFromRest(client, table, month)
      await client.query(attach)
    })
  }
  await client.query('release savepoint month')
}

/** Row-level security would hide the rows from an owner who is no superuser. */
async function moveFromRest(client: pg.Client, table: Table, { name, from, to }: Month): Promise<void> {
  const rest = restOf(table)
  await client.query(`alter table ${rest} no force row level security`)
  await client.query(
    `with moved as (delete from ${rest} where id >= '${from}' and id < '${to}' returning *) insert into ${name} select * from moved`,
  )
  await client.query(`alter table ${rest} force row level security`)
}

/** To the keys that point to the table, moving is deleting: it would be refused, or take sub-tables' rows along. */
async function withoutReferences(client: pg.Client, table: Table, work: () => Promise<void>): Promise<void> {
  const { rows: keys } = await client.query<{ from: string; name: string; definition: string }>(
    `select format('%I.%I', n.nspname, c.relname) as from, quote_ident(o.conname) as name, pg_get_constraintdef(o.oid) as definition
    from pg_constraint o join pg_class c on c.oid = o.conrelid join pg_namespace n on n.oid = c.relnamespace
    where o.contype = 'f' and o.confrelid = $1::regclass and o.conparentid = 0`,
    [tableName(table)],
  )
  for (const key of keys) await client.query(`alter table ${key.from} drop constraint ${key.name}`)
  await work()
  if (keys.length === 0) return
  // PostgreSQL looks for rows that point nowhere as the owner, who would see none.
  const rows = await ownersRows(client)
  await rows.seeAll()
  for (const key of keys) await client.query(`alter table ${key.from} add constraint ${key.name} ${key.definition}`)
  await rows.restore()
}
