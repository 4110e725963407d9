import { demoPassword } from '../../demo/seed.ts'
import type { Client } from '../support/client.ts'
import type { TestPlatform } from '../support/platform.ts'

export type SecondTenant = { id: string; code: string; rootId: string; admin: Client }

/** Another tenant of the same server, made as any is: by an activation code, whose admin then sets a password of his own. */
export async function secondTenant(platform: TestPlatform, name = '中共邻县委员会'): Promise<SecondTenant> {
  const operator = await platform.signIn('operator')
  const batch = await operator.post('/core/activation-codes/batch', { edition: 'flagship', count: 1 })
  const activated = await platform
    .anyone()
    .post('/core/activations', { code: batch.body.codes[0], organizationName: name, username: 'neighbour' })
  if (activated.status !== 201) throw new Error(`activation refused: ${JSON.stringify(activated.body)}`)
  const { id, code } = activated.body.tenant
  const initial = String(platform.app.platform.engine.model.rules.value('session.initial-password', '2026-01-01'))
  const first = await platform.signIn('neighbour', { tenant: code, password: initial })
  const changed = await first.put('/session/password', { current: initial, next: demoPassword })
  if (changed.status !== 204) throw new Error(`password refused: ${JSON.stringify(changed.body)}`)
  const admin = await platform.signIn('neighbour', { tenant: code })
  const roots = await admin.get('/core/organizations?page[size]=1')
  return { id, code, rootId: roots.body.data[0].id, admin }
}
