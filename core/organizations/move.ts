import { tellChange } from '../blocks/freshness.ts'
import { lockTenant } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import { tellOfRecords } from '../events/record-events.ts'
import { todayInShanghai } from '../identity/dates.ts'
import { decideWrite } from '../permissions/decide.ts'
import { defineProblem } from '../problem.ts'
import type { Writing } from '../records/engine.ts'
import { type Loaded, loadRecords } from '../records/load.ts'
import { invalid, notFound } from '../records/problems.ts'
import { leaveTrail } from '../records/trail.ts'
import { treeHasChanged } from '../workflows/who-decides.ts'
import { isRoot, remember } from './behaviour.ts'

const cycle = defineProblem('organization.cycle', 409, '不能迁移到自己或自己的下级党组织之下')
export const closedOrganization = defineProblem('organization.closed', 409, '该党组织已合并或撤销')

export type MoveOrder = { parentId: string; effectiveOn?: string; documentNumber?: string }

/** Two organizations of the caller, one to be acted upon and one to act with; moves of a tenant's tree happen one after another. */
export async function loadPair(writing: Writing, action: string, id: string, otherId: string): Promise<[Loaded, Loaded]> {
  const { transaction, caller, entity, engine } = writing
  await lockTenant(transaction, 'organizations')
  const allowed = decideWrite(caller, entity, engine.model, action)
  const found = await loadRecords(transaction, entity, sql`t.id = any(${[id, otherId]}::uuid[]) and ${allowed}`, { lock: true })
  const one = found.find(organization => organization.id === id)
  const other = found.find(organization => organization.id === otherId)
  if (!one || !other) throw notFound('党组织不存在，或您没有相应的权限')
  requireOpen(one, other)
  return [one, other]
}

/** @throws closedOrganization when one of them has been merged or dissolved */
export function requireOpen(...organizations: Loaded[]): void {
  for (const organization of organizations) if (organization.values['state'] !== 'active') throw closedOrganization()
}

/** @throws isRoot, cycle */
export function requireMovable(moving: Loaded, parent: Loaded): void {
  if (!moving.values['parentId']) throw isRoot()
  if (String(parent.values['path']).startsWith(String(moving.values['path']))) throw cycle()
}

/**
 * Puts an organization, with everything below it, under another parent: one UPDATE of the paths (O1.1). Records follow by themselves,
 * since they hold only their organization.
 * @throws notFound, cycle, isRoot
 */
export async function moveOrganization(writing: Writing, id: string, order: MoveOrder): Promise<void> {
  const [moving, parent] = await loadPair(writing, 'move', id, order.parentId)
  requireMovable(moving, parent)
  if (moving.values['parentId'] === parent.id) return
  await place(writing, moving, parent, datesOf(order))
}

/** A past day or today: what is ordered for later is entered when it takes effect. @throws invalid */
export function datesOf(order: { effectiveOn?: string; documentNumber?: string }): { effectiveOn: string; documentNumber?: string } {
  const today = todayInShanghai()
  const { effectiveOn = today, documentNumber } = order
  if (effectiveOn > today)
    throw invalid('生效日期不能晚于今天', [{ pointer: '/effectiveOn', code: 'in-the-future', detail: '生效日期不能晚于今天' }])
  return { effectiveOn, documentNumber }
}

/** Moves the paths, and has the tree remember it; the caller has checked that both may be touched, and that no circle comes of it. */
export async function place(
  writing: Writing,
  moving: Loaded,
  parent: Loaded,
  dates: { effectiveOn: string; documentNumber?: string },
): Promise<void> {
  const { transaction, engine, caller } = writing
  const from = String(moving.values['path'])
  const above = String(parent.values['path'])
  const to = above + from.slice(-7)
  const deeper = Number(parent.values['depth']) + 1 - Number(moving.values['depth'])
  await transaction.run(sql`
    update core.organization set path = ${to} || substr(path, ${from.length + 1}::int), depth = depth + ${deeper}::int
    where tenant_id = ${transaction.tenantId} and path >= ${from} and path < ${`${from}~`}`)
  const [row] = await transaction.run(sql<{ version: number }>`
    update core.organization set parent_id = ${parent.id}, version = version + 1, updated_at = now(), updated_by = ${caller.userId ?? null}::uuid
    where tenant_id = ${transaction.tenantId} and id = ${moving.id} returning version`)
  const moved = {
    id: moving.id,
    version: row!.version,
    before: moving.values,
    after: { ...moving.values, parentId: parent.id },
    changed: ['parentId'],
  }
  await leaveTrail(writing, 'move', [moved])
  await tellOfRecords(writing, 'updated', [moved])
  const before = { parentId: moving.values['parentId'] }
  await remember(writing, [{ organizationId: moving.id, kind: 'moved', ...dates, before, after: { parentId: parent.id } }])
  await engine.signals.send(transaction, 'access', transaction.tenantId)
  await tellChange(engine.signals, transaction, 'core/organization')
  await treeHasChanged(writing, [moving.id])
}
