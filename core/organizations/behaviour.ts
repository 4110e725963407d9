import { v7 as uuid } from 'uuid'
import type { TenantTransaction } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import type { Json } from '../declarations/model.ts'
import { todayInShanghai } from '../identity/dates.ts'
import { partWidth } from '../permissions/subtree.ts'
import { defineProblem } from '../problem.ts'
import type { Behaviour, Draft, Writing } from '../records/engine.ts'
import { insertRows } from '../records/insert.ts'

const notEmpty = defineProblem('organization.not-empty', 409, '该党组织仍有下级组织或人员，不能删除')
const isRoot = defineProblem('organization.root', 409, '本单位最上级党组织不能删除、迁移或合并')

export { isRoot }

/** What an organization of this number adds to the path of its parent. */
export function partOf(number: number): string {
  return number.toString(36).padStart(partWidth, '0')
}

export type Place = { path: string; depth: number }

/** What organizations do beyond their declaration: they have a place in the tree, and the tree remembers. */
export const organizationBehaviour: Behaviour = {
  beforeCreate: placeInTree,
  async beforeUpdate(_writing, changes) {
    for (const change of changes)
      if (change.changed.has('parentId') && !change.changed.has('path'))
        change.errors.push({ pointer: '/parentId', code: 'use-move', detail: '上级党组织与现有的不同；变更隶属关系请使用“迁移”' })
  },
  async beforeDelete({ transaction }, records) {
    for (const { id, values } of records) {
      if (!values['parentId']) throw isRoot()
      const [held] = await transaction.run(sql`
        select 1 from core.organization where tenant_id = ${transaction.tenantId} and parent_id = ${id}
        union all select 1 from core.organization_count where tenant_id = ${transaction.tenantId} and organization_id = ${id} and records > 0
        union all select 1 from core."user" where tenant_id = ${transaction.tenantId} and organization_id = ${id} limit 1`)
      if (held) throw notEmpty()
      await transaction.run(sql`delete from core.organization_change where tenant_id = ${transaction.tenantId} and organization_id = ${id}`)
      await transaction.run(sql`delete from core.organization_count where tenant_id = ${transaction.tenantId} and organization_id = ${id}`)
    }
  },
  async afterWrite(writing, { action, drafts }) {
    if (action === 'create') {
      await remember(
        writing,
        drafts.map(draft => ({
          organizationId: draft.id,
          kind: 'created',
          effectiveOn: String(draft.values['establishedOn'] ?? todayInShanghai()),
          after: placeOf(draft.values),
        })),
      )
      // What is kept beside rights tells which organizations are in a part of the tree.
      await writing.engine.signals.send(writing.transaction, 'access', writing.transaction.tenantId)
    }
    if (action === 'update') {
      const renamed = drafts.filter(
        (draft): draft is Draft & { before: Json; changed: Set<string> } =>
          'changed' in draft && ['name', 'shortName'].some(name => (draft.changed as Set<string>).has(name)),
      )
      await remember(
        writing,
        renamed.map(draft => ({
          organizationId: draft.id,
          kind: 'renamed',
          effectiveOn: todayInShanghai(),
          before: names(draft.before),
          after: names(draft.values),
        })),
      )
    }
  },
}

const names = (values: Json): Json => ({ name: values['name'], shortName: values['shortName'] })

function placeOf(values: Json): Json {
  return { ...names(values), parentId: values['parentId'] ?? null }
}

/** Gives each new organization its path below its parent; parents may be in the same batch, in any order. */
async function placeInTree({ transaction }: Writing, drafts: Draft[]): Promise<void> {
  if (drafts.length === 0) return
  const batch = new Map(drafts.map(draft => [draft.id, draft]))
  const [root] = await transaction.run(
    sql<{ id: string }>`select id from core.organization where tenant_id = ${transaction.tenantId} and parent_id is null limit 1`,
  )
  for (const draft of drafts) if (!draft.values['parentId'] && root) draft.values['parentId'] = root.id
  const outside = [
    ...new Set(
      drafts.flatMap(draft =>
        draft.values['parentId'] && !batch.has(String(draft.values['parentId'])) ? [String(draft.values['parentId'])] : [],
      ),
    ),
  ]
  const parents = await lockPlaces(transaction, outside)
  for (const draft of drafts)
    if (parents.get(String(draft.values['parentId']))?.state !== 'active' && parents.has(String(draft.values['parentId'])))
      draft.errors.push({ pointer: '/parentId', code: 'closed-parent', detail: '上级党组织已合并或撤销' })
  const numbers = await transaction.run(
    sql<{ number: number }>`select nextval('core.organization_number') as number from generate_series(1, ${drafts.length}::int)`,
  )
  for (const [at, draft] of drafts.entries()) draft.values['number'] = numbers[at]!.number
  const place = (draft: Draft, above: ReadonlySet<string>): Place | undefined => {
    if (draft.values['path']) return { path: String(draft.values['path']), depth: Number(draft.values['depth']) }
    const parentId = draft.values['parentId'] as string | null
    const parent = batch.get(parentId ?? '')
    if (parent && above.has(parent.id))
      draft.errors.push({ pointer: '/parentId', code: 'cycle', detail: '上级党组织不能是自己或自己的下级' })
    const at = parent && !above.has(parent.id) ? place(parent, new Set([...above, parent.id])) : parents.get(parentId ?? '')
    if (parentId && !at) return undefined
    draft.values['path'] = `${at?.path ?? ''}${partOf(Number(draft.values['number']))}`
    draft.values['depth'] = at ? at.depth + 1 : 1
    return { path: String(draft.values['path']), depth: Number(draft.values['depth']) }
  }
  for (const draft of drafts) place(draft, new Set([draft.id]))
  for (const draft of drafts) delete draft.values['number']
}

/** Parents stay where they are until the children are below them. */
async function lockPlaces(transaction: TenantTransaction, ids: string[]): Promise<Map<string, Place & { state: string }>> {
  if (ids.length === 0) return new Map()
  const rows = await transaction.run(
    sql<
      Place & { id: string; state: string }
    >`select id, path, depth, state from core.organization where tenant_id = ${transaction.tenantId} and id = any(${ids}::uuid[]) order by id for share`,
  )
  return new Map(rows.map(row => [row.id, row]))
}

export type TreeChange = { organizationId: string; kind: string; effectiveOn: string; documentNumber?: string; before?: Json; after?: Json }

/** Writes the tree's dated history, from which any past state can be told. */
export async function remember({ transaction, caller }: Pick<Writing, 'transaction' | 'caller'>, changes: TreeChange[]): Promise<void> {
  const text = (name: string) => ({ name, type: 'text', notNull: false })
  const columns = [
    { name: 'id', type: 'uuid', notNull: true },
    { name: 'created_by', type: 'uuid', notNull: false },
    { name: 'organization_id', type: 'uuid', notNull: true },
    text('kind'),
    { name: 'effective_on', type: 'date', notNull: true },
    text('document_number'),
    { name: 'before', type: 'jsonb', notNull: false },
    { name: 'after', type: 'jsonb', notNull: false },
  ]
  const rows = changes.map(change => ({
    id: uuid(),
    created_by: caller.userId ?? null,
    organization_id: change.organizationId,
    kind: change.kind,
    effective_on: change.effectiveOn,
    document_number: change.documentNumber ?? null,
    before: change.before ?? null,
    after: change.after ?? null,
  }))
  await insertRows(transaction, { schema: 'core', name: 'organization_change' }, columns, rows)
}
