import { sql } from '../database/sql.ts'
import type { EntityKey } from '../declarations/model.ts'
import { defineProblem } from '../problem.ts'
import type { Behaviour } from '../records/engine.ts'

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

/** An appointment belongs to the organization of its post. */
const followsPost: Behaviour = {
  async beforeCreate({ transaction }, drafts) {
    const posts = await transaction.run(sql<{ id: string; organization_id: string }>`
      select id, organization_id from core.post where tenant_id = ${transaction.tenantId} and id = any(${drafts.map(draft => String(draft.values['postId']))}::uuid[])`)
    for (const draft of drafts)
      draft.values['organizationId'] = posts.find(post => post.id === draft.values['postId'])?.organization_id ?? null
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
  ['core/grant', [changesAccess]],
  ['core/role', [changesAccess, keepsBuiltIn]],
  ['core/post', [changesAccess]],
  ['core/appointment', [changesAccess, followsPost]],
  ['core/user', [refreshesSessions]],
  ['core/session', [endsSession]],
]
