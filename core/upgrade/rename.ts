import { CannotStart } from '../cannot-start.ts'
import { quote, tableName } from '../database/table-definition.ts'
import type { MigrationStep } from '../declarations/migration.ts'
import type { EntityKey } from '../declarations/model.ts'
import { hasColumn, hasTable } from './catalog.ts'
import { renameEntityInValues, renameFieldInValues, renameValues } from './kept-names.ts'
import { hasPlace, type Place, placeOf, rowsTableOf, type Table, tableOf } from './place.ts'
import type { Upgrading } from './upgrading.ts'

type Step<Name extends MigrationStep['step']> = MigrationStep & { step: Name }

/** A column, or the table of a sub-table. A database in which nothing is called so has come later, or is there already. */
export async function renameField(upgrading: Upgrading, plugin: string, { entity, from, to }: Step<'rename-field'>): Promise<void> {
  const { client } = upgrading
  const [old, now] = [placeOf(plugin, entity, from), placeOf(plugin, entity, to)]
  const [oldRows, rows] = [rowsTableOf(plugin, entity, from), rowsTableOf(plugin, entity, to)]
  if (await hasPlace(client, old)) await renameColumn(upgrading, old, now.column)
  else if (!from.includes('.') && (await hasTable(client, oldRows))) await renameTable(upgrading, oldRows, rows.name)
  else return
  await renameFieldInValues(upgrading, `${plugin}/${entity}`, from, to)
}

async function renameColumn(upgrading: Upgrading, { table, column }: Place, to: string): Promise<void> {
  const { client } = upgrading
  for (const suffix of ['', ...companions]) {
    if (!(await hasColumn(client, table, column + suffix)) || (suffix && isDeclared(upgrading, table, to, suffix))) continue
    if (await hasColumn(client, table, to + suffix)) {
      await refuseFull(upgrading, `${tableName(table)} 的列 ${to + suffix}`, `${tableName(table)} where ${quote(to + suffix)} is not null`)
      await client.query(`alter table ${tableName(table)} drop column ${quote(to + suffix)}`)
    }
    await client.query(`alter table ${tableName(table)} rename column ${quote(column + suffix)} to ${quote(to + suffix)}`)
  }
}

/** Columns that the engine keeps beside a field's own, and that go with it: the index of an encrypted one. */
export const companions = ['_index']

function isDeclared({ model }: Upgrading, table: Table, column: string, suffix: string): boolean {
  const entity = [...model.entities.values()].find(one => one.table.schema === table.schema && one.table.name === table.name)
  return entity?.fields.some(field => field.column === column + suffix) ?? false
}

/** An entity's tables; partitions and sub-tables keep the beginning of their names. */
export async function renameEntity(upgrading: Upgrading, plugin: string, { from, to }: Step<'rename-entity'>): Promise<void> {
  const { client, before } = upgrading
  const [old, now] = [tableOf(plugin, from), tableOf(plugin, to)]
  if (!(await hasTable(client, old))) return
  const declared = upgrading.model.entities.get(`${plugin}/${to}`)?.fields ?? []
  const remembered = Object.values(before.get(plugin)?.entities[from]?.fields ?? {})
  const rows = [
    ...declared.flatMap(field => (field.rows ? field.column : [])),
    ...remembered.flatMap(field => (field.rows ? field.column : [])),
  ]
  for (const name of new Set(rows)) {
    const table = { ...old, name: `${old.name}_${name}` }
    if (await hasTable(client, table)) await renameTable(upgrading, table, `${now.name}_${name}`)
  }
  const { rows: partitions } = await client.query<{ name: string }>(
    `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = to_regclass($1)`,
    [tableName(old)],
  )
  await renameTable(upgrading, old, now.name)
  for (const { name } of partitions)
    await client.query(`alter table ${tableName({ ...old, name })} rename to ${quote(now.name + name.slice(old.name.length))}`)
  await renameEntityInValues(upgrading, `${plugin}/${from}` as EntityKey, `${plugin}/${to}` as EntityKey)
}

async function renameTable(upgrading: Upgrading, table: Table, to: string): Promise<void> {
  const taken = { ...table, name: to }
  if (await hasTable(upgrading.client, taken)) {
    await refuseFull(upgrading, `表 ${tableName(taken)}`, tableName(taken))
    await upgrading.client.query(`drop table ${tableName(taken)} cascade`)
  }
  await upgrading.client.query(`alter table ${tableName(table)} rename to ${quote(to)}`)
}

/** What is already called so makes room when it is empty. */
async function refuseFull({ client, seeAllRows }: Upgrading, what: string, from: string): Promise<void> {
  await seeAllRows()
  const { rows } = await client.query<{ full: boolean }>(`select exists (select 1 from ${from}) as full`)
  if (rows[0]!.full) throw new CannotStart(`改名的目标${what}里已有数据。`)
}

export async function renameMenu(upgrading: Upgrading, plugin: string, { from, to }: Step<'rename-menu'>): Promise<number> {
  return renameValues(upgrading, 'menu', `${plugin}.${from}`, `${plugin}.${to}`)
}
