import { resolve } from 'node:path'
import type { Test } from 'tap'
import { type TenantId, tenantId } from '../../core/database/database.ts'
import { type StandIn, type StandInSettings, startStandIn } from '../../core/messages/stand-in/stand-in.ts'
import { type Message, tell } from '../../core/messages/tell.ts'
import { platformCaller } from '../../core/permissions/access.ts'
import { type Body, Client } from '../support/client.ts'
import { startPlatform, type TestPlatform } from '../support/platform.ts'
import { noQuietHours } from '../support/quiet-hours.ts'
import approved from './approved.json' with { type: 'json' }

export const reportToken = 'token-of-the-tests-reports'

const keys = { accessKeyId: 'key-1', accessKeySecret: 'secret-1' }
export type PostOffice = TestPlatform & {
  admin: Client
  provider: StandIn
  demo: TenantId
  /** Somebody new with a phone (or none), and signed in when asked. */
  person(phone?: string | null): Promise<{ id: string; phone: string | null }>
  tell(...messages: Message[]): Promise<void>
  /** Deliveries to a phone, oldest first, once all of them satisfy this. */
  deliveries(phone: string, until?: (one: Body) => boolean): Promise<Body[]>
  report(channel: 'sms' | 'voice', body: unknown, token?: string): Promise<{ status: number; body: Body }>
}

/** A platform whose SMS and calls go to a provider that is played beside it. The demo tenant has no quiet hours. */
export async function postOffice(t: Test, more: Partial<StandInSettings> = {}): Promise<PostOffice> {
  const provider = await startStandIn({ ...keys, signName: '党建云', ...approved, ...more })
  t.teardown(() => provider.close())
  const { endpoint } = provider
  const platform = await startPlatform(t, {
    plugins: [resolve(import.meta.dirname, 'fixtures')],
    reportToken,
    sms: {
      ...{ ...keys, endpoint, signName: '党建云', timeout: 2_000 },
      templates: { 'parcels/arrived': 'SMS_1', 'parcels/alarm': 'SMS_2', 'parcels/box-code': 'SMS_3', 'sign-in-code': 'SMS_9' },
    },
    voice: {
      ...keys,
      endpoint,
      timeout: 2_000,
      shownNumber: '02512345678',
      templates: { 'parcels/spoiling': 'TTS_1', 'parcels/alarm': 'TTS_2' },
    },
  })
  const admin = await platform.signIn('admin')
  await noQuietHours(admin)
  const demo = tenantId((await admin.get('/session')).body.tenant.id)
  const organizationId = (await admin.get('/core/organizations?page[size]=1')).body.data[0].id
  const { engine } = platform.app.platform
  let made = 0
  return {
    ...platform,
    admin,
    provider,
    demo,
    async person(phone) {
      made++
      const number = phone === undefined ? `1390001${String(made).padStart(4, '0')}` : phone
      const reply = await admin.post('/core/users', { name: `收件人${made}`, username: `shoujian${made}`, phone: number, organizationId })
      if (reply.status !== 201) throw new Error(JSON.stringify(reply.body))
      return { id: reply.body.id, phone: number }
    },
    tell: (...messages) =>
      engine.database.transaction(demo, transaction => tell({ engine, transaction, caller: platformCaller(demo) }, ...messages)),
    async deliveries(phone, until = () => true) {
      for (;;) {
        const { body } = await admin.get(`/core/deliveries?filter[phone][eq]=${phone}&sort=id&page[size]=200`)
        if (body.data.every(until)) return body.data
        await new Promise(done => setTimeout(done, 30))
      }
    },
    async report(channel, body, token = reportToken) {
      return new Client(platform.url).post(`/core/message-reports/${token}/${channel}`, body)
    },
  }
}

export const over = (one: Body) => ['sent', 'delivered', 'failed'].includes(one.state)
