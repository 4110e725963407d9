import { requireReachOver } from '../permissions/reach.ts'
import type { Behaviour, Draft, Writing } from '../records/engine.ts'

/**
 * Everyone says himself who acts for him while he is away. An admin may say it for people who may do no more than he: acting for someone is
 * having his say.
 */
export const delegatesWithinOnesOwn: Behaviour = {
  async beforeCreate(writing, drafts) {
    for (const draft of drafts) draft.values['userId'] ??= writing.caller.userId ?? null
    refuseOneself(drafts)
    await requireReach(writing, drafts)
  },
  async beforeUpdate(writing, changes) {
    refuseOneself(changes)
    await requireReach(writing, changes)
  },
}

function refuseOneself(drafts: Draft[]): void {
  for (const draft of drafts)
    if (draft.errors.length === 0 && draft.values['userId'] === draft.values['delegateId'])
      draft.errors.push({ pointer: '/delegateId', code: 'delegate-is-oneself', detail: '不能委托给本人' })
}

async function requireReach({ transaction, caller, engine }: Writing, drafts: Draft[]): Promise<void> {
  if (caller.access.everything) return
  const users = drafts.flatMap(({ values }) => (typeof values['userId'] === 'string' ? [values['userId']] : []))
  await requireReachOver(transaction, caller, engine.model, users)
}
