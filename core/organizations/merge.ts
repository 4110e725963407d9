import { tellChange } from '../blocks/freshness.ts'
import { lockTenant } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import { quote, tableName } from '../database/table-definition.ts'
import { type Entity, entityOf } from '../declarations/model.ts'
import { columnName } from '../declarations/names.ts'
import { platformCaller } from '../permissions/access.ts'
import { defineProblem } from '../problem.ts'
import { throwIfWrong } from '../records/create.ts'
import type { Writing } from '../records/engine.ts'
import { type Loaded, loadRecords } from '../records/load.ts'
import { leaveTrail } from '../records/trail.ts'
import { applyAction, mergeChange, writeChanges } from '../records/update.ts'
import { treeHasChanged } from '../workflows/who-decides.ts'
import { isRoot, remember } from './behaviour.ts'
import { closedOrganization, datesOf, loadPair, place } from './move.ts'

const intoItself = defineProblem('organization.merge-into-itself', 409, '不能合并到自己或自己的下级党组织')
const stillHeld = defineProblem('organization.still-held', 409, '该党组织仍有下级组织或人员，请先迁移或合并')

export type MergeOrder = { intoId: string; effectiveOn?: string; documentNumber?: string }

const batchSize = 500

/**
 * Carries everything of an organization into another: those below it, members, posts, grants and all records that hold it (O1.1).
 * The merged one stays as a closed name, so that old records and the tree's history can be read.
 */
export async function mergeOrganization(writing: Writing, id: string, order: MergeOrder): Promise<void> {
  const [merging, into] = await loadPair(writing, 'merge', id, order.intoId)
  requireMergeable(merging, into)
  const dates = datesOf(order)
  const children = await loadRecords(writing.transaction, writing.entity, sql`t.parent_id = ${id}`, { lock: true })
  for (const child of children) await place(writing, child, into, dates)
  await renameDoublePosts(writing, merging, into)
  await dropDoubleGrants(writing, id, into.id)
  for (const entity of carried(writing)) await carry(writing, entity, id, into.id)
  await applyAction(writing, 'merge', id, { state: 'merged', mergedIntoId: into.id })
  await remember(writing, [
    {
      organizationId: id,
      kind: 'merged',
      ...dates,
      before: { name: merging.values['name'], parentId: merging.values['parentId'] },
      after: { mergedIntoId: into.id },
    },
  ])
  await writing.engine.signals.send(writing.transaction, 'access', writing.transaction.tenantId)
  await tellChange(writing.engine.signals, writing.transaction, 'core/organization')
  await treeHasChanged(writing, [into.id])
}

/** @throws isRoot, intoItself */
export function requireMergeable(merging: Loaded, into: Loaded): void {
  if (!merging.values['parentId']) throw isRoot()
  if (String(into.values['path']).startsWith(String(merging.values['path']))) throw intoItself()
}

/** Closes an organization that nobody belongs to any more. */
export async function dissolveOrganization(
  writing: Writing,
  id: string,
  order: { effectiveOn?: string; documentNumber?: string },
): Promise<void> {
  const { transaction } = writing
  await lockTenant(transaction, 'organizations')
  const before = await applyAction(writing, 'dissolve', id, { state: 'dissolved' })
  if (!before['parentId']) throw isRoot()
  if (before['state'] !== 'active') throw closedOrganization()
  const [held] = await transaction.run(sql`
    select 1 from core.organization where tenant_id = ${transaction.tenantId} and parent_id = ${id} and state = 'active'
    union all select 1 from core.organization_count where tenant_id = ${transaction.tenantId} and organization_id = ${id} and records > 0
    union all select 1 from core."user" where tenant_id = ${transaction.tenantId} and organization_id = ${id} and state <> 'disabled' limit 1`)
  if (held) throw stillHeld()
  await remember(writing, [
    { organizationId: id, kind: 'dissolved', ...datesOf(order), before: { name: before['name'], parentId: before['parentId'] } },
  ])
}

/** Entities whose records belong to an organization that may become another; people before accounts and posts before appointments, which follow them. */
function carried({ engine }: Writing): Entity[] {
  const entities = [...engine.model.entities.values()].filter(
    entity =>
      entity.organizationField &&
      entity.organizationField !== 'id' &&
      entity.actions.has('update') &&
      !entity.field.get(entity.organizationField)?.immutable,
  )
  const isFollowed = ({ account, key }: Entity) => account !== undefined || key === 'core/post'
  return entities.sort((a, b) => Number(isFollowed(b)) - Number(isFollowed(a)))
}

