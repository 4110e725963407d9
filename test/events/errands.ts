import { join } from 'node:path'
import type { Test } from 'tap'
import { type TenantId, tenantId } from '../../core/database/database.ts'
import { asOwner } from '../core/owner.ts'
import type { Client } from '../support/client.ts'
import { startPlatform, type TestPlatform } from '../support/platform.ts'

export const fixtures = join(import.meta.dirname, 'fixtures')

export type Errands = {
  platform: TestPlatform
  admin: Client
  demo: TenantId
  organizationId: string
  /** Makes an errand; gives its id. */
  errand(title: string, more?: object): Promise<string>
  owner(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>
}

/** A platform with the plugin of errands, the demo tenant's admin signed in. */
export async function errands(t: Test, options: { webhookNetworks?: string[] } = {}): Promise<Errands> {
  const platform = await startPlatform(t, { plugins: [fixtures], ...options })
  const admin = await platform.signIn('admin')
  const owner = (text: string, values?: unknown[]) => asOwner(platform, text, values)
  const [tenant] = await owner(`select id from core.tenant where code = 'demo'`)
  const { body: roots } = await admin.get('/core/organizations?filter[parentId][null]=true')
  const organizationId: string = roots.data[0].id
  return {
    platform,
    admin,
    demo: tenantId(String(tenant!['id'])),
    organizationId,
    owner,
    async errand(title, more = {}) {
      const { status, body } = await admin.post('/errands/errands', { organizationId, title, ...more })
      if (status !== 201) throw new Error(JSON.stringify(body))
      return body.id
    },
  }
}
