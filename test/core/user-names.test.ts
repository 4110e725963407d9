import t from 'tap'
import { CannotStart } from '../../core/cannot-start.ts'
import type { Body, Client } from '../support/client.ts'
import { startPlatform } from '../support/platform.ts'
import { firstSignIn, freshTenant } from './fresh-tenant.ts'
import { asOwner } from './owner.ts'
import { secondServer } from './second-server.ts'

const platform = await startPlatform(t)
const { admin, code, rootId } = await freshTenant(platform)
const create = (username: string, who: Client = admin) => who.post('/core/users', { username, name: '张三', organizationId: rootId })
const taken = { status: 409, body: { errors: [{ pointer: '/username', code: 'duplicate-username' }] } }

t.test('a user name that differs only in capitals is taken', async t => {
  t.equal((await create('Zhang.San')).status, 201)
  for (const name of ['Zhang.San', 'zhang.san', 'ZHANG.SAN']) t.match(await create(name), taken, name)
  const other = (await create('lisi')).body
  t.match(await admin.patch(`/core/users/${other.id}`, { username: 'zhang.SAN' }), taken)
  t.equal((await admin.patch(`/core/users/${other.id}`, { username: 'LiSi' })).body.username, 'LiSi', 'one’s own may be written otherwise')
  t.equal((await firstSignIn(platform, code, 'ZHANG.san')).token === undefined, false, 'he signs in by any of them')
})

t.test('an import finds a name in any writing, among those stored and in the file', async t => {
  const content = Buffer.from(
    '用户名,姓名,党组织\nZHANG.SAN,张三,中共江北县委员会\nwangwu,王五,中共江北县委员会\nWangWu,王五,中共江北县委员会\n',
  )
  const job = await admin.import('/core/users', { name: '用户.csv', content })
  t.match(job.result, { created: 1, refused: 2 })
  t.same(
    job.result.problems.map((problem: Body) => [problem.line, problem.code]),
    [
      [2, 'duplicate-username'],
      [4, 'duplicate-username'],
    ],
  )
})

t.test('of 50 at once in every writing, one has the name', async t => {
  const writings = Array.from({ length: 50 }, (_, number) =>
    [...'abcdef'].map((letter, at) => ((number >> at) & 1 ? letter.toUpperCase() : letter)).join(''),
  )
  const replies = await Promise.all(writings.map(name => create(name)))
  t.equal(replies.filter(reply => reply.status === 201).length, 1)
  for (const reply of replies.filter(one => one.status !== 201)) t.match(reply, taken)
})

t.test('another tenant may have the same name', async t => {
  const other = await freshTenant(platform, '中共江南县委员会')
  const made = await other.admin.post('/core/users', { username: 'zhang.san', name: '张三', organizationId: other.rootId })
  t.equal(made.status, 201)
})

t.test('names from before the rule stop a start with how to find them, and change nothing', async t => {
  await asOwner(platform, 'drop index core.user_username_any_case_unique')
  await asOwner(platform, `update core."user" set username = 'zhang.SAN' where username = 'wangwu'`)
  await asOwner(platform, `delete from core.applied where name = 'model'`)
  const refused = await secondServer(t, platform).catch((error: unknown) => error)
  t.ok(refused instanceof CannotStart)
  const { message } = refused as CannotStart
  t.match(message, /core\.user 中有相同的记录/)
  t.notMatch(message, /zhang/i, 'nobody is named')
  const [found] = await asOwner(platform, message.slice(message.indexOf('select')))
  t.equal(found?.['lower'], 'zhang.san', 'the sentence ends with the query that finds them')
  t.equal((await admin.get('/core/users?filter[username][eq]=zhang.SAN')).body.data.length, 1, 'the version before still serves')
  await asOwner(platform, `update core."user" set username = 'wangwu' where username = 'zhang.SAN'`)
  t.type(await secondServer(t, platform), 'string', 'put right, it starts')
})
