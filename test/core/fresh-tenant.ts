import type { Client } from '../support/client.ts'
import type { TestPlatform } from '../support/platform.ts'

export const ownPassword = 'Xin#Shidai2026'

export type FreshTenant = { id: string; code: string; admin: Client; rootId: string }

/** A tenant of this test's own, activated as anyone does; its admin has changed the first password. */
export async function freshTenant(platform: TestPlatform, organizationName = '中共江北县委员会'): Promise<FreshTenant> {
  const operator = await platform.signIn('operator')
  const { body: batch } = await operator.post('/core/activation-codes/batch', { edition: 'standard', count: 1 })
  const { body } = await platform.anyone().post('/core/activations', { code: batch.codes[0], organizationName, username: 'zongguan' })
  const admin = await firstSignIn(platform, body.tenant.code, 'zongguan')
  const { body: roots } = await admin.get('/core/organizations/tree')
  return { id: body.tenant.id, code: body.tenant.code, admin, rootId: roots.data[0].id }
}

/** Signs in with the initial password and gives oneself another. */
export async function firstSignIn(platform: TestPlatform, tenant: string, username: string): Promise<Client> {
  const client = await platform.signIn(username, { tenant, password: 'ABC#123' })
  const changed = await client.put('/session/password', { current: 'ABC#123', next: ownPassword })
  if (changed.status !== 204) throw new Error(`the password stays: ${JSON.stringify(changed.body)}`)
  return client
}
