import type pg from 'pg'
import { platformHash } from '../database/apply-model.ts'
import { tablesOf } from '../database/table-definition.ts'
import type { Model } from '../declarations/model.ts'
import { migrationKey } from './applied.ts'
import { readCatalog } from './catalog.ts'

/**
 * Whether a server of this model works with a database that another version was applied to: every column that it knows is there and of its
 * type, no migration was done that it does not have, and what the platform itself keeps is unchanged. What was merely added disturbs nobody.
 */
export async function worksWith(client: pg.Client, model: Model): Promise<boolean> {
  const { rows } = await client.query<{ name: string; hash: string }>(
    `select name, hash from core.applied where name = 'platform' or name like 'migration %'`,
  )
  if (rows.find(row => row.name === 'platform')?.hash !== platformHash) return false
  const migrations = new Map(
    [...model.plugins.values()].flatMap(plugin => plugin.migrations.map(one => [migrationKey(plugin.name, one), one.hash] as const)),
  )
  const concerns = (key: string) => [...model.plugins.keys()].some(plugin => key.startsWith(`migration ${plugin}/`))
  if (rows.some(({ name, hash }) => concerns(name) && migrations.get(name) !== hash)) return false
  const tables = [...model.entities.values()].flatMap(entity => tablesOf(entity, model))
  const catalog = await readCatalog(client, [...new Set(tables.map(table => table.schema))])
  return tables.every(table => {
    const found = catalog.get(`${table.schema}.${table.name}`)
    return table.columns.every(column => found?.columns.get(column.name) === column.type)
  })
}
