import { v5 as uuidFrom } from 'uuid'
import { sql } from '../database/sql.ts'
import type { Channel, Json } from '../declarations/model.ts'
import type { Telling } from '../events/emit.ts'
import { type Delivery, planDeliveries } from './deliveries.ts'
import { notify } from './notify.ts'
import { type OwnHours, quietHours } from './quiet-hours.ts'
import { templateOf, wordsOf } from './template.ts'

/** What somebody is told. */
export type Message = {
  /** The same id is the same message: a person is told it once on each channel, however often this is asked. */
  id: string
  /** `visits/visit-planned` */
  template: string
  /** Ids of users; those whose account is disabled are left out. */
  to: string[]
  variables: Json
  link?: string
  /** Of which record it tells: its deliveries can be found by this. */
  about?: string
  /** In place of those of the template, or of the tenant for it. */
  channels?: Channel[]
}

type Person = { id: string; name: string; phone: string | null; organization_id: string }

/**
 * Tells people something, in the transaction of what it tells of: in-app at once, by SMS and voice when the transaction stands and their
 * time has come. Several messages take as many round trips as one.
 */
export async function tell(telling: Telling, ...messages: Message[]): Promise<void> {
  const { engine, transaction } = telling
  if (messages.length === 0) return
  const { tenantId } = transaction
  const [people, chosen, own] = (await transaction.runTogether<unknown>([
    sql`select id, name, phone, organization_id from core."user"
      where tenant_id = ${tenantId} and id = any(${[...new Set(messages.flatMap(message => message.to))]}::uuid[]) and state <> 'disabled'`,
    sql`select template, channels from core.message_setting
      where tenant_id = ${tenantId} and channels is not null and template = any(${messages.map(message => message.template)}::text[])`,
    sql`select quiet_from, quiet_to from core.setting where tenant_id = ${tenantId} limit 1`,
  ])) as [Person[], { template: string; channels: Channel[] }[], OwnHours[]]
  const known = new Map(people.map(person => [person.id, person]))
  const inApp: Parameters<typeof notify>[1] = []
  const deliveries: Delivery[] = []
  for (const message of messages) {
    const template = templateOf(engine.model, message.template)
    const channels = message.channels ?? chosen.find(one => one.template === template.key)?.channels ?? template.channels
    for (const id of new Set(message.to)) {
      const person = known.get(id)
      if (!person) continue
      const { title, text, variables } = wordsOf(template, { name: person.name, ...message.variables })
      const idOn = (channel: Channel) => uuidFrom(`${message.id} ${channel}`, id)
      if (channels.includes('in-app')) inApp.push({ id: idOn('in-app'), userId: id, title, body: text, link: message.link })
      for (const channel of ['sms', 'voice'] as const)
        if (channels.includes(channel))
          deliveries.push({
            ...{ id: idOn(channel), channel, template, title, text, variables, phone: person.phone },
            ...{ userId: id, organizationId: person.organization_id, recordId: message.about },
          })
    }
  }
  await notify(transaction, inApp)
  await planDeliveries(telling, deliveries, quietHours(engine.model.rules, own[0], new Date()))
}
