import t from 'tap'
import { v7 as uuid } from 'uuid'
import { type TenantTransaction, tenantId } from '../../core/database/database.ts'
import { sql } from '../../core/database/sql.ts'
import type { Client } from '../support/client.ts'
import { startPlatform } from '../support/platform.ts'
import { secondTenant } from './second-tenant.ts'

const platform = await startPlatform(t, { connections: 4 })
const second = await secondTenant(platform)
const admin = await platform.signIn('admin')
const { database } = platform.app.platform.engine
const demo = tenantId((await admin.get('/session')).body.tenant.id)
for (let at = 0; at < 20; at++)
  await second.admin.post('/core/organizations', {
    name: `邻县第${at}支部`,
    shortName: `邻${at}`,
    category: '631',
    parentId: second.rootId,
  })

/** Every organization that a client sees, by a list, a get, a count and a search. */
async function seenBy(who: Client): Promise<string[]> {
  const { body } = await who.get('/core/organizations?page[size]=200&count=exact')
  return body.data.map((one: { id: string }) => one.id)
}
const [ofDemo, ofSecond] = [new Set(await seenBy(admin)), new Set(await seenBy(second.admin))]

t.test('the two tenants have nothing in common', async t => {
  t.ok(ofDemo.size > 20 && ofSecond.size > 20)
  t.notOk([...ofDemo].some(id => ofSecond.has(id)))
})

/** Requests that end badly at every step: in reading, in writing, in the database, after having written. */
const failing: ((who: Client) => Promise<{ status: number }>)[] = [
  who => who.get('/core/organizations?filter[colour][eq]=red'),
  who => who.get(`/core/organizations?page[after]=${Buffer.from('["9999999999999999999","x","y"]').toString('base64url')}`),
  who => who.get(`/core/organizations?sort=establishedOn&page[after]=${Buffer.from(`["2021-99-99","${uuid()}"]`).toString('base64url')}`),
  who => who.get(`/core/organizations/${uuid()}`),
  who => who.post('/core/organizations', { name: '没有类别' }),
  who => who.post('/core/organizations', { name: '假的上级', shortName: '假', category: '631', parentId: uuid() }),
  who => who.patch(`/core/organizations/${uuid()}`, { name: '改' }),
  who => who.post('/core/posts/bulk', { action: 'delete', ids: [uuid()] }),
]

t.test('200 requests of two tenants over four connections never see each other, whatever else fails between them', async t => {
  const strangers: string[] = []
  const unfailed: number[] = []
  await Promise.all(
    Array.from({ length: 200 }, async (_, at) => {
      const [who, own] = at % 2 === 0 ? [admin, ofDemo] : [second.admin, ofSecond]
      const failed = failing[at % failing.length]!(at % 3 === 0 ? admin : second.admin)
      const list = await who.get('/core/organizations?page[size]=200&count=exact')
      if (list.body.page.total !== own.size) strangers.push(`counted ${list.body.page.total}, not ${own.size}`)
      for (const one of list.body.data) if (!own.has(one.id)) strangers.push(one.id)
      const foreign = [...(own === ofDemo ? ofSecond : ofDemo)][at % 20]
      const got = await who.get(`/core/organizations/${foreign}`)
      if (got.status !== 404) strangers.push(`got ${foreign}`)
      const { status } = await failed
      if (status < 400 || status >= 500) unfailed.push(status)
    }),
  )
  t.same(strangers, [])
  t.same(unfailed, [], 'and what fails, fails as a caller’s mistake')
})

t.test('writes of two tenants at once stay with their tenants', async t => {
  const replies = await Promise.all(
    Array.from({ length: 40 }, (_, at) => {
      const [who, parentId] = at % 2 === 0 ? [admin, [...ofDemo][0]] : [second.admin, second.rootId]
      return who.post('/core/organizations', { name: `同时成立第${at}支部`, shortName: `同${at}`, category: '631', parentId })
    }),
  )
  for (const [at, { status, body }] of replies.entries()) {
    t.equal(status, 201)
    t.equal((await (at % 2 === 0 ? admin : second.admin).get(`/core/organizations/${body.id}`)).status, 200)
    t.equal((await (at % 2 === 0 ? second.admin : admin).get(`/core/organizations/${body.id}`)).status, 404)
  }
})

/** Asks and hangs up, at one moment or another: before the server has looked at it, amid its statements, amid its reply. */
async function hangUp(who: Client, method: string, path: string, afterMs: number, body?: unknown): Promise<void> {
  const headers = { authorization: `Bearer ${who.token}`, ...(body ? { 'content-type': 'application/json' } : {}) }
  await fetch(`${who.url}/api/v1${path}`, {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(afterMs),
  })
    .then(reply => reply.arrayBuffer())
    .catch((error: Error) => {
      if (error.name !== 'TimeoutError') throw error
    })
}

