import type { Test } from 'tap'
import { idNumbers } from '../../demo/identity.ts'
import { demoPassword } from '../../demo/seed.ts'
import { created, newUser, roleNamed } from '../isolation/people.ts'
import type { Body, Client, Reply } from '../support/client.ts'
import { startPlatform, type TestPlatform } from '../support/platform.ts'

export const [terms, officials, elections, candidates] = ['terms', 'officials', 'elections', 'candidates'].map(
  name => `/leadership/${name}`,
) as [string, string, string, string]

export type Member = { id: string; name: string; userId: string }

export type Leadership = TestPlatform & {
  admin: Client
  /** Admin of the committee above the branches. */
  chief: Client & { id: string }
  committee: string
  /** A branch of its own with that many full members, the last one followed by a probationary one, and its admin. */
  newBranch(full: number, category?: string): Promise<Branch>
  /** A member signed in. */
  asMember(member: Member): Promise<Client>
}

export type Branch = { id: string; clerk: Client & { id: string }; members: Member[]; probationary: Member }

export async function startLeadership(t: Test): Promise<Leadership> {
  const platform = await startPlatform(t)
  const admin = await platform.signIn('admin')
  const { body } = await admin.get('/core/organizations?filter[category][eq]=611&page[size]=200')
  const committee: string = body.data.find((one: Body) => one.parent && body.data.some((other: Body) => other.parent?.id === one.id)).id
  const person = async (username: string, organizationId: string, scope: string) =>
    newUser(platform, admin, username, [{ roleId: await roleNamed(admin, 'org-admin'), organizationId, scope }])
  const chief = await person('chief', committee, 'subtree')
  const idNumber = idNumbers('990102')
  let [branches, people] = [0, 0]
  const newMember = async (organizationId: string, category: 'full' | 'probationary'): Promise<Member> => {
    const name = `党员${++people}`
    const id = await created(admin, '/members/members', {
      ...{ organizationId, name, category, idNumber: idNumber('1980-01-01', '1'), joinedOn: '2010-07-01' },
      ...(category === 'full' ? { regularOn: '2011-07-01' } : {}),
    })
    const { user } = (await admin.get(`/members/members/${id}`)).body
    return { id, name, userId: user.id }
  }
  return {
    ...platform,
    ...{ admin, chief, committee },
    async newBranch(full, category = '631') {
      const name = `新设第${++branches}`
      const id = await created(admin, '/core/organizations', {
        name: `中共${name}支部委员会`,
        shortName: `${name}党支部`,
        category,
        parentId: committee,
      })
      const clerk = await person(`clerk${branches}`, id, 'organization')
      const members: Member[] = []
      while (members.length < full) members.push(await newMember(id, 'full'))
      return { id, clerk, members, probationary: await newMember(id, 'probationary') }
    },
    async asMember({ userId, name }) {
      const username = `m${name.slice(2)}`
      const initial = String(platform.app.platform.engine.model.rules.value('session.initial-password', '2026-01-01'))
      await admin.patch(`/core/users/${userId}`, { username })
      const first = await platform.signIn(username, { password: initial })
      await first.put('/session/password', { current: initial, next: demoPassword })
      return platform.signIn(username)
    },
  }
}

/** A scan of a paper. */
export async function paper(who: Client): Promise<string[]> {
  const { body } = await who.upload('/core/files', {
    name: '批复.pdf',
    content: Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'),
  })
  return [body.id]
}

export function go(who: Client, path: string, id: string, event: string, body: object = {}): Promise<Reply> {
  return who.post(`${path}/${id}/transitions/${event}`, body)
}

/** It has to happen. */
export async function done(reply: Promise<Reply>): Promise<Body> {
  const { status, body } = await reply
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`)
  return body
}

/** A term with these people in office, entered by the branch and approved by the level above. */
export async function termInForce(
  { chief }: Leadership,
  { id, clerk }: Branch,
  { number, startOn, roster }: { number: number; startOn: string; roster: [Member, string][] },
): Promise<string> {
  const term = await created(clerk, terms, { organizationId: id, number, startOn })
  for (const [member, post] of roster) await created(clerk, officials, { termId: term, memberId: member.id, post })
  await done(go(clerk, terms, term, 'submit'))
  await done(go(chief, terms, term, 'approve', { documentNumber: '批〔2026〕1号' }))
  return term
}
