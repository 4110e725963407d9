import type { Client } from './client.ts'
import type { TestPlatform } from './platform.ts'

export type NewTenant = { code: string; id: string; admin: Client; password: string }

/** A tenant of its own, by activation code as people do it, its admin signed in with a password of his own. */
export async function newTenant(platform: TestPlatform, organizationName: string): Promise<NewTenant> {
  const operator = await platform.signIn('operator')
  const batch = await operator.post('/core/activation-codes/batch', { edition: 'standard', count: 1 })
  const activated = await platform.anyone().post('/core/activations', { code: batch.body.codes[0], organizationName, username: 'chief' })
  if (activated.status !== 201) throw new Error(JSON.stringify(activated.body))
  const { code, id } = activated.body.tenant
  const first = await platform.signIn('chief', { tenant: code, password: 'ABC#123' })
  const password = 'Lantern#47river'
  await first.put('/session/password', { current: 'ABC#123', next: password })
  return { code, id, admin: await platform.signIn('chief', { tenant: code, password }), password }
}
