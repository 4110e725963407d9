import { quote, tableName } from '../database/table-definition.ts'
import type { FieldPath } from '../declarations/migration.ts'
import { columnName } from '../declarations/names.ts'
import { hasColumn, hasTable } from './catalog.ts'
import { forgetEntity, forgetField } from './kept-names.ts'
import { placeOf, rowsTableOf, tableOf } from './place.ts'
import { companions } from './rename.ts'
import type { Upgrading } from './upgrading.ts'

/** A field's column, or the table of a sub-table, with what is in it. */
export async function dropField(upgrading: Upgrading, plugin: string, entity: string, field: FieldPath): Promise<void> {
  const { client, model } = upgrading
  const { table, column } = placeOf(plugin, entity, field)
  const declared = model.entities.get(`${plugin}/${entity}`)?.fields.map(one => one.column) ?? []
  for (const suffix of ['', ...companions])
    if ((suffix === '' || !declared.includes(column + suffix)) && (await hasColumn(client, table, column + suffix)))
      await client.query(`alter table ${tableName(table)} drop column ${quote(column + suffix)} cascade`)
  if (!field.includes('.')) await client.query(`drop table if exists ${tableName(rowsTableOf(plugin, entity, field))}`)
  await forgetField(upgrading, `${plugin}/${entity}`, field)
}

/** An entity's tables with all that is in them. Other entities' keys to it go too: they are declared to nothing now. */
export async function dropEntity(upgrading: Upgrading, plugin: string, entity: string): Promise<void> {
  const remembered = Object.values(upgrading.before.get(plugin)?.entities[entity]?.fields ?? {})
  for (const field of remembered)
    if (field.rows)
      await upgrading.client.query(`drop table if exists ${tableName({ schema: columnName(plugin), name: field.rows.table })}`)
  await upgrading.client.query(`drop table if exists ${tableName(tableOf(plugin, entity))} cascade`)
  await forgetEntity(upgrading, `${plugin}/${entity}`)
}

/** Deletes for good what was deleted and kept. */
export async function emptyTrash({ client }: Upgrading, plugin: string, entity: string): Promise<number> {
  const table = tableOf(plugin, entity)
  if (!(await hasTable(client, table)) || !(await hasColumn(client, table, 'deleted_at'))) return 0
  return (await client.query(`delete from ${tableName(table)} where deleted_at is not null`)).rowCount ?? 0
}
