import { transitionEvents } from '../declarations/compile-workflow.ts'
import { knownEvent } from '../declarations/event-words.ts'
import type { EntityKey } from '../declarations/model.ts'
import { addressProblem } from '../outbound/address.ts'
import type { Platform } from '../platform.ts'
import type { Behaviour, Draft, Writing } from '../records/engine.ts'

/** An address that may be sent to, events that there are; and every server learns at once of what is to be told. */
export function webhookBehaviours(platform: () => Platform): [EntityKey, Behaviour[]][] {
  const judge = ({ engine }: Writing, drafts: Draft[]): void => {
    const known = { ...engine.model, transitionEvents: transitionEvents(engine.model.workflows.values()) }
    for (const { values, errors } of drafts) {
      const wrong = addressProblem(String(values['address'] ?? ''), platform().webhookNetworks, { schemes: ['https'] })
      if (wrong) errors.push({ pointer: '/address', code: 'bad-address', detail: wrong })
      for (const [at, name] of ((values['events'] as string[] | null) ?? []).entries())
        if (!knownEvent(name, known)) errors.push({ pointer: `/events/${at}`, code: 'unknown-event', detail: `没有“${name}”这个事件` })
    }
  }
  return [
    [
      'core/webhook',
      [
        {
          beforeCreate: async (writing, drafts) => judge(writing, drafts),
          beforeUpdate: async (writing, changes) => judge(writing, changes),
          async afterWrite({ engine, transaction }) {
            await engine.signals.send(transaction, 'tenant', transaction.tenantId)
          },
        },
      ],
    ],
  ]
}
