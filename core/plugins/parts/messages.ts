import type { TenantSql } from '../../database/database.ts'
import { type DeliveryCount, deliveriesOf } from '../../messages/deliveries-of.ts'
import { type Message, tell } from '../../messages/tell.ts'
import type { At, Part } from '../part.ts'

/** What people are told: in-app at once, by SMS and voice at their hour. */
export const messages: Part<{
  /** To users by their ids, by a template of the plugin's messages.json. The same id is told once. */
  tell(at: At, message: Message): Promise<void>
  /** What became of the SMS and calls that told of this record. */
  deliveries(at: { readonly transaction: TenantSql }, recordId: string): Promise<DeliveryCount[]>
}> = {
  name: 'messages',
  of: plugin => ({
    tell: (at, message) => tell(at, { ...message, template: `${plugin}/${message.template}` }),
    deliveries: ({ transaction }, recordId) => deliveriesOf(transaction, recordId),
  }),
}
