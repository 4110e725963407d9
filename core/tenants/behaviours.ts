import type { EntityKey } from '../declarations/model.ts'
import type { Behaviour } from '../records/engine.ts'

/** The operator's changes reach the tenant at its next request. */
const tellsTenant = (field?: string): Behaviour => ({
  async afterWrite({ engine, transaction }, { drafts }) {
    for (const draft of drafts) await engine.signals.send(transaction, 'tenant', field ? String(draft.values[field]) : draft.id)
  },
})

/** A shortcut is always one's own (S2.10). */
const ownsShortcut: Behaviour = {
  async beforeCreate({ caller }, drafts) {
    for (const draft of drafts) draft.values['userId'] ??= caller.userId ?? null
  },
}

export const tenantBehaviours: [EntityKey, Behaviour[]][] = [
  ['core/tenant', [tellsTenant()]],
  ['core/entitlement', [tellsTenant('tenant')]],
  ['core/shortcut', [ownsShortcut]],
]
