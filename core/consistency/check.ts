import { type Sql, sql } from '../database/sql.ts'
import { tableName } from '../database/table-definition.ts'

/** Something that is not as it should be: which record, and what is wrong with it. */
export type Offender = { id: string; detail: string }

/** One rule that must hold of a tenant's rows. The SQL gives what breaks it, so that memory stays flat whatever the number of rows. */
export type Check = {
  /** Stable, such as `tree.paths` or `relation members/member organizationId`. */
  name: string
  offenders: Sql<Offender>
}

/** Runs a query as the tenant. */
export type Run = <T>(query: Sql<T>) => Promise<T[]>

/** A table's name as SQL, for names that come from the model. */
export function tableSql(table: { schema: string; name: string }): Sql {
  return sql.raw(tableName(table))
}
