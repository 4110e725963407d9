import { sql } from '../database/sql.ts'
import type { EntityKey } from '../declarations/model.ts'
import { defineProblem } from '../problem.ts'
import type { Behaviour, Change, Draft, Writing } from '../records/engine.ts'
import { inUse } from '../records/problems.ts'
import { isUuid } from '../records/relations.ts'
import { appointsWithinOnesOwn, givesNoMoreThanOnesOwn, keepsSuperiorsAccounts, roleWithinOnesOwn } from './giving.ts'

const builtInRole = defineProblem('role.built-in', 409, '内置角色不能删除')

/** Whatever decides who may do what takes effect at the next request, on every server. */
const changesAccess: Behaviour = {
  async afterWrite({ engine, transaction }) {
    await engine.signals.send(transaction, 'access', transaction.tenantId)
  },
}

const keepsBuiltIn: Behaviour = {
  async beforeDelete(_writing, records) {
    if (records.some(record => record.values['builtIn'] === true)) throw builtInRole()
  },
}

/** An appointment belongs to the organization of its post, also when the post is another one now. */
const followsPost: Behaviour = { beforeCreate: placeByPost, beforeUpdate: placeByPost }

async function placeByPost({ transaction }: Writing, drafts: Draft[]): Promise<void> {
  const ids = drafts.map(draft => draft.values['postId']).filter(isUuid)
  const posts = await transaction.run(sql<{ id: string; organization_id: string }>`
    select id, organization_id from core.post where tenant_id = ${transaction.tenantId} and id = any(${ids}::uuid[])`)
  for (const draft of drafts) {
    draft.values['organizationId'] = posts.find(post => post.id === draft.values['postId'])?.organization_id ?? null
    const { before, changed } = draft as Partial<Change>
    if (before && before['organizationId'] !== draft.values['organizationId']) changed?.add('organizationId')
  }
}

/** A file that a record holds is the record's: its uploader cannot take it out from under it. */
const heldFileStays: Behaviour = {
  async beforeDelete(_writing, records) {
    if (records.some(record => record.values['recordId'])) throw inUse('文件已用于某条记录，不能删除')
  },
}

/** A changed account is read anew by every session of it. */
const refreshesSessions: Behaviour = {
  async afterWrite({ engine, transaction }, { action, drafts }) {
    if (action === 'create') return
    for (const draft of drafts) await engine.signals.send(transaction, 'session', draft.id)
    await engine.signals.send(transaction, 'access', transaction.tenantId)
  },
}

const endsSession: Behaviour = {
  async beforeDelete({ engine, transaction }, records) {
    for (const record of records) await engine.signals.send(transaction, 'session', record.id)
  },
}

export const accessBehaviours: [EntityKey, Behaviour[]][] = [
  ['core/grant', [changesAccess, givesNoMoreThanOnesOwn]],
  ['core/role', [changesAccess, keepsBuiltIn, roleWithinOnesOwn]],
  ['core/post', [changesAccess]],
  ['core/appointment', [changesAccess, followsPost, appointsWithinOnesOwn]],
  ['core/user', [refreshesSessions, keepsSuperiorsAccounts]],
  ['core/session', [endsSession]],
  ['core/file', [heldFileStays]],
]