t.test('reads, writes and exports of two tenants that are given up half way leave nothing behind for each other', async t => {
  const strangers: string[] = []
  const [mine] = [...ofDemo]
  await Promise.all(
    Array.from({ length: 200 }, async (_, at) => {
      const [who, own, of] = at % 2 === 0 ? [admin, ofDemo, mine] : [second.admin, ofSecond, second.rootId]
      const given = [
        () => hangUp(who, 'GET', '/core/organizations?page[size]=200&count=exact&include=parent', at % 23),
        () => hangUp(who, 'GET', '/core/organizations/export?format=csv', at % 31),
        () => hangUp(who, 'PATCH', `/core/organizations/${of}`, at % 17, { address: `中山路 ${at} 号` }),
        () => hangUp(who, 'POST', '/core/posts', at % 19, { organizationId: of, name: `岗位${at}` }),
      ][Math.floor(at / 2) % 4]!()
      const { body } = await who.get('/core/organizations?page[size]=200')
      for (const one of body.data) if (ofOther(own).has(one.id)) strangers.push(one.id)
      await given
    }),
  )
  t.same(strangers, [])
  const posts = async (who: Client) =>
    (await who.get('/core/posts?page[size]=200&filter[name][like]=岗位')).body.data.map((post: { name: string }) =>
      Number(post.name.slice(2)),
    )
  for (const [who, rest] of [
    [admin, 0],
    [second.admin, 1],
  ] as const) {
    const written = await posts(who)
    t.same(
      written.filter((at: number) => at % 2 !== rest),
      [],
      `of ${written.length} posts each is in its writer’s tenant`,
    )
  }
})

function ofOther(own: Set<string>): Set<string> {
  return own === ofDemo ? ofSecond : ofDemo
}

t.test('after an error no connection knows a tenant, and none is in a transaction', async t => {
  const circular: Record<string, unknown> = {}
  circular['self'] = circular
  const broken = [
    () => database.tenant(demo).run(sql`select 1 / 0`),
    () => database.tenant(demo).run(sql`no sql at all`),
    () => database.tenant(demo).run(sql`select ${circular}::jsonb`),
    () => database.tenant(demo).run(sql`select ${'x'}::uuid`),
    () => database.transaction(demo, transaction => transaction.run(sql`select 1 / 0`)),
    () => database.transaction(demo, transaction => transaction.run(sql`select ${circular}::jsonb`)),
    () =>
      database.transaction(demo, async () => {
        throw new Error('changed its mind')
      }),
  ]
  await Promise.all(Array.from({ length: 8 }, () => broken.map(one => t.rejects(one()))).flat())
  const states = await Promise.all(
    Array.from({ length: 16 }, () =>
      database.pool.query(`select nullif(current_setting('app.tenant', true), '') as tenant, (select count(*) from core.organization) as count,
        pg_current_xact_id_if_assigned() is null and now() = statement_timestamp() as alone`),
    ),
  )
  for (const { rows } of states) t.match(rows, [{ tenant: null, count: 0, alone: true }])
})

const insertRole = (id: string, code: string) =>
  sql`insert into core.role (tenant_id, id, code, name) values (${demo}, ${id}, ${code}, ${'x'})`
const rolesOf = (id: string) => sql<{ code: string }>`select code from core.role where tenant_id = ${demo} and id = ${id}`

t.test('a statement that failed unnoticed does not pass for a commit', async t => {
  const id = uuid()
  await t.rejects(
    database.transaction(demo, async transaction => {
      await transaction.run(insertRole(id, 'swallowed'))
      await transaction.run(sql`select 1 / 0`).catch(() => undefined)
    }),
    /division by zero/,
  )
  t.same(await database.tenant(demo).run(rolesOf(id)), [])
})

t.test('a write that nobody waited for fails whoever waits next, in its own words, and takes all else back', async t => {
  const id = uuid()
  const told = () => new Error('told')
  const failing: ((transaction: TenantTransaction) => Promise<unknown>)[] = [
    async () => {},
    transaction => transaction.run(sql`select 1`),
    transaction => transaction.run(sql`select 1`).catch(() => undefined),
    transaction => transaction.lastly.run(sql`select 1`),
    async transaction => transaction.send(sql`select 1`),
  ]
  for (const next of failing)
    await t.rejects(
      database.transaction(demo, async transaction => {
        transaction.send(insertRole(id, 'unawaited'))
        transaction.send(sql`select 1 / 0`, told)
        await next(transaction)
      }),
      /^told$/,
    )
  t.same(await database.tenant(demo).run(rolesOf(id)), [])
})

t.test('the last read of a transaction sees what it wrote, and ends it: nothing can be asked of it any more', async t => {
  const id = uuid()
  await database.transaction(demo, async transaction => {
    transaction.send(insertRole(id, 'last'))
    t.same(await transaction.lastly.run(rolesOf(id)), [{ code: 'last' }])
    t.same(await database.tenant(demo).run(rolesOf(id)), [{ code: 'last' }], 'others see it too')
    await t.rejects(transaction.run(sql`select 1`), /has ended/)
    t.throws(() => transaction.send(sql`select 1`), /has ended/)
  })
  const kept: TenantTransaction[] = []
  await t.rejects(
    database.transaction(demo, async transaction => {
      kept.push(transaction)
      await transaction.run(sql`select 1 / 0`)
    }),
  )
  await t.rejects(kept[0]!.run(sql`select 1`), /has ended/, 'nor of one that was taken back')
  const taken = uuid()
  await t.rejects(
    database.transaction(demo, async transaction => {
      transaction.send(insertRole(taken, 'half'))
      await transaction.lastly.run(sql`select 1 / 0`)
    }),
    /division by zero/,
  )
  t.same(await database.tenant(demo).run(rolesOf(taken)), [])
})

t.test('a transaction of one tenant cannot be made to reach for another', async t => {
  const found = await database.transaction(second.id as typeof demo, transaction =>
    transaction.run(sql`select id from core.organization where tenant_id = ${demo}`),
  )
  t.same(found, [])
  t.throws(() => tenantId(`${demo}'; set local app.tenant = '${second.id}`), TypeError)
})
