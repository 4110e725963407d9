import type { Field } from '../declarations/model.ts'
import { type Sql, sql } from './sql.ts'

/** A field's value as SQL reads it from a row of that alias: the one place that knows where and in what form it is kept. */
export function columnSql(field: Field, alias = 't'): Sql {
  return sql.ref(`${alias}.${field.column}`)
}
