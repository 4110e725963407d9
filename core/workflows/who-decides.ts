import { v7 as uuid } from 'uuid'
import { sql } from '../database/sql.ts'
import type { EntityKey } from '../declarations/model.ts'
import { addDays, todayInShanghai } from '../identity/dates.ts'
import { planAboveAnew } from '../organizations/above-anew.ts'
import type { Behaviour, Change, Draft, Writing } from '../records/engine.ts'
import { isUuid } from '../records/relations.ts'
import { type Changed, planAnew } from './give-anew.ts'

/** Whose tasks a change of such a record may move to others. */
type Reach = (writing: Writing, drafts: Draft[]) => Promise<Changed> | Changed

/** After a change of who may what, open tasks are looked at anew: now, and on the days on which it begins and ends. */
const looksAnew = (reach: Reach): Behaviour => ({
  async afterWrite(writing, { drafts }) {
    if (writing.engine.model.workflows.size === 0) return
    const changed = await reach(writing, drafts)
    if (Object.values(changed).every(ids => ids.length === 0)) return
    const days = [...new Set(drafts.flatMap(boundaries))].map(day => new Date(`${day}T00:00:00+08:00`))
    await planAnew(
      writing,
      [new Date(), ...days].map(at => ({ key: uuid(), at, changed })),
    )
  },
})

/** Days to come on which it takes effect, and on which it no longer does. */
function boundaries({ values }: Draft): string[] {
  const [start, end] = [values['startOn'], values['endOn']] as (string | null | undefined)[]
  const today = todayInShanghai()
  return [start, end && addDays(end, 1)].filter((day): day is string => typeof day === 'string' && day > today)
}

/** What it was and what it is: both may be concerned. */
function held(drafts: Draft[], name: string): string[] {
  return [...new Set(drafts.flatMap((draft: Draft & Partial<Change>) => [draft.values[name], draft.before?.[name]]).filter(isUuid))]
}

/** An appointment reaches as far as what its post carries. */
async function ofPosts({ transaction }: Writing, drafts: Draft[]): Promise<Changed> {
  const carried = await transaction.run(sql<{ organization_id: string }>`
    select distinct organization_id from core."grant" where tenant_id = ${transaction.tenantId} and post_id = any(${held(drafts, 'postId')}::uuid[])`)
  return { organizationIds: [...new Set([...held(drafts, 'organizationId'), ...carried.map(row => row.organization_id)])] }
}

/** An account that is closed or opened: what it was asked, and what its grants reach. */
async function ofUsers({ transaction }: Writing, drafts: (Draft & Partial<Change>)[]): Promise<Changed> {
  const userIds = drafts.filter(draft => draft.changed?.has('state')).map(draft => draft.id)
  if (userIds.length === 0) return {}
  const granted = await transaction.run(sql<{ organization_id: string }>`
    select distinct organization_id from core."grant" where tenant_id = ${transaction.tenantId} and user_id = any(${userIds}::uuid[])`)
  return { userIds, organizationIds: granted.map(row => row.organization_id) }
}

/** The tree has changed: records below these organizations may have others above them now. */
export async function treeHasChanged(writing: Omit<Writing, 'entity'>, organizationIds: string[]): Promise<void> {
  await planAboveAnew(writing, organizationIds)
  if (writing.engine.model.workflows.size > 0) await planAnew(writing, [{ key: uuid(), at: new Date(), changed: { organizationIds } }])
}

export const whoDecidesBehaviours: [EntityKey, Behaviour[]][] = [
  ['core/grant', [looksAnew((_writing, drafts) => ({ organizationIds: held(drafts, 'organizationId') }))]],
  ['core/appointment', [looksAnew(ofPosts)]],
  ['core/user', [looksAnew(ofUsers)]],
  ['core/post', [looksAnew((_writing, drafts) => ({ organizationIds: held(drafts, 'organizationId') }))]],
  ['core/delegation', [looksAnew((_writing, drafts) => ({ userIds: held(drafts, 'userId') }))]],
]
