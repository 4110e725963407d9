import { join } from 'node:path'
import type { Test } from 'tap'
import { newUser, roleNamed } from '../isolation/people.ts'
import type { Body, Client, Reply } from '../support/client.ts'
import { startPlatform, type TestPlatform } from '../support/platform.ts'

/** Holds plugins in JSON alone whose records have workflows. */
export const fixtures = join(import.meta.dirname, 'fixtures')

export const requests = '/leave/requests'

export type Person = Client & { id: string }

export type LeavePlatform = TestPlatform & {
  admin: Client
  /** Admin of the county above the branch. */
  chief: Person
  /** Secretary of the branch, and who asks for leave there. */
  secretary: Person
  member: Person
  /** Secretary and member of another county's branch. */
  stranger: Person
  branch: string
  county: string
  /** Someone new with a role at an organization. */
  person(username: string, role: string, organizationId: string, scope?: string): Promise<Person>
  /** A request of the member, as a draft. */
  ask(change?: Body, who?: Person): Promise<Body>
  act(who: Client, id: string, event: string, body?: Body): Promise<Reply>
  state(id: string): Promise<string>
}

export async function startWithLeave(t: Test): Promise<LeavePlatform> {
  const platform = await startPlatform(t, { plugins: [fixtures] })
  const admin = await platform.signIn('admin')
  const [branch, elsewhere] = await branches(admin)
  const county = branch.parent.id
  const person = async (username: string, role: string, organizationId: string, scope = 'organization') =>
    newUser(platform, admin, username, [{ roleId: await roleNamed(admin, role), organizationId, scope }])
  await freeOf(admin, branch.id, county)
  const chief = await person('leave-chief', 'org-admin', county, 'subtree')
  const secretary = await person('leave-secretary', 'secretary', branch.id)
  const member = await person('leave-member', 'member', branch.id, 'own')
  const stranger = await person('leave-stranger', 'secretary', elsewhere.id)
  let made = 0
  return {
    ...platform,
    ...{ admin, chief, secretary, member, stranger, branch: branch.id, county, person },
    async ask(change = {}, who = member) {
      const reply = await who.post(requests, {
        ...{ organizationId: branch.id, userId: who.id, reason: `第 ${++made} 次外出`, startOn: '2026-03-02', days: 2 },
        ...change,
      })
      if (reply.status !== 201) throw new Error(JSON.stringify(reply.body))
      return reply.body
    },
    act: (who, id, event, body = {}) => who.post(`${requests}/${id}/transitions/${event}`, body),
    state: async id => (await admin.get(`${requests}/${id}`)).body.state,
  }
}

/** Two branches in different parts of the tree, each with what is above it. */
async function branches(admin: Client): Promise<[Body, Body]> {
  const { body } = await admin.get('/core/organizations?page[size]=200')
  const leaves = body.data.filter((one: Body) => one.parent && !body.data.some((other: Body) => other.parent?.id === one.id))
  const first = leaves[0]
  return [first, leaves.find((one: Body) => one.parent.id !== first.parent.id)]
}

/** Nobody of the demo's own is asked there, so that a test knows whom. */
async function freeOf(admin: Client, ...organizations: string[]): Promise<void> {
  for (const id of organizations) {
    const { body } = await admin.get(`/core/grants?filter[organizationId][eq]=${id}&page[size]=200`)
    for (const grant of body.data) await admin.delete(`/core/grants/${grant.id}`)
  }
}
