import { demoPassword } from '../../demo/seed.ts'
import type { Client } from '../support/client.ts'
import type { TestPlatform } from '../support/platform.ts'

export type Granted = { roleId: string; organizationId: string; scope: string; organizationIds?: string[] }

/** Someone new with these grants, signed in with a password of his own. */
export async function newUser(
  platform: TestPlatform,
  admin: Client,
  username: string,
  grants: Granted[],
): Promise<Client & { id: string }> {
  const organizationId = grants[0]?.organizationId ?? (await organizationsOf(admin))[0]
  const user = await created(admin, '/core/users', { username, name: username, organizationId })
  for (const grant of grants) await created(admin, '/core/grants', { ...grant, userId: user })
  const initial = String(platform.app.platform.engine.model.rules.value('session.initial-password', '2026-01-01'))
  const first = await platform.signIn(username, { tenant: 'demo', password: initial })
  await first.put('/session/password', { current: initial, next: demoPassword })
  return Object.assign(await platform.signIn(username, { tenant: 'demo' }), { id: user })
}

export async function created(who: Client, path: string, body: unknown): Promise<string> {
  const reply = await who.post(path, body)
  if (reply.status !== 201) throw new Error(`${path}: ${reply.status} ${JSON.stringify(reply.body)}`)
  return reply.body.id
}

/** Two branches of the demo tenant that have members, in different counties. */
export async function organizationsOf(admin: Client): Promise<[string, string]> {
  const { body } = await admin.get('/members/members?page[size]=200&include=organization&sort=organizationId')
  const found = [...new Set<string>(body.data.map((member: { organization: { id: string } }) => member.organization.id))]
  return [found[0]!, found[1]!]
}

export async function roleNamed(who: Client, code: string): Promise<string> {
  const { body } = await who.get(`/core/roles?filter[code][eq]=${code}`)
  return body.data[0].id
}
