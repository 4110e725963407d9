import { CannotStart } from '../cannot-start.ts'
import { columnOf, quote, tableName, valueType } from '../database/table-definition.ts'
import { fieldAt } from '../declarations/check-migrations.ts'
import { type MigrationStep, type Named, nameAfter } from '../declarations/migration.ts'
import type { Entity, Field } from '../declarations/model.ts'
import { htmlOfText } from '../html/plain-text.ts'
import { hasTable } from './catalog.ts'
import { renameCodeInCounts } from './counts.ts'
import { hasPlace, type Place, placeOf } from './place.ts'
import type { Upgrading } from './upgrading.ts'

type Step<Name extends MigrationStep['step']> = MigrationStep & { step: Name }

/** Fills a field, which comes to be now where this version brings it. Gives how many rows, and the entity whose records changed. */
export async function setValue(upgrading: Upgrading, plugin: string, step: Step<'set-value'>, later: readonly MigrationStep[]) {
  const declared = declaredField(upgrading, plugin, step, later)
  const place = placeOf(plugin, step.entity, step.field)
  if (!(await hasTable(upgrading.client, place.table))) return undefined
  if (!(await hasPlace(upgrading.client, place))) {
    if (!declared) return undefined
    await upgrading.client.query(`alter table ${tableName(place.table)} add column ${quote(place.column)} ${columnOf(declared.field).type}`)
  }
  const column = quote(place.column)
  const type = declared ? valueType(declared.field) : 'text'
  const { rowCount } = await upgrading.client.query(
    `update ${tableName(place.table)} set ${column} = $1::text::${type} where ${step.where === 'all' ? `${column} is distinct from $1::text::${type}` : `${column} is null`}`,
    [declared?.field.kind === 'html' ? htmlOfText(String(step.value)) : String(step.value)],
  )
  return { rows: rowCount ?? 0, entity: declared?.entity }
}

/** The field as it is declared now, by whatever the steps to come make of it. */
function declaredField(
  { model }: Upgrading,
  plugin: string,
  named: Named,
  later: readonly MigrationStep[],
): { entity: Entity; field: Field } | undefined {
  const now = nameAfter(later, { entity: named.entity, field: named.field })
  const entity = now && model.entities.get(`${plugin}/${now.entity}`)
  const field = entity && fieldAt(entity, now)
  return entity && field ? { entity, field } : undefined
}

/** Another way to write a code, in records, in their history and in the counts of numbers given per code. */
export async function renameCode(
  upgrading: Upgrading,
  plugin: string,
  step: Step<'rename-code'>,
  later: readonly MigrationStep[],
): Promise<number> {
  const { client, model } = upgrading
  const fields =
    step.dictionary === undefined
      ? [{ plugin, entity: step.entity!, path: step.field! }]
      : [...model.entities.values()].flatMap(entity =>
          entity.fields.flatMap(field => [
            ...(field.dictionary === step.dictionary ? [{ plugin: entity.plugin, entity: entity.name, path: field.name }] : []),
            ...(field.rows?.fields ?? [])
              .filter(column => column.dictionary === step.dictionary)
              .map(column => ({ plugin: entity.plugin, entity: entity.name, path: `${field.name}.${column.name}` })),
          ]),
        )
  let changed = 0
  for (const { plugin: owner, entity, path } of fields) {
    const place = placeOf(owner, entity, path)
    if (!(await hasPlace(client, place))) continue
    changed += await replaceCode(upgrading, place, step)
    await replaceCodeInHistory(upgrading, `${owner}/${entity}`, path, step)
    // Another plugin's fields are known by their names of today; this one's may still be called otherwise.
    const steps = owner === plugin && step.dictionary === undefined ? later : []
    await renameCodeInCounts(upgrading, { plugin: owner, entity, path }, step, steps)
  }
  return changed
}

async function replaceCode({ client }: Upgrading, { table, column }: Place, { from, to }: Step<'rename-code'>): Promise<number> {
  const { rowCount } = await client.query(`update ${tableName(table)} set ${quote(column)} = $2 where ${quote(column)} = $1`, [from, to])
  return rowCount ?? 0
}

async function replaceCodeInHistory({ client }: Upgrading, key: string, path: string, { from, to }: Step<'rename-code'>): Promise<void> {
  const [name, column] = path.split('.')
  if (column === undefined)
    await client.query(
      'update core.record_history set data = jsonb_set(data, array[$2], to_jsonb($4::text)) where entity = $1 and data ->> $2 = $3',
      [key, name, from, to],
    )
  else
    await client.query(
      `update core.record_history set data = jsonb_set(data, array[$2], (
        select jsonb_agg(case when item ->> $3 = $4 then jsonb_set(item, array[$3], to_jsonb($5::text)) else item end order by at)
        from jsonb_array_elements(data -> $2) with ordinality as items(item, at)))
      where entity = $1 and jsonb_typeof(data -> $2) = 'array' and data -> $2 @> jsonb_build_array(jsonb_build_object($3::text, $4::text))`,
      [key, name, column, from, to],
    )
}

/** Gives a field the type that it is declared with now. @throws CannotStart telling how many values make no sense as one */
export async function convertField(
  upgrading: Upgrading,
  plugin: string,
  step: Step<'convert-field'>,
  later: readonly MigrationStep[],
): Promise<void> {
  const { client } = upgrading
  const declared = declaredField(upgrading, plugin, step, later)
  const place = placeOf(plugin, step.entity, step.field)
  if (!declared || !(await hasPlace(client, place))) return
  const [table, column, type] = [tableName(place.table), quote(place.column), valueType(declared.field)]
  const { rows } = await client.query<{ wrong: number }>(
    `select count(*) as wrong from ${table} where ${column} is not null and not pg_input_is_valid(${column}::text, $1)`,
    [type],
  )
  if (rows[0]!.wrong > 0)
    throw new CannotStart(
      `“${declared.entity.title}”的“${declared.field.title}”（${step.field}）有 ${rows[0]!.wrong} 个值不能转换成 ${declared.field.kind}，请先在迁移中改正这些值。`,
    )
  await client.query(`alter table ${table} alter column ${column} type ${columnOf(declared.field).type} using ${column}::text::${type}`)
  if (!step.field.includes('.'))
    await client.query(
      `update core.record_history set data = jsonb_set(data, array[$2], to_jsonb((data ->> $2)::${type}))
      where entity = $1 and data ->> $2 is not null and pg_input_is_valid(data ->> $2, $3)`,
      [`${plugin}/${step.entity}`, step.field, type],
    )
}