/** The same transaction, with the platform writing what the merge brings with it. */
function asPlatform({ engine, transaction, caller }: Writing, entity: Entity): Writing {
  const { userId, userName, ip, requestId } = caller
  return { engine, transaction, caller: platformCaller(transaction.tenantId, { userId, userName, ip, requestId }), entity }
}

/**
 * A record whose like the other organization has already, such as the same honor of the same day, stays with the closed name:
 * it happened to both.
 */
async function carry(writing: Writing, entity: Entity, from: string, into: string): Promise<void> {
  const { transaction } = writing
  const field = entity.organizationField!
  let last = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const some = await transaction.run(sql<{ id: string }>`select id from ${sql.raw(tableName(entity.table))}
      where tenant_id = ${transaction.tenantId} and ${sql.raw(quote(columnName(field)))} = ${from} and id > ${last}::uuid order by id limit ${batchSize}`)
    if (some.length === 0) return
    last = some.at(-1)!.id
    const loaded = await loadRecords(transaction, entity, sql`t.id = any(${some.map(row => row.id)}::uuid[])`, { lock: true })
    const carrying = asPlatform(writing, entity)
    const changes = loaded.filter(record => !record.deletedAt).map(record => mergeChange(entity, record, { [field]: into }))
    await writeChanges(carrying, changes, { action: 'merge' })
    const doubles = changes.filter(({ errors }) => errors.length > 0 && errors.every(error => error.code.startsWith('duplicate')))
    throwIfWrong(changes.filter(change => !doubles.includes(change)))
    await carryDeleted(
      carrying,
      loaded.filter(record => record.deletedAt),
      into,
    )
  }
}

/** What lies in the bin goes along as it is: its keys may belong to others by now, and that is told when it is restored. */
async function carryDeleted(writing: Writing, records: Loaded[], into: string): Promise<void> {
  if (records.length === 0) return
  const { transaction, entity } = writing
  const field = entity.organizationField!
  await transaction.run(sql`
    update ${sql.raw(tableName(entity.table))} set ${sql.raw(quote(columnName(field)))} = ${into}::uuid, version = version + 1, updated_at = now()
    where tenant_id = ${transaction.tenantId} and id = any(${records.map(record => record.id)}::uuid[])`)
  await leaveTrail(
    writing,
    'merge',
    records.map(({ id, version, values }) => ({
      id,
      version: version + 1,
      before: values,
      after: { ...values, [field]: into },
      changed: [field],
    })),
  )
}

/** Both may have a 书记: the merged one's posts keep their names with where they came from. */
async function renameDoublePosts(writing: Writing, merging: Loaded, into: Loaded): Promise<void> {
  const posts = asPlatform(writing, entityOf(writing.engine.model, 'core/post'))
  const double = await loadRecords(
    writing.transaction,
    posts.entity,
    sql`t.organization_id = ${merging.id} and exists (
      select 1 from core.post q where q.tenant_id = t.tenant_id and q.organization_id = ${into.id} and q.name = t.name)`,
    { lock: true },
  )
  const named = (post: Loaded) => `${String(post.values['name'])}（原${String(merging.values['shortName'])}）`.slice(0, 50)
  const changes = double.map(post => mergeChange(posts.entity, post, { name: named(post) }))
  await writeChanges(posts, changes, { action: 'merge' })
  throwIfWrong(changes)
}

/** A grant that the person has there already needs no second one. */
async function dropDoubleGrants(writing: Writing, from: string, into: string): Promise<void> {
  const { transaction } = writing
  const grants = asPlatform(writing, entityOf(writing.engine.model, 'core/grant'))
  const double = await loadRecords(
    transaction,
    grants.entity,
    sql`t.organization_id = ${from} and exists (
      select 1 from core."grant" h where h.tenant_id = t.tenant_id and h.organization_id = ${into} and h.role_id = t.role_id and h.scope = t.scope
        and h.user_id is not distinct from t.user_id and h.post_id is not distinct from t.post_id)`,
    { lock: true },
  )
  if (double.length === 0) return
  await transaction.run(
    sql`delete from core."grant" where tenant_id = ${transaction.tenantId} and id = any(${double.map(grant => grant.id)}::uuid[])`,
  )
  await leaveTrail(
    grants,
    'delete',
    double.map(({ id, version, values }) => ({ id, version: version + 1, before: values, changed: Object.keys(values) })),
  )
}
