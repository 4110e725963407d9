import { type FieldPath, type MigrationStep, nameAfter } from '../declarations/migration.ts'
import type { EntityKey } from '../declarations/model.ts'
import { hasTable } from './catalog.ts'
import type { Upgrading } from './upgrading.ts'

type CodedField = { plugin: string; entity: string; path: FieldPath }

/**
 * Numbers that are counted per this field's codes go on where they were, by the code's new name. Where two codes become one that was
 * counted already, its count goes on, and the other rests: what either gave stays explained by the register.
 */
export async function renameCodeInCounts(
  { client, model }: Upgrading,
  { plugin, entity, path }: CodedField,
  { from, to }: { from: string; to: string },
  later: readonly MigrationStep[],
): Promise<void> {
  if (path.includes('.') || !(await hasTable(client, { schema: 'core', name: 'number_counter' }))) return
  const prefix = `${plugin}/${entity}.`
  const { rows } = await client.query<{ numbering: string }>(
    'select distinct numbering from core.number_counter where starts_with(numbering, $1) and choice = $2',
    [prefix, from],
  )
  const countedBy = nameAfter(later, { entity, field: path })
  for (const { numbering } of rows) {
    const number = nameAfter(later, { entity, field: numbering.slice(prefix.length) })
    const declared = number && model.entities.get(`${plugin}/${number.entity}` as EntityKey)?.field.get(number.field)
    if (!countedBy || declared?.number?.perChoice !== countedBy.field) continue
    await client.query(
      `update core.number_counter o set choice = $3 where o.numbering = $1 and o.choice = $2 and not exists (
        select from core.number_counter c where c.numbering = $1 and c.choice = $3 and c.tenant_id = o.tenant_id
          and c.organization_id is not distinct from o.organization_id and c.year is not distinct from o.year)`,
      [numbering, from, to],
    )
  }
}
