import { quote, tableName } from '../database/table-definition.ts'
import type { FieldPath } from '../declarations/migration.ts'
import type { EntityKey } from '../declarations/model.ts'
import { hasColumn } from './catalog.ts'
import type { Upgrading } from './upgrading.ts'

// Wherever a name of a plugin's is kept as a value. The audit is left as it is: it says what things were called then.

/** A field's new name in the history of its records, in what roles may do with it, and in files attached to it. */
export async function renameFieldInValues(upgrading: Upgrading, key: EntityKey, from: FieldPath, to: FieldPath): Promise<void> {
  const { client } = upgrading
  const [name, column] = from.split('.') as [string, string | undefined]
  if (column !== undefined) return renameInRows({ client }, key, name, column, to.split('.')[1]!)
  await client.query(
    `update core.record_history set changed = array_replace(changed, $2::text, $3::text),
      data = case when data ? $2 then (data - $2::text) || jsonb_build_object($3::text, data -> $2) else data end
    where entity = $1 and (data ? $2 or $2 = any(changed))`,
    [key, from, to],
  )
  for (const part of ['fields', 'where'])
    await client.query(
      `update core.role set permissions = jsonb_set(permissions #- array[$1, $4, $2], array[$1, $4, $3], permissions #> array[$1, $4, $2])
      where permissions #> array[$1, $4, $2] is not null`,
      [key, from, to, part],
    )
  await client.query('update core.file set field = $3 where entity = $1 and field = $2', [key, from, to])
  await renameValues(upgrading, 'field', `${key}.${from}`, `${key}.${to}`)
}

/** Rows in the history are an array within the record. */
async function renameInRows({ client }: Pick<Upgrading, 'client'>, key: EntityKey, rows: string, from: string, to: string): Promise<void> {
  await client.query(
    `update core.record_history set data = jsonb_set(data, array[$2], (
      select coalesce(jsonb_agg(case when item ? $3 then (item - $3::text) || jsonb_build_object($4::text, item -> $3) else item end order by at), '[]')
      from jsonb_array_elements(data -> $2) with ordinality as items(item, at)))
    where entity = $1 and jsonb_typeof(data -> $2) = 'array'`,
    [key, rows, from, to],
  )
}

/** A dropped field is gone from the history and from what roles may do with it. */
export async function forgetField({ client }: Upgrading, key: EntityKey, field: FieldPath): Promise<void> {
  const [name, column] = field.split('.') as [string, string | undefined]
  if (column !== undefined) {
    await client.query(
      `update core.record_history set data = jsonb_set(data, array[$2],
        (select coalesce(jsonb_agg(item - $3::text order by at), '[]') from jsonb_array_elements(data -> $2) with ordinality as items(item, at)))
      where entity = $1 and jsonb_typeof(data -> $2) = 'array'`,
      [key, name, column],
    )
    return
  }
  await client.query(
    'update core.record_history set data = data - $2::text, changed = array_remove(changed, $2::text) where entity = $1 and (data ? $2 or $2 = any(changed))',
    [key, name],
  )
  await client.query(
    `update core.role set permissions = permissions #- array[$1, 'fields', $2] where permissions #> array[$1, 'fields', $2] is not null`,
    [key, name],
  )
}

/** An entity's new name wherever records, counts, rights and jobs speak of it. */
export async function renameEntityInValues(upgrading: Upgrading, from: EntityKey, to: EntityKey): Promise<void> {
  const { client } = upgrading
  for (const table of ['record_history', 'organization_count'])
    await client.query(`update core.${table} set entity = $2 where entity = $1`, [from, to])
  await client.query(
    'update core.role set permissions = (permissions - $1::text) || jsonb_build_object($2::text, permissions -> $1) where permissions ? $1',
    [from, to],
  )
  await client.query(`update core.job set input = jsonb_set(input, '{entity}', to_jsonb($2::text)) where input ->> 'entity' = $1`, [
    from,
    to,
  ])
  await renameValues(upgrading, 'entity', from, to)
  for (const { table, column } of await placesNaming(upgrading, 'field'))
    await client.query(
      `update ${tableName(table)} set ${quote(column)} = $2::text || substr(${quote(column)}, length($1::text) + 1) where starts_with(${quote(column)}, $1)`,
      [`${from}.`, `${to}.`],
    )
}

/** Of an entity that is dropped nothing is remembered but the audit. */
export async function forgetEntity(upgrading: Upgrading, key: EntityKey): Promise<void> {
  const { client } = upgrading
  for (const table of ['record_history', 'organization_count']) await client.query(`delete from core.${table} where entity = $1`, [key])
  await client.query('update core.role set permissions = permissions - $1::text where permissions ? $1', [key])
  for (const { table, column } of await placesNaming(upgrading, 'entity'))
    await client.query(`delete from ${tableName(table)} where ${quote(column)} = $1`, [key])
}

/** Changes a name in every field that is declared to hold such names (`x-names`). */
export async function renameValues(upgrading: Upgrading, kind: 'entity' | 'field' | 'menu', from: string, to: string): Promise<number> {
  let changed = 0
  for (const { table, column } of await placesNaming(upgrading, kind)) {
    const { rowCount } = await upgrading.client.query(`update ${tableName(table)} set ${quote(column)} = $2 where ${quote(column)} = $1`, [
      from,
      to,
    ])
    changed += rowCount ?? 0
  }
  return changed
}

async function placesNaming({ client, model }: Upgrading, kind: 'entity' | 'field' | 'menu') {
  const declared = [...model.entities.values()].flatMap(entity =>
    entity.fields.filter(field => field.schema['x-names'] === kind).map(field => ({ table: entity.table, column: field.column })),
  )
  const there = await Promise.all(declared.map(place => hasColumn(client, place.table, place.column)))
  return declared.filter((_, at) => there[at])
}
