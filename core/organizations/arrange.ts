import { lockTenant } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import { decideWrite } from '../permissions/decide.ts'
import { throwIfWrong } from '../records/create.ts'
import type { Writing } from '../records/engine.ts'
import { loadRecords } from '../records/load.ts'
import { invalid, notFound } from '../records/problems.ts'
import { mergeChange, writeChanges } from '../records/update.ts'
import { isRoot } from './behaviour.ts'

/** Room between two siblings, so that the next one fits in without touching the others. */
const apart = 10

type Sibling = { id: string; position: number }

/**
 * Puts an organization before one of its siblings, or behind them all. Only those get a new position that need one.
 * @throws notFound, invalid, denied
 */
export async function arrange(writing: Writing, id: string, beforeId: string | null): Promise<void> {
  const { transaction, caller, entity, engine } = writing
  await lockTenant(transaction, 'organizations')
  const allowed = decideWrite(caller, entity, engine.model, 'update', ['position'])
  const [arranged] = await loadRecords(transaction, entity, sql`t.id = ${id} and ${allowed}`, { lock: true })
  if (!arranged) throw notFound('党组织不存在，或您没有相应的权限')
  const { parentId } = arranged.values
  if (!parentId) throw isRoot()
  const siblings = await transaction.run(sql<Sibling>`
    select id, coalesce(position, 0) as position from core.organization
    where tenant_id = ${transaction.tenantId} and parent_id = ${String(parentId)}::uuid and state = 'active' and id <> ${id}
    order by position, name, id`)
  const at = beforeId === null ? siblings.length : siblings.findIndex(sibling => sibling.id === beforeId)
  if (at < 0) throw invalid('只能排到同级党组织之前', [{ pointer: '/beforeId', code: 'no-sibling', detail: '不是同级的党组织' }])
  const positions = positionsWith(siblings, id, at)
  const records = await loadRecords(transaction, entity, sql`t.id = any(${[...positions.keys()]}::uuid[])`, { lock: true })
  const changes = records.map(record => mergeChange(entity, record, { position: positions.get(record.id) }))
  await writeChanges(writing, changes)
  throwIfWrong(changes)
}

/** The new position of the one put in, and of all when there is no room for it between its neighbours. */
function positionsWith(siblings: Sibling[], id: string, at: number): Map<string, number> {
  const before = siblings[at - 1]?.position ?? 0
  const after = siblings[at]?.position ?? before + 2 * apart
  const inOrder = siblings.every((sibling, index) => index === 0 || siblings[index - 1]!.position < sibling.position)
  const between = Math.floor((before + after) / 2)
  if (inOrder && between > before && between < after) return new Map([[id, between]])
  const all = siblings.map(sibling => sibling.id).toSpliced(at, 0, id)
  return new Map(all.map((one, index) => [one, (index + 1) * apart]))
}
