import type { Test } from 'tap'
import { created, newUser, roleNamed } from '../isolation/people.ts'
import type { Body, Client, Reply } from '../support/client.ts'
import { startPlatform, type TestPlatform } from '../support/platform.ts'

export const transfers = '/transfers/transfers'

export type Person = Client & { id: string }

/** A committee that transfers, one of its branches, and who decides there. */
export type Side = { committee: string; branch: string; office: string; chief: Person; secretary: Client }

export type TransferPlatform = TestPlatform & {
  admin: Client
  from: Side
  to: Side
  /** A member of the branch that he leaves, with his own account. */
  member: Client
  /** Members of that branch who are in nobody else's way, one after another. */
  someone(): Promise<string>
  /** A transfer of someone as a draft. */
  ask(change?: Body, who?: Client): Promise<Body>
  act(who: Client, id: string, event: string, body?: Body): Promise<Reply>
  /** As far as its letter has been issued. */
  issued(change?: Body): Promise<Body>
  find(id: string): Promise<Body>
  whereIs(memberId: string): Promise<string>
}

export const letter = { validDays: 30, duesPaidTo: '2026-06', handler: '组织干事' }

export async function startWithTransfers(t: Test): Promise<TransferPlatform> {
  const platform = await startPlatform(t)
  const admin = await platform.signIn('admin')
  const member = await platform.signIn('member')
  const secretary = await platform.signIn('secretary')
  const { body } = await admin.get('/core/organizations?page[size]=200')
  const organizations: Body[] = body.data
  const own = (await member.get('/core/profile')).body.record
  const branch = organizations.find(one => one.id === own.organization.id)
  const committee = organizations.find(one => one.id === branch.parent.id)
  const elsewhere = organizations.find(
    one =>
      one.category === '631' &&
      isCommittee(organizations, one.parent?.id) &&
      countyOf(organizations, one) !== countyOf(organizations, branch),
  )
  const chiefAt = async (username: string, organizationId: string) =>
    newUser(platform, admin, username, [{ roleId: await roleNamed(admin, 'org-admin'), organizationId, scope: 'subtree' }])
  const officeOf = async (organizationId: string) =>
    (await admin.get(`/transfers/offices?filter[organizationId][eq]=${organizationId}`)).body.data[0]?.id ??
    (await created(admin, '/transfers/offices', { organizationId }))
  const from: Side = {
    committee: committee.id,
    branch: branch.id,
    office: await officeOf(committee.id),
    chief: await chiefAt('from-chief', committee.id),
    secretary,
  }
  const to: Side = {
    committee: elsewhere.parent.id,
    branch: elsewhere.id,
    office: await officeOf(elsewhere.parent.id),
    chief: await chiefAt('to-chief', elsewhere.parent.id),
    secretary: await newUser(platform, admin, 'to-secretary', [
      { roleId: await roleNamed(admin, 'secretary'), organizationId: elsewhere.id, scope: 'organization' },
    ]),
  }
  const people: Body[] = (await admin.get(`/members/members?organizationId=${branch.id}&filter[category][eq]=full&page[size]=200`)).body
    .data
  const sent: Body[] = (await admin.get(`${transfers}?page[size]=100`)).body.data
  const free = people.filter(one => one.id !== own.id && !sent.some(other => other.member.id === one.id)).map(one => one.id as string)
  const act: TransferPlatform['act'] = (who, id, event, said = {}) => who.post(`${transfers}/${id}/transitions/${event}`, said)
  const someone = async () => free.pop()!
  const ask: TransferPlatform['ask'] = async (change = {}, who = secretary) => {
    const reply = await who.post(transfers, {
      memberId: change.memberId ?? (await someone()),
      kind: 'within',
      toOfficeId: to.office,
      reason: 'job',
      ...change,
    })
    if (reply.status !== 201) throw new Error(JSON.stringify(reply.body))
    return reply.body
  }
  return {
    ...platform,
    ...{ admin, from, to, member, someone, ask, act },
    async issued(change = {}) {
      const { id } = await ask(change)
      await act(secretary, id, 'submit')
      await act(secretary, id, 'approve')
      const reply = await act(from.chief, id, 'issue', letter)
      if (reply.status !== 200) throw new Error(JSON.stringify(reply.body))
      return reply.body
    },
    find: async id => (await admin.get(`${transfers}/${id}`)).body,
    whereIs: async id => (await admin.get(`/members/members/${id}`)).body.organization.id,
  }
}

const isCommittee = (all: Body[], id: string | undefined): boolean => all.find(one => one.id === id)?.category === '611'

/** The one of the second level above it. */
function countyOf(all: Body[], organization: Body): string {
  const above = all.find(one => one.id === organization.parent?.id)
  return above?.parent ? countyOf(all, above) : organization.id
}
