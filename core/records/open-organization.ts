import { sql } from '../database/sql.ts'
import type { Change, Draft, Verdict, Writing } from './engine.ts'
import { isUuid } from './relations.ts'

/** A merged or dissolved organization is a closed name: what it holds stays to be read, and nothing new is put there. */
export async function checkOpenOrganization({ entity, transaction }: Writing, drafts: Draft[]): Promise<Verdict> {
  const name = entity.organizationField
  if (name === undefined || name === 'id') return () => {}
  const put = drafts.filter(draft => isUuid(draft.values[name]) && ((draft as Partial<Change>).changed?.has(name) ?? true))
  if (put.length === 0) return () => {}
  const closed = await transaction.run(sql<{ id: string }>`
    select id from core.organization where tenant_id = ${transaction.tenantId} and state <> 'active'
      and id = any(${[...new Set(put.map(draft => String(draft.values[name])))]}::uuid[])`)
  return () => {
    for (const draft of put)
      if (draft.errors.length === 0 && closed.some(row => row.id === draft.values[name]))
        draft.errors.push({
          pointer: `/${name}`,
          code: 'closed-organization',
          detail: `${entity.field.get(name)!.title}所填的党组织已合并或撤销`,
        })
  }
}
