import type { EntityKey, Json } from '../declarations/model.ts'
import type { Behaviour, Draft, Writing } from '../records/engine.ts'

const channels = ['in-app', 'sms', 'voice']

/** A tenant sets of templates that there are, and ways that there are. */
const knownTemplate: Behaviour = { beforeCreate: refuseUnknown, beforeUpdate: refuseUnknown }

async function refuseUnknown({ engine }: Writing, drafts: Draft[]): Promise<void> {
  for (const { values, errors } of drafts) {
    if (!engine.model.messages.has(String(values['template'])))
      errors.push({ pointer: '/template', code: 'unknown-template', detail: '没有这个模板' })
    const chosen = Array.isArray(values['channels']) ? values['channels'] : []
    if (chosen.some(one => !channels.includes(one)))
      errors.push({ pointer: '/channels', code: 'unknown-channel', detail: '方式应是 in-app、sms 或 voice' })
  }
}

/** Whoever looks at the number of unread ones sees it change, in every tab. */
const tellsReader: Behaviour = {
  async afterWrite({ engine, transaction }, { drafts }) {
    for (const user of usersOf(drafts)) await engine.signals.send(transaction, 'message', `${transaction.tenantId} ${user}`)
  },
  async beforeDelete({ engine, transaction }, records) {
    for (const user of usersOf(records)) await engine.signals.send(transaction, 'message', `${transaction.tenantId} ${user}`)
  },
}

function usersOf(records: { values: Json }[]): Set<string> {
  return new Set(records.map(({ values }) => String(values['userId'])))
}

export const messageBehaviours: [EntityKey, Behaviour[]][] = [
  ['core/message', [tellsReader]],
  ['core/message-setting', [knownTemplate]],
]
