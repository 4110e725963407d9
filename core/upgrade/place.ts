import type pg from 'pg'
import type { FieldPath } from '../declarations/migration.ts'
import { columnName } from '../declarations/names.ts'
import { hasColumn } from './catalog.ts'

export type Table = { schema: string; name: string }

/** Where a field's values are: in the table of its entity, or of the sub-table whose column it is. */
export type Place = { table: Table; column: string }

export function tableOf(plugin: string, entity: string): Table {
  return { schema: columnName(plugin), name: columnName(entity) }
}

/** The table of a sub-table. */
export function rowsTableOf(plugin: string, entity: string, field: string): Table {
  return { schema: columnName(plugin), name: `${columnName(entity)}_${columnName(field)}` }
}

export function placeOf(plugin: string, entity: string, path: FieldPath): Place {
  const [name = '', column] = path.split('.')
  return column === undefined
    ? { table: tableOf(plugin, entity), column: columnName(name) }
    : { table: rowsTableOf(plugin, entity, name), column: columnName(column) }
}

export const hasPlace = (client: pg.Client, place: Place): Promise<boolean> => hasColumn(client, place.table, place.column)
