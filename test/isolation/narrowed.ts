import type { Client } from '../support/client.ts'
import type { TestPlatform } from '../support/platform.ts'
import { created, newUser } from './people.ts'

/** People with a role that the tenant copied and narrowed: in the whole tenant, and in a part of it by every other kind of scope. */
export async function narrowed(
  platform: TestPlatform,
  admin: Client,
  organizationId: string,
): Promise<{ inTenant: Client; inPart: Record<string, Client> }> {
  const roleId = await created(admin, '/core/roles', {
    code: 'narrowed',
    name: '收窄的管理员',
    base: 'org-admin',
    permissions: {
      'members/member': { actions: ['*'], fields: { phone: 'hidden', birthOn: 'masked', education: 'read-only' } },
      'core/user': { actions: ['read', 'export'], fields: { phone: 'masked' } },
      'core/post': { actions: ['read'] },
    },
  })
  const person = (scope: string, chosen: object = {}) =>
    newUser(platform, admin, `narrowed-${scope}`, [{ roleId, organizationId, scope, ...chosen }])
  return {
    inTenant: await person('tenant'),
    inPart: {
      'narrowed to one’s own': await person('own'),
      'narrowed to an organization': await person('organization'),
      'narrowed to a subtree': await person('subtree'),
      'narrowed to chosen organizations': await person('chosen', { organizationIds: [organizationId] }),
    },
  }
}
