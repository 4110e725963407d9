import t from 'tap'
import type { Client, Reply } from '../support/client.ts'
import { isolation, told } from './cases.ts'
import { asksForId, exampleQuery } from './examples.ts'
import { nowhere } from './nowhere.ts'
import { allPlantedRows } from './planted.ts'
import { servedRoutes } from './served-routes.ts'
import { sideBySide } from './side-by-side.ts'

const { platform, owner, model, operations, cases, insider } = await isolation(t)
const below = (path: string) => path.replace('/api/v1', '')
const listed = [...model.entities.values()].filter(entity => entity.actions.has('read'))
const secrets = cases.map(one => one.secret)
const rowsBefore = await allPlantedRows(owner, model, secrets)

/** A way to ask by an id, and of whose records that id is. */
type Asking = { name: string; key: string; send(who: Client, id: string): Promise<Reply> }

const byQuery: Asking[] = listed.flatMap(({ key, path }) =>
  [
    (id: string) => `filter[id][ne]=${id}&count=exact`,
    (id: string) => `filter[or][0][id][eq]=${id}&filter[or][1][and][0][id][in]=${id},${nowhere}&filter[or][1][and][1][version][gt]=0`,
  ].map((query, at) => ({
    name: `GET ${below(path)} (${at})`,
    key,
    send: (who, id) => who.get(`${below(path)}?${query(id)}`),
  })),
)

/** Addresses without an id that ask for one in the query, such as the tree below an organization or an import checked before. */
const byParameter: Asking[] = operations
  .filter(one => !one.path.includes('{') && (one.query ?? []).some(parameter => asksForId(parameter['schema'] as never)))
  .flatMap(operation =>
    ['core/organization', 'core/job', 'core/user'].map(key => ({
      name: `${operation.method} ${below(operation.path)} with ${key}`,
      key,
      send: (who, id) => who.send(operation.method, `${below(operation.path)}${exampleQuery(operation, id)}`),
    })),
  )

/** Changes with a version that was guessed right, and one that was not. */
const byVersion: Asking[] = operations
  .filter(one => ['PATCH', 'DELETE'].includes(one.method) && one.path.endsWith('{id}'))
  .flatMap(operation =>
    ['"1"', '"999"'].map(version => ({
      name: `${operation.method} ${below(operation.path)} if ${version}`,
      key: listed.find(entity => operation.path === `${entity.path}/{id}`)?.key ?? '',
      send: (who, id) =>
        who.send(operation.method, below(operation.path).replace('{id}', id), operation.method === 'PATCH' ? {} : undefined, {
          headers: { 'if-match': version },
        }),
    })),
  )

const askings = [...byQuery, ...byParameter, ...byVersion]

for (const { name, who, secret } of cases)
  t.test(`${name}: what is asked by their ids is answered as by an id of nobody`, async t => {
    const wrong: string[] = []
    let asked = 0
    await sideBySide(askings, async asking => {
      const id = secret.ids.get(asking.key as `${string}/${string}`)
      if (!id) return
      asked++
      const [reply, unknown] = [await asking.send(who, id), await asking.send(who, nowhere)]
      const same = JSON.stringify(told(reply, id)) === JSON.stringify(told(unknown, nowhere))
      if (!same || reply.bytes.includes(secret.mark) || reply.status >= 500)
        wrong.push(
          `${asking.name}: ${reply.status} ${reply.bytes.toString().slice(0, 300)}, and not ${unknown.status} ${unknown.bytes.toString().slice(0, 300)}`,
        )
    })
    t.same(wrong, [])
    t.ok(asked > 50, `${asked} ways`)
  })

t.test('who belongs there is answered by them', async t => {
  const different = await sideBySide(askings, async asking => {
    const id = insider.secret.ids.get(asking.key as `${string}/${string}`)
    if (!id || asking.name.startsWith('DELETE')) return false
    return (await asking.send(insider.who, id)).bytes.toString() !== (await asking.send(insider.who, nowhere)).bytes.toString()
  })
  t.ok(different.filter(Boolean).length > 40, `${different.filter(Boolean).length} of ${askings.length} ways`)
})

