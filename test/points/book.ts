import type { Test } from 'tap'
import { tenantId } from '../../core/database/database.ts'
import { platformCaller } from '../../core/permissions/access.ts'
import { type Award, award, type Entry } from '../../plugins/points/server/award.ts'
import { asOwner } from '../core/owner.ts'
import type { Body, Client } from '../support/client.ts'
import { startPlatform, type TestPlatform } from '../support/platform.ts'
import { until } from '../support/server-process.ts'

export type Person = { id: string; organizationId: string }

export type Book = {
  platform: TestPlatform
  admin: Client
  tenant: string
  /** Members of two branches in different counties. */
  members: [Person, Person]
  owner(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>
  /** Gives points as the plugin does; every one has another cause unless it says so. */
  give(...awards: Partial<Award>[]): Promise<Entry[]>
  entries(member: Person): Promise<Body[]>
  /** Waits until what has happened has been reacted to. */
  settled(): Promise<void>
  /** Sums of a member or an organization, of one category or of all: period to points. */
  sums(receiver: { memberId: string } | { organizationId: string }, category?: string): Promise<Record<string, number>>
}

/** A platform where points can be given past the rules. */
export async function openBook(t: Test, options: { plugins?: string[] } = {}): Promise<Book> {
  const platform = await startPlatform(t, options)
  const admin = await platform.signIn('admin')
  const owner = (text: string, values?: unknown[]) => asOwner(platform, text, values)
  // Without what the demo has given.
  await owner('delete from points.entry; delete from points.sum')
  const [{ id }] = (await owner(`select id from core.tenant where code = 'demo'`)) as [{ id: string }]
  const { body } = await admin.get('/members/members?page[size]=200&sort=organizationId,name')
  const people: Person[] = body.data.map((one: Body) => ({ id: one.id, organizationId: one.organization.id }))
  const first = people[0]!
  const members: [Person, Person] = [first, people.find(one => one.organizationId !== first.organizationId)!]
  let made = 0
  const { engine } = platform.app.platform
  const everyPage = async (path: string): Promise<Body[]> => (await admin.get(path)).body.data
  return {
    platform,
    admin,
    tenant: id,
    members,
    owner,
    give: (...awards) =>
      engine.database.transaction(tenantId(id), transaction =>
        award(
          { engine, transaction, caller: platformCaller(tenantId(id)) },
          awards.map(one => ({
            ...{ cause: `cause ${++made}`, rule: 'test/rule', member: first, organizationId: (one.member ?? first).organizationId },
            ...{ title: '试给分', category: 'study', points: 1, occurredOn: '2026-05-04' },
            ...one,
          })),
        ),
      ),
    settled: () =>
      until(async () => {
        const pending = await owner(`select 1 from core.pending_reaction where due_at <= now() and not dead and not paused`)
        return pending.length === 0
      }),
    entries: member => everyPage(`/points/entries?filter[memberId][eq]=${member.id}&page[size]=200&sort=createdAt`),
    async sums(receiver, category = '') {
      const [[field, value]] = Object.entries(receiver) as [[string, string]]
      const kind = field === 'memberId' ? 'member' : 'organization'
      const column = field === 'memberId' ? 'member_id' : 'organization_id'
      const rows = await owner(`select period, points from points.sum where receiver_kind = $1 and ${column} = $2 and category = $3`, [
        kind,
        value,
        category,
      ])
      return Object.fromEntries(rows.map(row => [String(row['period']), Number(row['points'])]))
    },
  }
}
