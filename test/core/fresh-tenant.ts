import type { Client } from '../support/client.ts'
import { type NewTenant, newTenant } from '../support/new-tenant.ts'
import type { TestPlatform } from '../support/platform.ts'

export const ownPassword = 'Xin#Shidai2026'

/** A tenant of this test's own, with the root of its tree. */
export async function freshTenant(platform: TestPlatform, organizationName = '中共江北县委员会'): Promise<NewTenant & { rootId: string }> {
  const tenant = await newTenant(platform, organizationName)
  const { body } = await tenant.admin.get('/core/organizations/tree')
  return { ...tenant, rootId: body.data[0].id }
}

/** Signs in with the initial password and gives oneself another. */
export async function firstSignIn(platform: TestPlatform, tenant: string, username: string): Promise<Client> {
  const client = await platform.signIn(username, { tenant, password: 'ABC#123' })
  const changed = await client.put('/session/password', { current: 'ABC#123', next: ownPassword })
  if (changed.status !== 204) throw new Error(`the password stays: ${JSON.stringify(changed.body)}`)
  return client
}
