import { keyColumn } from '../database/table-definition.ts'
import type { EntityKey, Field, Json, Model } from '../declarations/model.ts'
import { plainValue, sealedColumns, sealedValue, secretFields } from '../records/secret-values.ts'
import type { TenantSecrets } from '../secrets/tenant-secrets.ts'
import { nameOf, type Travelling } from './travelling.ts'

/** Whose secrets, and by which declarations. */
export type Secrets = { model: Model; secrets: TenantSecrets }

/** A stored row with its secrets in plain, as it stands in a copy; their keyed hashes mean nothing elsewhere. */
export function plainRow(table: Travelling, row: Json, { model, secrets }: Secrets): Json {
  const plain = { ...row }
  for (const field of secretsOf(table)) {
    plain[field.column] = plainValue(field, row[field.column], String(row['id']), secrets)
    plain[keyColumn(field)] = null
  }
  return inHistory(table, plain, model, (field, value, recordId) => plainValue(field, value, recordId, secrets))
}

/** The same the other way: a row of a copy as it is stored. */
export function sealedRow(table: Travelling, row: Json, { model, secrets }: Secrets): Json {
  const sealed = { ...row }
  for (const field of secretsOf(table)) Object.assign(sealed, sealedColumns(field, row[field.column], String(row['id']), secrets))
  return inHistory(table, sealed, model, (_field, value, recordId) => sealedValue(value, recordId, secrets))
}

function secretsOf({ entity, name }: Travelling): Field[] {
  return entity && name === nameOf(entity.table) ? secretFields(entity) : []
}

type Turn = (field: Field, value: unknown, recordId: string) => unknown

/** What a record was is told by its fields' names. */
function inHistory({ entity }: Travelling, row: Json, model: Model, turn: Turn): Json {
  const of = entity ? undefined : model.entities.get(row['entity'] as EntityKey)
  const data = row['data'] as Json | null | undefined
  if (!of || !data) return row
  const secrets = secretFields(of).filter(field => typeof data[field.name] === 'string')
  const turned = secrets.map(field => [field.name, turn(field, data[field.name], String(row['record_id']))])
  return { ...row, data: { ...data, ...Object.fromEntries(turned) } }
}
