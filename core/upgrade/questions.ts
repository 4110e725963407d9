import { quote, tableName, tablesOf } from '../database/table-definition.ts'
import type { Entity, Field } from '../declarations/model.ts'
import type { Catalog, FoundTable } from './catalog.ts'
import { type Place, rowsTableOf } from './place.ts'
import type { EntityShape, FieldShape } from './shape.ts'
import type { Upgrading } from './upgrading.ts'

/** What must not be found in the data for a change of the declaration to be made by itself. Data decides: what nobody used may change. */
export type Question = {
  plugin: string
  /** What it is about, for people: “图书”的字段“书号”（isbn）. */
  about: string
  /** Gives `found`: how many; and perhaps `which`: some of them. */
  sql: string
  values?: unknown[]
  told(found: number, which: string): string
  /** What to write in the migration; a note where nothing has to be. */
  remedy?: string
}

/** What this start may do only if the data let it. Without an earlier declaration to compare with, only what the tables themselves show. */
export function questionsOf(upgrading: Upgrading, catalog: Catalog): Question[] {
  const { model, before } = upgrading
  const questions: Question[] = []
  for (const plugin of model.plugins.values()) {
    const shape = before.get(plugin.name)
    for (const [name, old] of Object.entries(shape?.entities ?? {}))
      if (!model.entities.has(`${plugin.name}/${name}`)) questions.push(...vanishedEntity(plugin.name, name, old, catalog))
    for (const entity of model.entities.values()) {
      const table = catalog.get(`${entity.table.schema}.${entity.table.name}`)
      if (entity.plugin !== plugin.name || !table) continue
      questions.push(...trash(entity, table))
      if (shape) questions.push(...ofFields(entity, shape.entities[entity.name], catalog))
    }
  }
  return questions
}

function vanishedEntity(plugin: string, name: string, { title, table }: EntityShape, catalog: Catalog): Question[] {
  if (!catalog.has(`${table.schema}.${table.name}`)) return []
  return [
    {
      plugin,
      about: `实体“${title}”（${name}）`,
      sql: `select count(*) as found from ${tableName(table)}`,
      told: found => `已不在声明中，库里还有 ${found} 条记录`,
      remedy: `{"step":"rename-entity","from":"${name}","to":"新名称"} 或 {"step":"drop-entity","entity":"${name}","confirm":"the data is lost"}`,
    },
  ]
}

/** Deleted records would come back to life where nothing tells any more that they were deleted. */
function trash(entity: Entity, table: FoundTable): Question[] {
  if (entity.delete === 'soft' || !table.columns.has('deleted_at')) return []
  return [
    {
      plugin: entity.plugin,
      about: `实体“${entity.title}”（${entity.name}）`,
      sql: `select count(*) as found from ${tableName(entity.table)} where deleted_at is not null`,
      told: found => `不再保留已删除的记录，而回收站里有 ${found} 条`,
      remedy: `{"step":"empty-trash","entity":"${entity.name}","confirm":"the data is lost"}`,
    },
  ]
}

function ofFields(entity: Entity, old: EntityShape | undefined, catalog: Catalog): Question[] {
  const vanished = vanishedFields(entity, '', entity.fields, old?.fields ?? {}, catalog)
  const asked = entity.fields.flatMap(field => {
    const before = old?.fields[field.name]
    const inner = field.rows?.fields.flatMap(column =>
      ofField(
        entity,
        column,
        `${field.name}.${column.name}`,
        before?.rows?.fields[column.name],
        old !== undefined,
        {
          table: rowsTableOf(entity.plugin, entity.name, field.name),
          column: column.column,
        },
        catalog,
      ),
    )
    const place = { table: entity.table, column: field.column }
    const gone = before?.rows && field.rows ? vanishedFields(entity, `${field.name}.`, field.rows.fields, before.rows.fields, catalog) : []
    return [...ofField(entity, field, field.name, before, old !== undefined, place, catalog), ...(inner ?? []), ...gone]
  })
  return [...vanished, ...asked]
}

