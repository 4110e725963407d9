import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, type RawBuilder, sql } from 'kysely'

/** A piece of SQL with its parameters; T is the row it gives. */
export type Sql<T = unknown> = RawBuilder<T>

export { sql }

const compiler = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: database => new PostgresIntrospector(database),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

/** The text with $1, $2 … and its values, as `pg` takes them. */
export function compileSql(query: Sql): { text: string; values: unknown[] } {
  const { sql: text, parameters } = query.compile(compiler)
  return { text, values: [...parameters] }
}

/** Conditions joined by AND; none is true. */
export function all(conditions: Sql<boolean>[]): Sql<boolean> {
  return conditions.length === 0 ? sql<boolean>`true` : sql<boolean>`(${sql.join(conditions, sql` and `)})`
}

/** The condition that every row meets. */
export const everyRow: Sql<boolean> = sql<boolean>`true`

/** Conditions joined by OR; none is false, so that a forgotten grant opens nothing. */
export function any(conditions: Sql<boolean>[]): Sql<boolean> {
  if (conditions.includes(everyRow)) return everyRow
  return conditions.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(conditions, sql` or `)})`
}
