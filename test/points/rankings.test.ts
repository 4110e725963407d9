import t from 'tap'
import type { Body, Client } from '../support/client.ts'
import { newTenant } from '../support/new-tenant.ts'
import { openRanks } from './ranks.ts'

const ranks = await openRanks(t)
const { people, county, branch, own, near, far, platform, owner } = ranks
const rankings = '/points/rankings/people?period=2019'

const placed = async (who: Client, path = rankings) => {
  const { status, body } = await who.get(path)
  if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`)
  return body.data.map((one: Body) => [one.rank, one.points])
}
const ids = async (who: Client, path = rankings): Promise<string[]> =>
  (await who.get(path)).body.data.map((one: Body) => (one.member ?? one.organization).id)

t.test('most points come first, equal points share a rank, and who has none is not listed', async t => {
  t.same(await placed(people.admin), [
    [1, 20],
    [2, 10],
    [3, 7],
    [3, 7],
    [3, 7],
    [6, 3],
  ])
  const { body } = await people.admin.get(rankings)
  const [member] = (await people.admin.get(`/members/members?filter[id][eq]=${far.id}`)).body.data
  t.match(body.data[0], {
    member: { id: far.id, label: member.name },
    organization: { id: far.organizationId, label: member.organization.label },
  })
  t.notOk((await ids(people.admin)).includes(own[4]!.id))
})

t.test('page after page is the same as all at once, ranks carried on', async t => {
  for (const size of [1, 2, 4]) {
    const found: Body[] = []
    for (let after = ''; ; ) {
      const { body } = await people.admin.get(`${rankings}&page[size]=${size}${after}`)
      found.push(...body.data)
      if (body.page.after === null) break
      after = `&page[after]=${body.page.after}`
    }
    t.same(found, (await people.admin.get(rankings)).body.data, `pages of ${size}`)
  }
})

t.test('a month and a kind of points have rankings of their own', async t => {
  t.same(await placed(people.secretary, '/points/rankings/people?period=2019-06'), [[1, 2]])
  t.same(await placed(people.secretary, '/points/rankings/people?period=2019&category=study'), [
    [1, 10],
    [2, 7],
    [3, 5],
    [4, 3],
  ])
  t.same(await placed(people.secretary, '/points/rankings/people?period=2018'), [])
})

t.test('an organization has its own points and those of its people', async t => {
  const path = '/points/rankings/organizations?period=2019'
  t.same(await placed(people.admin, path), [
    [1, 127],
    [2, 20],
    [3, 7],
  ])
  t.same(await ids(people.orgadmin, path), [branch, near.organizationId])
  t.same(await ids(people.member, path), [branch])
  t.match((await people.member.get(`/points/organization?period=2019`)).body, {
    organization: { id: branch },
    points: 127,
    own: 100,
    members: 27,
  })
  t.match((await people.orgadmin.get(`/points/organization?period=2019&organizationId=${near.organizationId}`)).body, { points: 7, own: 0 })
  for (const who of [people.member, people.orgadmin])
    t.equal((await who.get(`/points/organization?organizationId=${far.organizationId}`)).body.code, 'points.no-organization')
})

t.test('everyone sees the places where he may, and nobody else’s', async t => {
  t.same(await placed(people.orgadmin), [
    [1, 10],
    [2, 7],
    [2, 7],
    [2, 7],
    [5, 3],
  ])
  for (const who of [people.secretary, people.member])
    t.same(await placed(who), [
      [1, 10],
      [2, 7],
      [2, 7],
      [4, 3],
    ])
  const { body } = await people.member.get(rankings)
  t.ok(
    body.data.every((one: Body) => one.member.label),
    'with their names, also where their records are closed',
  )
  const stranger = await newTenant(platform, '中共江北县委员会')
  t.same(await placed(stranger.admin), [])
})

t.test('a part of the tree is ranked by itself, as far as one sees it', async t => {
  t.same(await ids(people.admin, `${rankings}&organizationId=${county}`), await ids(people.orgadmin))
  t.same(await ids(people.admin, `${rankings}&organizationId=${county}&scope=organization`), [])
  t.same(await ids(people.orgadmin, `${rankings}&organizationId=${branch}&scope=organization`), await ids(people.member))
  t.same(await ids(people.orgadmin, `${rankings}&organizationId=${far.organizationId}`), [])
  t.same(await ids(people.member, `${rankings}&organizationId=${near.organizationId}`), [])
  t.same(await ids(people.member, `${rankings}&organizationId=${county}`), await ids(people.member), 'of a wider part, his own in it')
  t.same(await ids(people.admin, `${rankings}&organizationId=00000000-0000-7000-8000-00000000abcd`), [])
})

t.test('those of many places are ranked together, also where one place has more of the first than all others', async t => {
  const category = async (id: string): Promise<string> => (await people.admin.get(`/core/organizations/${id}`)).body.category
  const town = (await people.admin.get(`/core/organizations/${branch}`)).body.parent.id
  const below = async (parentId: string, like: string, name: string): Promise<string> => {
    const { status, body } = await people.admin.post('/core/organizations', {
      parentId,
      name,
      shortName: name,
      category: await category(like),
    })
    if (status !== 201) throw new Error(JSON.stringify(body))
    return body.id
  }
  const branches: string[] = []
  for (let at = 1; at <= 7; at++) branches.push(await below(await below(county, town, `试排第${at}镇`), branch, `试排第${at}支部`))
  const inserted = await owner(
    `insert into points.sum (tenant_id, id, receiver_kind, member_id, organization_id, area_id, period, category, points, entries)
      select m.tenant_id, gen_random_uuid(), 'member', m.id, o.id, o.parent_id, '2016', '', case when n <= 30 then 500 + n % 9 else 200 - n / 2 end, 1
      from (select tenant_id, id, row_number() over (order by id) as n from members.member where tenant_id = $2 and deleted_at is null limit 120) m
      join core.organization o on o.id = ($1::uuid[])[case when n <= 30 then 1 else 1 + n % 7 end] returning id, member_id, points`,
    [branches, ranks.tenant],
  )
  t.equal(inserted.length, 120)
  const order = inserted.toSorted((a, b) => Number(b['points']) - Number(a['points']) || (String(a['id']) < String(b['id']) ? 1 : -1))
  for (const size of [20, 30]) {
    const found: string[] = []
    for (let after = ''; ; ) {
      const { body } = await people.orgadmin.get(`/points/rankings/people?period=2016&page[size]=${size}${after}`)
      found.push(...body.data.map((one: Body) => one.member.id))
      if (body.page.after === null) break
      after = `&page[after]=${body.page.after}`
    }
    t.same(
      found,
      order.map(one => one['member_id']),
      `pages of ${size}`,
    )
  }
  await owner(`delete from points.sum where period = '2016'`)
})

t.test('who moves is ranked where he is now, from the same moment', async t => {
  const elsewhere = (await people.admin.get(`/core/organizations/${far.organizationId}`)).body.parent.id
  t.equal((await people.admin.post(`/core/organizations/${near.organizationId}/transitions/move`, { parentId: elsewhere })).status, 200)
  t.notOk((await ids(people.orgadmin)).includes(near.id))
  t.notOk((await ids(people.admin, `${rankings}&organizationId=${county}`)).includes(near.id))
  t.ok((await ids(people.admin)).includes(near.id))
})

t.test('what is asked wrongly is refused, and told', async t => {
  for (const query of ['period=2019-13', 'period=x', 'page[size]=0', 'page[size]=31', 'colour=red', 'scope=all', 'organizationId=1'])
    t.match(await people.admin.get(`/points/rankings/people?${query}`), { status: 400, body: { code: 'query.invalid' } }, query)
  for (const after of ['x', Buffer.from('[1,2,3,4]').toString('base64url'), Buffer.from('["1","a",1,1]').toString('base64url')])
    t.match(await people.admin.get(`${rankings}&page[after]=${after}`), { status: 400, body: { code: 'points.bad-page' } }, after)
})

t.test('a ranking is taken along as a spreadsheet, and the log tells it', async t => {
  const csv = await people.orgadmin.get('/points/rankings/people/export?period=2019&format=csv')
  const lines = csv.bytes.toString('utf8').trim().split(/\r?\n/)
  t.match(lines[0], /^\uFEFF?名次,姓名,党组织,积分$/)
  t.same(
    lines.slice(1).map(line => line.split(',')[0]),
    (await placed(people.orgadmin)).map(([rank]: [number]) => String(rank)),
  )
  const xlsx = await people.member.get('/points/rankings/organizations/export?period=2019')
  t.equal(xlsx.bytes.subarray(0, 2).toString(), 'PK')
  t.match(xlsx.headers.get('content-disposition'), encodeURIComponent('党组织积分排名（2019）.xlsx'))
  const told = await owner(`select record_label from core.audit_entry where action = 'export' and entity = 'points/sum' order by id`)
  t.same(told, [{ record_label: '党员积分排名（2019）' }, { record_label: '党组织积分排名（2019）' }])
})

t.test('one’s own points come with one’s rank in one’s organization', async t => {
  t.match((await people.member.get('/points/mine?period=2019')).body, {
    ...{ member: { id: own[0]!.id }, points: 10, entries: 1, rank: { rank: 1, of: 4 } },
    categories: [{ category: 'study', points: 10 }],
  })
  t.match((await people.admin.get('/points/mine')).body, { member: null, points: 0, rank: null })
})

t.test('in reduced-burden mode nobody is ranked, and what is one’s own stays', async t => {
  const [setting] = (await people.admin.get('/core/settings')).body.data
  await people.admin.patch(`/core/settings/${setting.id}`, { reliefMode: true })
  for (const path of ['people', 'organizations', 'people/export', 'organizations/export'])
    for (const who of [people.admin, people.member])
      t.match(await who.get(`/points/rankings/${path}`), { status: 403, body: { code: 'tenant.relief-mode' } })
  const menus = (await people.admin.get('/core/menus')).body.data.map((one: Body) => one.key)
  t.notOk(menus.includes('points.rankings'))
  t.ok(menus.includes('points.mine'))
  t.match((await people.member.get('/points/mine?period=2019')).body, { points: 10, rank: null })
  t.equal((await people.member.get('/points/organization?period=2019')).body.points, 127)
  await people.admin.patch(`/core/settings/${setting.id}`, { reliefMode: false })
})
