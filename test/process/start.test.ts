import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import t from 'tap'
import { demoPassword } from '../../demo/seed.ts'
import type { Body, Client } from '../support/client.ts'
import { checkout, databasePid, dataFolder, launch, preparedFolders, startServer } from '../support/server-process.ts'

const preparedFolder = preparedFolders(t)

async function everything(client: Client, path: string): Promise<Body[]> {
  const found: Body[] = []
  for (let after = ''; ; ) {
    const { body } = await client.get(`${path}&page[size]=200${after}`)
    found.push(...body.data)
    if (body.page.after === null) return found
    after = `&page[after]=${body.page.after}`
  }
}

/** What a person sees of the demo tenant, without ids and times, which are new each time. */
async function demoOf(admin: Client): Promise<unknown[][]> {
  const members = await everything(admin, '/members/members?sort=phone&fields=name,idNumber,phone,joinedOn,organization')
  const organizations = await everything(admin, '/core/organizations?sort=name&fields=name,shortName,category,parent')
  const awards = await everything(admin, '/honors/member-honors?sort=title,awardedOn&fields=title,awardedOn')
  return [
    members.map(({ name, idNumber, phone, joinedOn, organization }) => [name, idNumber, phone, joinedOn, organization.label]),
    organizations.map(({ name, shortName, category, parent }) => [name, shortName, category, parent?.label]),
    awards.map(({ title, awardedOn }) => [title, awardedOn]),
  ]
}

t.test('the first start makes everything, tells where it is, and serves', async t => {
  const folder = dataFolder()
  const server = await startServer(t, { DATA_DIR: folder })
  const said = server.said()
  t.match(said, '/api/v1')
  t.match(said, 'developer-inbox')
  t.match(said, demoPassword)
  for (const account of ['operator', 'admin', 'orgadmin', 'secretary', 'member']) {
    t.match(said, account)
    const client = await server.signIn(account)
    const { body } = await client.get('/session')
    t.equal(body.mustChangePassword, false, `${account} need not change the password`)
  }
  t.strictSame(await (await fetch(`${server.url}/healthz`)).json(), { status: 'ok' })
  t.strictSame(await (await fetch(`${server.url}/readyz`)).json(), { status: 'ready' })
  const admin = await server.signIn('admin')
  t.equal((await admin.get('/members/members?count=exact&page[size]=1')).body.page.total, 1000)
  t.notMatch(said, /warning/i)
})

t.test('two fresh starts make the same demo tenant', async t => {
  const first = await startServer(t, { DATA_DIR: await preparedFolder() })
  const second = await startServer(t, { DATA_DIR: dataFolder() })
  const one = await demoOf(await first.signIn('admin'))
  t.equal(one[0]!.length, 1000)
  t.ok(one.every(part => part.length > 10))
  t.ok(isDeepStrictEqual(one, await demoOf(await second.signIn('admin'))))
})

t.test('a second start in the same folder says that one runs, and harms nothing', async t => {
  const folder = await preparedFolder()
  const server = await startServer(t, { DATA_DIR: folder })
  const database = databasePid(folder)
  const second = launch(t, { DATA_DIR: folder })
  t.equal(await second.ended, 1)
  t.match(second.said(), `党建云已经在运行（进程 ${server.pid}，`)
  t.notMatch(second.said(), '    at ', 'no stack')
  t.equal(databasePid(folder), database)
  const admin = await server.signIn('admin')
  t.equal((await admin.get('/members/members')).status, 200)
  t.equal(await launch(t, { DATA_DIR: folder }).ended, 1, 'the second one took no note away')
})

t.test('a taken port is told, and nothing is left running', async t => {
  const folder = await preparedFolder()
  const other = createServer()
  await new Promise<void>(done => other.listen(0, '127.0.0.1', done))
  t.teardown(() => other.close())
  const { port } = other.address() as { port: number }
  const server = launch(t, { DATA_DIR: folder, PORT: String(port) })
  t.equal(await server.ended, 1)
  t.match(server.said(), '端口已被占用')
  t.notMatch(server.said(), '    at ')
  t.equal(databasePid(folder), undefined)
  t.notOk(existsSync(join(folder, 'server.pid')))
})

t.test('a server that nobody reads ends as others do', async t => {
  const server = launch(t, { PORT: 'a door', DATA_DIR: await preparedFolder() })
  server.stopReading()
  t.equal(await server.ended, 1)
})

t.test('a wrong setting is told by its name, before anything is made', async t => {
  for (const [name, value] of Object.entries({
    PORT: 'abc',
    DATABASE_URL: 'mysql://someone:secret@localhost/x',
  })) {
    const folder = dataFolder()
    const server = launch(t, { DATA_DIR: folder, [name]: value })
    t.equal(await server.ended, 1, name)
    t.match(server.said(), /^[^\n]+\n$/, 'one line')
    t.match(server.said(), name)
    t.notMatch(server.said(), 'secret@')
    t.strictSame(readdirSync(folder), [])
  }
})

t.test('a database that cannot be reached is told without a stack', async t => {
  const server = launch(t, { DATA_DIR: dataFolder(), DATABASE_URL: 'postgres://someone:secret@127.0.0.1:1/x' })
  t.equal(await server.ended, 1)
  t.match(server.said(), '连接不上数据库')
  t.notMatch(server.said(), /secret| {4}at /)
})

t.test('a broken declaration stops the start with file, pointer and remedy', async t => {
  const copy = dataFolder()
  for (const name of ['core', 'demo', 'plugins', 'schemas', 'package.json'])
    cpSync(join(checkout, name), join(copy, name), { recursive: true })
  symlinkSync(join(checkout, 'node_modules'), join(copy, 'node_modules'))
  mkdirSync(join(copy, 'plugins/broken/entities'), { recursive: true })
  writeFileSync(join(copy, 'plugins/broken/plugin.json'), JSON.stringify({ name: 'broken', title: '坏了', version: '1.0.0' }))
  const thing = { title: '物品', type: 'object', properties: { name: { title: '名称', type: 'strong' } } }
  writeFileSync(join(copy, 'plugins/broken/entities/thing.json'), JSON.stringify(thing))
  const folder = dataFolder()
  const server = launch(t, { DATA_DIR: folder }, copy)
  t.equal(await server.ended, 1)
  t.match(server.said(), '声明有误')
  t.match(server.said(), 'plugins/broken/entities/thing.json#/properties/name/type')
  t.match(server.said(), '->')
  t.notMatch(server.said(), '    at ')
  t.equal(databasePid(folder), undefined)
})
