import { sql } from '../database/sql.ts'
import type { Change, Draft, Writing } from './engine.ts'

/** A merged or dissolved organization is a closed name: what it holds stays to be read, and nothing new is put there. */
export async function checkOpenOrganization({ entity, transaction }: Writing, drafts: Draft[]): Promise<void> {
  const name = entity.organizationField
  if (name === undefined || name === 'id') return
  const put = drafts.filter(draft => typeof draft.values[name] === 'string' && ((draft as Partial<Change>).changed?.has(name) ?? true))
  if (put.length === 0) return
  const closed = await transaction.run(sql<{ id: string }>`
    select id from core.organization where tenant_id = ${transaction.tenantId} and state <> 'active'
      and id = any(${[...new Set(put.map(draft => String(draft.values[name])))]}::uuid[])`)
  for (const draft of put)
    if (closed.some(row => row.id === draft.values[name]))
      draft.errors.push({
        pointer: `/${name}`,
        code: 'closed-organization',
        detail: `${entity.field.get(name)!.title}所填的党组织已合并或撤销`,
      })
}
