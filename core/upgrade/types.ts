import { quote, type TableDefinition, tableName } from '../database/table-definition.ts'
import type { Catalog } from './catalog.ts'
import type { Question } from './questions.ts'
import type { Upgrading } from './upgrading.ts'

export type Alteration = { what: string; sql: string }

/** Types into which every value goes as it is. */
const widening: Record<string, string[]> = {
  integer: ['bigint', 'numeric'],
  bigint: ['numeric'],
  text: ['text collate "C"'],
  'text collate "C"': ['text'],
}

/**
 * Columns whose type is another now. One that widens is altered; any other only while it holds no value, and is asked about.
 * The alterations hold if the questions find nothing.
 */
export function typeChanges({ model }: Upgrading, catalog: Catalog, tables: { plugin: string; entity: string; table: TableDefinition }[]) {
  const alterations: Alteration[] = []
  const questions: Question[] = []
  for (const { plugin, entity, table } of tables)
    for (const column of table.columns) {
      const found = catalog.get(`${table.schema}.${table.name}`)?.columns.get(column.name)
      if (!found || found === column.type) continue
      const wide = widening[found]?.includes(column.type)
      const owner = model.entities.get(`${plugin}/${entity}`)!
      const field = owner.fields.find(one => one.column === column.name)
      if (!wide)
        questions.push({
          plugin,
          about: `“${owner.title}”（${entity}）的字段“${field?.title ?? column.name}”（${field?.name ?? `${table.name}.${column.name}`}）`,
          sql: `select count(*) as found from ${tableName(table)} where ${quote(column.name)} is not null`,
          told: count => `的类型由 ${plain(found)} 变为 ${plain(column.type)}，库里已有 ${count} 个值`,
          remedy: `{"step":"convert-field","entity":"${entity}","field":"${field?.name ?? '…'}"}，或先改名、删除原字段`,
        })
      alterations.push({
        what: `${table.schema}.${table.name}.${column.name} ${plain(found)} -> ${plain(column.type)}`,
        sql: `alter table ${tableName(table)} alter column ${quote(column.name)} type ${column.type} using ${wide ? quote(column.name) : `null::${plain(column.type)}`}`,
      })
    }
  return { alterations, questions }
}

function plain(type: string): string {
  return type.replace(' collate "C"', '')
}
