import type { Field } from '../declarations/model.ts'
import { any, type Sql, sql } from './sql.ts'
import { keyColumn, ownColumn, valueType } from './table-definition.ts'

/** A field's value as SQL reads it from a row of that alias: the one place that knows where and in what form it is kept. */
export function columnSql(field: Field, alias = 't'): Sql {
  return field.own ? ownValueSql(field, alias) : sql.ref(`${alias}.${field.column}`)
}

/** The name is a parameter, so that every tenant's query is the same statement. */
function ownValueSql(field: Field, alias: string): Sql {
  const text = sql`(${sql.ref(`${alias}.${ownColumn}`)} ->> ${field.name}::text)`
  if (field.kind === 'text') return text
  return field.kind === 'choice' ? sql`(${text} collate "C")` : sql`${text}::${sql.raw(valueType(field))}`
}

/** Rows in which a tenant's own field is one of these values, asked in the form that its index answers. */
export function ownValueIn(field: Field, values: unknown[], alias = 't'): Sql<boolean> {
  const column = sql.ref(`${alias}.${ownColumn}`)
  return any(values.map(value => sql<boolean>`${column} @> ${JSON.stringify({ [field.name]: value })}::jsonb`))
}

/** What equal values of a field have in common in SQL: the value itself, or the keyed hash of a secret. */
export function keySql(field: Field, alias = 't'): Sql {
  return field.secret ? sql.ref(`${alias}.${keyColumn(field)}`) : columnSql(field, alias)
}