function vanishedFields(
  entity: Entity,
  prefix: string,
  declared: readonly Field[],
  old: Record<string, FieldShape>,
  catalog: Catalog,
): Question[] {
  const table = prefix ? rowsTableOf(entity.plugin, entity.name, prefix.slice(0, -1)) : entity.table
  return Object.entries(old)
    .filter(([name, { rows }]) => !declared.some(field => field.name === name && Boolean(field.rows) === Boolean(rows)))
    .flatMap(([name, { title, column, rows }]): Question[] => {
      const from = rows
        ? catalog.has(`${table.schema}.${rows.table}`) && tableName({ ...table, name: rows.table })
        : catalog.get(`${table.schema}.${table.name}`)?.columns.has(column) && `${tableName(table)} where ${quote(column)} is not null`
      if (!from) return []
      const path = prefix + name
      return [
        {
          plugin: entity.plugin,
          about: `“${entity.title}”（${entity.name}）的字段“${title}”（${path}）`,
          sql: `select count(*) as found from ${from}`,
          told: found => `已不在声明中，库里还有 ${found} ${rows ? '行' : '个值'}`,
          remedy: `{"step":"rename-field","entity":"${entity.name}","from":"${path}","to":"${prefix}新名称"} 或 {"step":"drop-field","entity":"${entity.name}","field":"${path}","confirm":"the data is lost"}`,
        },
      ]
    })
}

function ofField(
  entity: Entity,
  field: Field,
  path: string,
  old: FieldShape | undefined,
  known: boolean,
  { table, column }: Place,
  catalog: Catalog,
): Question[] {
  if (!catalog.get(`${table.schema}.${table.name}`)?.columns.has(column)) return required(entity, field, path, old, known, table)
  const about = `“${entity.title}”（${entity.name}）的字段“${field.title}”（${path}）`
  const filled = `select count(*) as found from ${tableName(table)} where ${quote(column)} is not null`
  const ways = `{"step":"rename-field","entity":"${entity.name}","from":"${path}","to":"…"}（改用新字段）或 {"step":"drop-field","entity":"${entity.name}","field":"${path}","confirm":"the data is lost"}`
  const questions: Question[] = []
  if (old && old.relation !== field.relation)
    questions.push({
      plugin: entity.plugin,
      about,
      sql: filled,
      told: found =>
        `${field.relation ? `改为关联 ${field.relation}` : '不再是关联'}（原为${old.relation ? `关联 ${old.relation}` : ` ${old.kind}`}），库里已有 ${found} 个值`,
      remedy: ways,
    })
  if (old && !old.computed && field.computed?.when === 'write' && old.kind === field.kind)
    questions.push({ plugin: entity.plugin, about, sql: filled, told: found => `改为自动计算，会覆盖已填的 ${found} 个值`, remedy: ways })
  const codes = field.choices?.map(choice => choice.code)
  if (codes && !old?.codes?.every(code => codes.includes(code)))
    questions.push({
      plugin: entity.plugin,
      about,
      // Values of a field that was free text are nobody's business here.
      sql: `select count(*) as found, ${old?.codes ? `(array_agg(distinct ${quote(column)}))[1:5]` : 'null'} as which from ${tableName(table)}
        where ${quote(column)}::text <> all($1)`,
      values: [codes],
      told: (found, which) => `的选项里没有库中 ${found} 个值所用的代码${which && `（${which}）`}`,
      remedy: `{"step":"rename-code",${field.dictionary ? `"dictionary":"${field.dictionary}"` : `"entity":"${entity.name}","field":"${path}"`},"from":"旧代码","to":"新代码"}${field.dictionary ? '；停用的代码也可留在字典里并写上 validTo' : ''}`,
    })
  return [...questions, ...required(entity, field, path, old, known, table, column)]
}

/** Records that lack what has become required stay as they are, and are asked for it when they are next changed. */
function required(
  entity: Entity,
  field: Field,
  path: string,
  old: FieldShape | undefined,
  known: boolean,
  table: Place['table'],
  column?: string,
): Question[] {
  if (!known || !field.required || old?.required || field.kind === 'rows' || path.includes('.')) return []
  return [
    {
      plugin: entity.plugin,
      about: `“${entity.title}”（${entity.name}）的字段“${field.title}”（${path}）`,
      sql: `select count(*) as found from ${tableName(table)}${column ? ` where ${quote(column)} is null` : ''}`,
      told: found => `成为必填，${found} 条记录还没有填；它们保持原样，下次修改时须补填`,
    },
  ]
}

/** Tables that are kept in partitions and are no longer to be, or the other way about: that is beyond a start. */
export function partitionRefusals(upgrading: Upgrading, catalog: Catalog): string[] {
  return [...upgrading.model.entities.values()].flatMap(entity =>
    tablesOf(entity, upgrading.model).flatMap(table => {
      const found = catalog.get(`${table.schema}.${table.name}`)
      if (!found || found.partitioned === table.partitioned) return []
      return [
        `插件 ${entity.plugin}：实体“${entity.title}”（${entity.name}）的 x-partition 与库中的表不同。请在 migrations 中用 SQL 另建表并搬移数据。`,
      ]
    }),
  )
}