for (const { name, who, secret } of cases)
  t.test(`${name}: the place in another’s list opens nothing`, async t => {
    await sideBySide(listed, async ({ path }) => {
      const first = await insider.who.get(`${below(path)}?page[size]=1&sort=createdAt`)
      const after = first.body?.page?.after
      if (!after) return
      const { bytes } = await who.get(`${below(path)}?page[size]=200&sort=createdAt&page[after]=${after}`)
      t.notOk(bytes.includes(secret.mark), path)
    })
  })

t.test('nobody who is not signed in is told anything, by any address that is not for everyone', async t => {
  const [home] = insider.who.token!.split('.')
  const strangers = [platform.anyone(), platform.anyone().withToken('x'), platform.anyone().withToken(`${home}.${'A'.repeat(43)}`)]
  const wrong: string[] = []
  const closed = operations.filter(one => one.access !== 'public')
  for (const who of strangers)
    await sideBySide(closed, async operation => {
      const replies = [insider.secret.ids.get('core/organization')!, nowhere].map(id =>
        who.send(operation.method, `${below(operation.path).replace(/\{\w+\}/, id)}${exampleQuery(operation, id)}`),
      )
      for (const { status, body } of await Promise.all(replies))
        if (status !== 401 || body.code !== 'session.none') wrong.push(`${operation.method} ${operation.path}: ${status} ${body?.code}`)
    })
  t.same(wrong, [])
  t.same(
    operations
      .filter(one => one.access === 'public')
      .map(one => one.id)
      .sort(),
    [
      'activation.create',
      'developerInbox.list',
      'look.get',
      'look.image',
      'messageReports.sms',
      'messageReports.voice',
      'session.enter',
      'session.enterByLink',
      'session.sendCode',
      'session.signIn',
      'sso.issueTicket',
    ],
  )
})

t.test('an account that exists is told from none by nothing', async t => {
  const tries = [
    { username: 'admin', password: 'wrong' },
    { username: 'nobody-of-that-name', password: 'wrong' },
    { tenant: 'demo', username: 'secretary', password: 'wrong' },
    { tenant: 'no-such-tenant', username: 'admin', password: 'wrong' },
  ]
  const replies = await sideBySide(tries, body => platform.anyone().post('/session', body))
  for (const reply of replies) t.same(told(reply), told(replies[0]!))
})

t.test('the reply kept for one person’s Idempotency-Key is given to no other', async t => {
  const [admin, orgadmin] = [await platform.signIn('admin'), await platform.signIn('orgadmin')]
  const headers = { 'idempotency-key': 'seen-over-a-shoulder' }
  const role = { code: 'kept', name: '只给一人' }
  t.equal((await admin.post('/core/roles', role, { headers })).status, 201)
  for (const who of [orgadmin, insider.who]) {
    const reply = await who.post('/core/roles', role, { headers })
    t.equal(reply.headers.get('idempotency-replayed'), null)
    t.notOk(reply.body.createdBy?.label === '管理员' && reply.status === 200)
  }
  t.equal((await admin.post('/core/roles', role, { headers })).headers.get('idempotency-replayed'), 'true')
})

t.test('whatever the server answers below /api/v1 is an operation in the document, so that it is walked', async t => {
  const documented = async (who: Client) => {
    const { body } = await who.get('/openapi.json')
    return Object.entries(body.paths as Record<string, object>).flatMap(([path, methods]) =>
      Object.keys(methods).map(method => `${method.toUpperCase()} ${path}`),
    )
  }
  const walked = operations.map(one => `${one.method} ${one.path}`).sort()
  const served = servedRoutes(platform.app.server)
  const isOurs = (route: string) => route.includes(' /api/v1')
  t.same(served.filter(isOurs).sort(), walked)
  t.same(served.filter(route => !isOurs(route)).sort(), [
    'GET /',
    'GET /admin',
    'GET /admin/*',
    'GET /admin/assets/*',
    'GET /api/docs',
    'GET /api/docs/parts/*',
    'GET /api/docs/start.js',
    'GET /healthz',
    'GET /readyz',
    'GET /t/{code}',
  ])
  const all = new Set([...(await documented(await platform.signIn('operator'))), ...(await documented(insider.who))])
  t.same([...all, 'GET /api/v1/openapi.json'].sort(), walked, 'the document tells of all but itself')
})

t.test('after all of it, they are as they were', async t => t.same(await allPlantedRows(owner, model, secrets), rowsBefore))
