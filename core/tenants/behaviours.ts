import type { EntityKey } from '../declarations/model.ts'
import { tellsApplicant } from '../plugins/tell-applicant.ts'
import { defineProblem } from '../problem.ts'
import type { Behaviour } from '../records/engine.ts'
import { boundsOwnRules } from './own-rules.ts'
import { platformTenant } from './tenant-state.ts'

const platformStays = defineProblem('tenant.platform', 409, '平台运营自己不能停用')

/** The operator's changes reach the tenant at its next request. */
const tellsTenant = (field?: string): Behaviour => ({
  async afterWrite({ engine, transaction }, { drafts }) {
    for (const draft of drafts) await engine.signals.send(transaction, 'tenant', field ? String(draft.values[field]) : draft.id)
  },
})

/** Nobody could undo it. */
const keepsPlatform: Behaviour = {
  async beforeUpdate(_writing, changes) {
    if (changes.some(change => change.id === platformTenant && change.values['state'] !== 'active')) throw platformStays()
  },
}

/** A tenant's own settings are part of what every request has to know of it. */
const tellsOwnTenant: Behaviour = {
  async afterWrite({ engine, transaction }) {
    await engine.signals.send(transaction, 'tenant', transaction.tenantId)
  },
}

/** A shortcut is always one's own, and leads to a menu of the desktop (S2.10). */
const ownsShortcut: Behaviour = {
  async beforeCreate({ caller, engine }, drafts) {
    for (const draft of drafts) {
      draft.values['userId'] ??= caller.userId ?? null
      if (!engine.model.menus.some(menu => menu.device === 'desktop' && menu.key === draft.values['menu']))
        draft.errors.push({ pointer: '/menu', code: 'unknown-menu', detail: '没有这个菜单' })
    }
  },
}

export const tenantBehaviours: [EntityKey, Behaviour[]][] = [
  ['core/tenant', [keepsPlatform, tellsTenant()]],
  ['core/setting', [boundsOwnRules, tellsOwnTenant]],
  ['core/entitlement', [tellsTenant('tenant'), tellsApplicant]],
  ['core/shortcut', [ownsShortcut]],
]
