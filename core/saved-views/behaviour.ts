import type { EntityKey } from '../declarations/model.ts'
import type { Behaviour } from '../records/engine.ts'

/** A view is its maker's own, and of a list that there is. */
const ownsView: Behaviour = {
  async beforeCreate({ caller, engine }, drafts) {
    for (const draft of drafts) {
      draft.values['userId'] ??= caller.userId ?? null
      if (!engine.model.entities.has(draft.values['entity'] as EntityKey))
        draft.errors.push({ pointer: '/entity', code: 'unknown-entity', detail: '没有这类信息' })
    }
  },
}

export const savedViewBehaviours: [EntityKey, Behaviour[]][] = [['core/saved-view', [ownsView]]]
