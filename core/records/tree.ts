import { lockTenant } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import { tableName } from '../database/table-definition.ts'
import type { EntityKey, Model } from '../declarations/model.ts'
import { columnName } from '../declarations/names.ts'
import type { Behaviour, Change, Draft, Writing } from './engine.ts'
import { isUuid } from './relations.ts'

/** Records of a tree never come to stand below themselves. Organizations have their own way of moving. */
export function treeBehaviours(model: Model): [EntityKey, Behaviour[]][] {
  const trees = [...model.entities.values()].filter(entity => entity.parentField !== undefined && entity.key !== 'core/organization')
  return trees.map(entity => [entity.key, [{ beforeCreate: refuseCircles, beforeUpdate: refuseCircles }]])
}

/** New records may be in a circle too: a spreadsheet brings parents together with their children. */
async function refuseCircles({ transaction, entity }: Writing, drafts: (Draft | Change)[]): Promise<void> {
  const field = entity.parentField!
  const placed = drafts.filter(draft => isUuid(draft.values[field]) && (!('changed' in draft) || draft.changed.has(field)))
  if (placed.length === 0) return
  // Two that are moved below each other at once would each see the other where it was.
  await lockTenant(transaction, `tree ${entity.key}`)
  const above = await parentsAbove({ transaction, entity }, placed)
  for (const { id, values } of drafts) above.set(id, (values[field] as string | null) ?? null)
  for (const draft of placed)
    if (isBelowItself(draft.id, above)) draft.errors.push({ pointer: `/${field}`, code: 'circle', detail: '不能放在自己或自己的下级之下' })
}

/** The parent of each record from these parents upward. */
async function parentsAbove(
  { transaction, entity }: Pick<Writing, 'transaction' | 'entity'>,
  placed: Draft[],
): Promise<Map<string, string | null>> {
  const table = sql.raw(tableName(entity.table))
  const parent = sql.ref(`t.${columnName(entity.parentField!)}`)
  const parents = placed.map(draft => String(draft.values[entity.parentField!]))
  const rows = await transaction.run(sql<{ id: string; parent: string | null }>`
    with recursive up as (
      select t.id, ${parent} as parent from ${table} t where t.tenant_id = ${transaction.tenantId} and t.id = any(${parents}::uuid[])
      union
      select t.id, ${parent} from ${table} t join up on t.id = up.parent where t.tenant_id = ${transaction.tenantId})
    select id, parent from up`)
  return new Map(rows.map(row => [row.id, row.parent]))
}

function isBelowItself(id: string, above: ReadonlyMap<string, string | null>): boolean {
  const passed = new Set<string>()
  for (let at = above.get(id); at && !passed.has(at); at = above.get(at)) {
    if (at === id) return true
    passed.add(at)
  }
  return false
}
