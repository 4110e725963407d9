import { createHmac, randomUUID } from 'node:crypto'
import type { Body, Client, Reply } from '../support/client.ts'
import type { TestPlatform } from '../support/platform.ts'

export const ticketsPath = '/core/sso-tickets'

/** Another platform as its operator and its programmer have it: an application with a secret. */
export type OtherPlatform = {
  id: string
  secret: string
  /** Asks for a ticket as docs/sso.md says; anything can be told otherwise. */
  ask(person: object, otherwise?: { secret?: string; timestamp?: number; nonce?: string; body?: string; id?: string }): Promise<Reply>
}

const filledIn = { name: '江北政务', homepage: 'https://oa.example.cn/portal', contactName: '联系人甲', contactPhone: '0531-12345678' }

export async function apply(admin: Client, more: object = {}): Promise<Body> {
  const applied = await admin.post('/core/tenant/sso-applications', { ...filledIn, ...more })
  if (applied.status !== 201) throw new Error(JSON.stringify(applied.body))
  return applied.body
}

export function review(operator: Client, id: string, action: string, note?: string): Promise<Reply> {
  return operator.post(`/core/sso-applications/${id}/transitions/${action}`, { note })
}

/** Applies for a tenant, has it approved, and makes the secret. */
export async function otherPlatform(platform: TestPlatform, admin: Client, name: string): Promise<OtherPlatform> {
  const { id } = await apply(admin, { name })
  const operator = await platform.signIn('operator')
  const approved = await review(operator, id, 'approve')
  if (approved.status !== 200) throw new Error(JSON.stringify(approved.body))
  const made = await admin.post(`/core/tenant/sso-applications/${id}/secret`, {})
  const { secret } = made.body
  return { id, secret, ask: asking(platform, id, secret) }
}

export function asking(platform: TestPlatform, application: string, ownSecret: string): OtherPlatform['ask'] {
  return async (person, otherwise = {}) => {
    const { secret = ownSecret, timestamp = Math.floor(Date.now() / 1_000), nonce = randomUUID(), id = application } = otherwise
    const sent = JSON.stringify(person)
    const text = ['POST', `/api/v1${ticketsPath}`, timestamp, nonce, otherwise.body ?? sent].join('\n')
    return platform.anyone().post(ticketsPath, person, {
      headers: {
        'x-sso-application': id,
        'x-sso-timestamp': String(timestamp),
        'x-sso-nonce': nonce,
        'x-sso-signature': createHmac('sha256', secret).update(text).digest('hex'),
      },
    })
  }
}

/** What a browser gets that follows the link, and goes no further. */
export async function open(platform: TestPlatform, entry: string, headers: Record<string, string> = {}, method = 'GET') {
  const response = await fetch(`${platform.url}${entry}`, { method, headers, redirect: 'manual' })
  const cookie = /session=([^;]+)/.exec(response.headers.get('set-cookie') ?? '')?.[1]
  return { status: response.status, location: response.headers.get('location'), cookie }
}
