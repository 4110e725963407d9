import { CannotStart } from '../cannot-start.ts'
import { type TableDefinition, tableName } from '../database/table-definition.ts'
import type { Upgrading } from './upgrading.ts'

/**
 * Why an index or a key could not be made over the rows that are there, with the query that finds them and without what they hold: it may
 * be people's. Other errors as they are.
 */
export async function refusedByData(
  upgrading: Upgrading,
  { table, name, statement }: { table: TableDefinition; name: string; statement: string },
  error: unknown,
): Promise<unknown> {
  const { code, message } = error as { code?: string; message: string }
  const entity = [...upgrading.model.entities.values()].find(
    one => one.table.schema === table.schema && (table.name === one.table.name || table.name.startsWith(`${one.table.name}_`)),
  )
  if (!entity || (code !== '23505' && code !== '23503')) return error
  const where = `插件 ${entity.plugin}：“${entity.title}”（${entity.name}）`
  const kept = '数据库未作改动，旧版本可照常运行。'
  if (code === '23503')
    return new CannotStart(`未能升级：${where}的关联 ${name} 指向的记录有些并不存在（${message}）。${kept}请先在 migrations 中改正这些值。`)
  const titles = entity.unique.find(rule => rule.name === name)?.fields.map(field => entity.field.get(field)!.title) ?? [name]
  const query = repeatedQuery(table, statement)
  await upgrading.seeAllRows()
  const { rows } = await upgrading.client.query<{ keys: number; records: number }>(
    `select count(*) as keys, coalesce(sum(cardinality(array_agg)), 0)::bigint as records from (${query}) repeated`,
  )
  return new CannotStart(
    `未能升级：${where}要求“${titles.join('、')}”不重复，而表 ${table.schema}.${table.name} 中有相同的记录（${rows[0]!.keys} 组，共 ${rows[0]!.records} 条）。${kept}` +
      `请先在旧版本里合并或改正相同的记录，或在 migrations 中改正。查找的语句：${query}`,
  )
}

/** The rows that have a key in common, by what the unique index compares. */
function repeatedQuery(table: TableDefinition, statement: string): string {
  const [, columns = '', nulls, living = ''] = /\((.*)\)( nulls not distinct)?( where .*)?$/.exec(statement) ?? []
  const filled = nulls ? living : `${living === '' ? ' where' : `${living} and`} (${columns}) is not null`
  return `select ${columns}, array_agg(id) from ${tableName(table)}${filled} group by ${columns} having count(*) > 1`
}
