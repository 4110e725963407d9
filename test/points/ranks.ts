import type { Test } from 'tap'
import type { Body, Client } from '../support/client.ts'
import { type Book, openBook, type Person } from './book.ts'

export type Ranks = Book & {
  /** Admin of the county, secretary and member of the branch in it, each signed in. */
  people: Record<'admin' | 'orgadmin' | 'secretary' | 'member', Client>
  county: string
  branch: string
  /** Members of the branch (the first is the one signed in), of another one in the county, and of one elsewhere. */
  own: Person[]
  near: Person
  far: Person
}

/** Points of 2019, when nobody had any otherwise: 20 far away, 10, 7, 7 and 3 in the branch, where a fifth lost his again, and 7 beside it. */
export async function openRanks(t: Test): Promise<Ranks> {
  const book = await openBook(t)
  const [orgadmin, secretary, member] = (await Promise.all(
    ['orgadmin', 'secretary', 'member'].map(name => book.platform.signIn(name)),
  )) as [Client, Client, Client]
  const organizationOf = async (who: Client): Promise<string> => (await who.get('/core/profile')).body.user.organization.id
  const [county, branch] = await Promise.all([organizationOf(orgadmin), organizationOf(secretary)])
  const [self] = (await member.get('/members/members')).body.data
  const personOf = (one: Body): Person => ({ id: one.id, organizationId: one.organization.id })
  const around = await book.owner(
    `select m.id, m.organization_id as "organizationId", o.path like c.path || '%' as below from members.member m
      join core.organization o on o.id = m.organization_id join core.organization c on c.id = $1
      where m.tenant_id = $2 and m.organization_id <> $3 and m.deleted_at is null order by m.id`,
    [county, book.tenant, branch],
  )
  const beside = (below: boolean) => around.find(one => one['below'] === below) as Person
  const others = (await book.admin.get(`/members/members?organizationId=${branch}&scope=organization&page[size]=50`)).body.data.map(
    personOf,
  )
  const own = [personOf(self), ...others.filter((one: Person) => one.id !== self.id)]
  const [near, far] = [beside(true), beside(false)]
  const may = (receiver: Person, points: number, category = 'study', occurredOn = '2019-05-04') => ({
    ...{ member: receiver, points, category, occurredOn },
  })
  await book.give(
    ...[may(far, 20), may(own[0]!, 10), may(own[1]!, 7), may(own[2]!, 5), may(own[2]!, 2, 'honor', '2019-06-01')],
    ...[may(own[3]!, 3), may(own[4]!, 2), may(own[4]!, -2), may(near, 7)],
    { member: undefined, organizationId: branch, points: 100, category: 'honor', occurredOn: '2019-05-04' },
  )
  return { ...book, people: { admin: book.admin, orgadmin, secretary, member }, county, branch, own, near, far }
}
