import { quote, tableName } from './table-definition.ts'

/** The smallest uuid of version 7 at a time: what is older sorts below it. */
export function uuidAt(time: Date): string {
  const hex = time.getTime().toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}

/** The smallest id of a month, 'YYYY-MM'. */
export function oldestMonth(month: string): string {
  return uuidAt(new Date(`${month}-01T00:00:00Z`))
}

/** Partitions for this month and the next twelve, and one for everything else, so that no write is ever refused for the lack of one. */
export function partitionStatements(tables: { schema: string; name: string }[], now = new Date()): string[] {
  return [...tables, { schema: 'core', name: 'record_history' }].flatMap(table => [
    `create table if not exists ${quote(table.schema)}.${quote(`${table.name}_rest`)} partition of ${tableName(table)} default`,
    ...Array.from({ length: 13 }, (_, ahead) => {
      const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1))
      const to = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead + 1, 1))
      const name = `${table.name}_${from.toISOString().slice(0, 7).replace('-', '_')}`
      return `create table if not exists ${quote(table.schema)}.${quote(name)} partition of ${tableName(table)} for values from ('${uuidAt(from)}') to ('${uuidAt(to)}')`
    }),
  ])
}
