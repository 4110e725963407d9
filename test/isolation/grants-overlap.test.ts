import t from 'tap'
import { startPlatform } from '../support/platform.ts'
import { newUser, organizationsOf, roleNamed } from './people.ts'

const platform = await startPlatform(t)
const admin = await platform.signIn('admin')
const [one, other] = await organizationsOf(admin)
const above = (await admin.get(`/core/organizations/${one}`)).body.parent.id
const roleId = await roleNamed(admin, 'org-admin')
type Row = { id: string; name: string; organization: { id: string } }

t.test('whom several grants show is listed and counted once; nobody else is', async t => {
  const grants = [above, one].map(organizationId => ({ roleId, organizationId, scope: 'subtree' }))
  const wide = await newUser(platform, admin, 'wide', [...grants, { roleId, organizationId: one, scope: 'organization' }])
  const here = await newUser(platform, admin, 'here', grants.slice(1))
  const all: Row[] = (await admin.get(`/members/members?page[size]=200&filter[organizationId][under]=${above}`)).body.data
  const mine = all.filter(member => member.organization.id === one)
  t.ok(mine.length > 0 && mine.length < all.length && all.length < 200)
  for (const [who, expected] of [
    [wide, all],
    [here, mine],
  ] as const)
    for (const count of ['exact', 'estimated'])
      for (const [question, counted] of [
        ['', expected],
        [`&filter[name][ne]=${encodeURIComponent(expected[0]!.name)}`, expected.filter(member => member.name !== expected[0]!.name)],
        [`&q=${encodeURIComponent(expected[0]!.name)}`, expected.filter(member => member.name === expected[0]!.name)],
        [`&filter[organizationId][eq]=${other}`, expected.filter(member => member.organization.id === other)],
      ] as const) {
        const { body } = await who.get(`/members/members?page[size]=200&count=${count}${question}`)
        t.equal(body.page.total, counted.length, `${count}${question}`)
        t.same(body.data.map((member: Row) => member.id).sort(), counted.map(member => member.id).sort())
      }
})

t.test('a search shows the same in pages as at once, in the order asked for, with the same total', async t => {
  for (const sort of ['', '&sort=-birthOn', '&sort=name,-joinedOn', '&sort=-createdAt']) {
    const list = `/members/members?q=w${sort}`
    const { body } = await admin.get(`${list}&page[size]=200&count=exact`)
    const ids = body.data.map((member: Row) => member.id)
    t.ok(ids.length > 8, `${ids.length} found`)
    t.equal(body.page.total, ids.length)
    t.equal(body.page.after, null)
    const found: string[] = []
    for (let after: string | null = ''; after !== null; ) {
      const page = await admin.get(`${list}&page[size]=4&count=estimated${after && `&page[after]=${after}`}`)
      found.push(...page.body.data.map((member: Row) => member.id))
      t.equal(page.body.page.total, ids.length)
      after = page.body.page.after
    }
    t.same(found, ids, sort)
    t.same(
      (await admin.get(`${list}&page[size]=4&page[number]=2`)).body.data.map((member: Row) => member.id),
      ids.slice(4, 8),
    )
    const beyond = await admin.get(`${list}&page[size]=4&page[number]=1000&count=exact`)
    t.same([beyond.body.data, beyond.body.page], [[], { after: null, total: ids.length }])
  }
})

t.test('what is not found is none', async t => {
  t.same((await admin.get('/members/members?q=没有这个&count=exact')).body, { data: [], page: { after: null, total: 0 } })
})
