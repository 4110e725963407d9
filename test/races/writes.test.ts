import t from 'tap'
import type { Body } from '../support/client.ts'
import { startPlatform } from '../support/platform.ts'
import { revealed } from '../support/reveal.ts'
import { at50, tally, throughTwoServers } from './at-once.ts'

const platform = await startPlatform(t)
const admin = await platform.signIn('admin')
const twoServers = await throughTwoServers(t, platform)
const both = twoServers(admin)
const { body: organizations } = await admin.get('/core/organizations?page[size]=50&sort=-depth,name')
const branch: string = organizations.data[0].id

const member = (values: Body) => ({
  organizationId: branch,
  name: '争先',
  idNumber: '11010519491231002X',
  category: 'full',
  joinedOn: '1975-07-01',
  regularOn: '1976-07-01',
  ...values,
})

t.test('one phone, two keys: of 50 new people with one phone, one is written and has the account', async t => {
  const people = (await admin.get('/members/members?page[size]=50&sort=id')).body.data
  const numbers = await Promise.all(people.map((one: Body) => revealed(admin, '/members/members', one.id, 'idNumber')))
  t.equal(
    (await admin.post('/members/members/bulk', { action: 'delete', ids: people.slice(0, 50).map((one: Body) => one.id) })).status,
    200,
  )
  const replies = await at50(number =>
    both(number).post(
      '/members/members',
      member({
        name: `争先${number}`,
        idNumber: numbers[number],
        category: people[number].category,
        joinedOn: people[number].joinedOn,
        regularOn: people[number].regularOn,
        phone: '19922221111',
      }),
    ),
  )
  const won = replies.filter(reply => reply.status === 201)
  t.equal(won.length, 1)
  t.same(
    replies.filter(reply => reply.status !== 201).map(reply => reply.status),
    Array(49).fill(409),
  )
  t.equal((await admin.get('/core/users?filter[phone][eq]=19922221111&count=exact')).body.page.total, 1)
})

t.test('of changes of one field that saw the same version, one is written and the rest are told so', async t => {
  const { body, headers } = await admin.get(`/core/organizations/${branch}`)
  const match = { headers: { 'if-match': headers.get('etag')! } }
  const replies = await at50(number => both(number).patch(`/core/organizations/${branch}`, { address: `地址${number}` }, match))
  t.same(tally(replies), { 200: 1, 412: 49 })
  for (const { body: told } of replies.filter(reply => reply.status === 412)) t.same(told.errors[0].pointer, '/address')
  const now = (await admin.get(`/core/organizations/${branch}`)).body
  t.equal(now.version, body.version + 1)
  t.equal(now.address, replies.find(reply => reply.status === 200)!.body.address, 'what the winner wrote')
})

t.test('of changes of different fields that saw the same version, all are written', async t => {
  const [person] = (await admin.get('/members/members?page[size]=1&sort=-id')).body.data
  const { headers } = await admin.get(`/members/members/${person.id}`)
  const fields = [
    'nativePlace',
    'joinedBranch',
    'workUnit',
    'position',
    'technicalTitle',
    'residence',
    'registeredResidence',
    'archiveUnit',
    'certificateIssuer',
    'remark',
  ]
  const match = { headers: { 'if-match': headers.get('etag')! } }
  const replies = await Promise.all(fields.map(field => admin.patch(`/members/members/${person.id}`, { [field]: `新的${field}` }, match)))
  t.same(tally(replies), { 200: fields.length })
  const now = (await admin.get(`/members/members/${person.id}`)).body
  for (const field of fields) t.equal(now[field], `新的${field}`, field)
  t.equal(now.version, person.version + fields.length)
  const { body: history } = await admin.get(`/members/members/${person.id}/history`)
  const versions = history.data.map((one: Body) => one.version)
  t.equal(new Set(versions).size, versions.length, 'each with its own version in the history')
})

t.test('one Idempotency-Key is one record and one reply, however often it comes', async t => {
  const key = { headers: { 'idempotency-key': 'fifty-at-once' } }
  const order = { name: '只成立一次支部', shortName: '一次', category: '631' }
  const replies = await at50(number => both(number).post('/core/organizations', order, key))
  t.same(tally(replies), { 201: 50 })
  t.equal(new Set(replies.map(reply => reply.body.id)).size, 1)
  for (const { body } of replies) t.same(body, replies[0]!.body)
  t.equal(replies.filter(reply => reply.headers.get('idempotency-replayed') === 'true').length, 49)
  t.equal((await admin.get(`/core/organizations?filter[name][eq]=${order.name}&count=exact`)).body.page.total, 1)
  const other = await admin.post('/core/organizations', { ...order, shortName: '别的' }, key)
  t.equal(other.status, 422, 'and is for no other request')
})

t.test('a key of one person is no key of another', async t => {
  const key = { headers: { 'idempotency-key': 'mine' } }
  const orgadmin = await platform.signIn('orgadmin')
  const { body: own } = await orgadmin.get('/core/organizations/tree')
  const [mine, theirs] = [
    await admin.post('/core/posts', { organizationId: branch, name: '我的委员' }, key),
    await orgadmin.post('/core/posts', { organizationId: own.data[0].id, name: '他的委员' }, key),
  ]
  t.same([mine.status, theirs.status], [201, 201])
  t.not(mine.body.id, theirs.body.id)
})

t.test('a request that failed leaves its key free', async t => {
  const key = { headers: { 'idempotency-key': 'second-try' } }
  const order = { name: '再试一次支部', shortName: '再试', category: '631' }
  const { body: blocking } = await admin.post('/core/organizations', order)
  t.equal((await admin.post('/core/organizations', order, key)).status, 409)
  t.equal((await admin.delete(`/core/organizations/${blocking.id}`)).status, 204)
  t.equal((await admin.post('/core/organizations', order, key)).status, 201)
})

t.test('one activation code from 50 at once makes one tenant', async t => {
  const operator = await platform.signIn('operator')
  const [code] = (await operator.post('/core/activation-codes/batch', { edition: 'standard', count: 1 })).body.codes
  const anyone = twoServers(platform.anyone())
  const tenants = async () => (await operator.get('/core/tenants?count=exact&page[size]=1')).body.page.total
  const before = await tenants()
  const replies = await at50(number =>
    anyone(number).post('/core/activations', { code, organizationName: '中共争先乡委员会', username: `first${number}` }),
  )
  t.same(tally(replies), { 201: 1, 409: 49 })
  for (const { status, body } of replies) if (status === 409) t.equal(body.code, 'activation.used-code')
  t.equal(await tenants(), before + 1)
})
