import t, { type Test } from 'tap'
import type { Body, Client } from '../support/client.ts'
import { dataFolder } from '../support/server-process.ts'
import { copiedDatabase, serverOn } from './servers.ts'

const url = await copiedDatabase(t)
// The files too are where both reach them.
const DATA_DIR = dataFolder()
const [here, there] = await Promise.all([serverOn(t, url, { DATA_DIR }), serverOn(t, url, { DATA_DIR })])
const admin = await here!.signIn('admin')
const operator = await there!.signIn('operator')
const { body: roots } = await admin.get('/core/organizations?filter[parentId][null]=true')
const password = 'Xin#Shidai2026'

let people = 0
/** Somebody with a password of his own, signed in here; known there as well, where he asks for something that is then kept in memory. */
async function newcomer(): Promise<{ id: string; username: string; client: Client; thereToo: Client }> {
  const username = `fuwuqi${++people}`
  const made = await admin.post('/core/users', { username, name: '钱来新', organizationId: roots.data[0].id })
  const client = await here!.signIn(username, { password: 'ABC#123' })
  await client.put('/session/password', { current: 'ABC#123', next: password })
  const thereToo = there!.as(client)
  for (const one of [client, thereToo]) for (const path of ['/core/profile', '/core/menus']) await one.get(path)
  return { id: made.body.id, username, client, thereToo }
}

/** Whether it comes to be so within the second that servers have to agree in. */
async function withinASecond(t: Test, title: string, holds: () => Promise<boolean>): Promise<void> {
  const began = performance.now()
  for (;;) {
    const asked = performance.now()
    if (await holds()) return void t.pass(title)
    if (asked - began > 1_000) return void t.fail(`${title}: not after ${Math.round(asked - began)} ms`)
    await new Promise(done => setTimeout(done, 25))
  }
}
const status = (client: Client, path: string) => client.get(path).then(reply => reply.status)

t.test('a session ended on one server is over on the other', async t => {
  const { username, client, thereToo } = await newcomer()
  t.equal(await status(thereToo, '/session'), 200)
  await client.delete('/session')
  await withinASecond(t, 'signed out', async () => (await status(thereToo, '/session')) === 401)
  const again = await here!.signIn(username, { password })
  const other = await there!.signIn(username, { password })
  t.equal(await status(there!.as(again), '/session'), 200)
  await other.post('/session/end-others')
  await withinASecond(t, 'ended by another session', async () => (await status(again, '/session')) === 401)
})

t.test('an account locked on one server is out on the other', async t => {
  const { id, username, thereToo } = await newcomer()
  await admin.post(`/core/users/${id}/transitions/lock`)
  await withinASecond(t, 'out', async () => (await status(thereToo, '/session')) === 401)
  t.equal((await thereToo.post('/session', { tenant: 'demo', username, password })).body.code, 'session.locked')
})

t.test('wrong passwords count across both', async t => {
  const { username, client, thereToo } = await newcomer()
  for (const one of [client, thereToo, client, thereToo])
    t.equal((await one.post('/session', { tenant: 'demo', username, password: 'Bu#Dui2026' })).status, 401)
  for (const one of [client, thereToo])
    t.equal((await one.post('/session', { tenant: 'demo', username, password })).body.code, 'session.locked')
})

t.test('guesses at both servers at once are hardly more than at one', async t => {
  const { username, client, thereToo } = await newcomer()
  const guess = (one: Client, at: number) =>
    one.post('/session', { tenant: 'demo', username, password: at < 12 ? `Cai#Mima${at}xx` : password })
  const replies = await Promise.all(Array.from({ length: 14 }, (_, at) => guess(at % 2 ? client : thereToo, at)))
  t.notOk(
    replies.some(reply => reply.status === 201),
    'the right one came too late',
  )
})

t.test('a grant given and taken on one server counts on the other', async t => {
  const { id, thereToo } = await newcomer()
  const sees = async () => (await thereToo.get('/core/users?count=exact&page[size]=1')).body.page.total > 1
  t.notOk(await sees())
  const { body: roles } = await admin.get('/core/roles?filter[code][eq]=tenant-admin')
  const { body: grant } = await admin.post('/core/grants', {
    userId: id,
    roleId: roles.data[0].id,
    organizationId: roots.data[0].id,
    scope: 'tenant',
  })
  await withinASecond(t, 'given', sees)
  await admin.delete(`/core/grants/${grant.id}`)
  await withinASecond(t, 'taken', async () => !(await sees()))
})

t.test('a plugin and a menu switched off on one server are off on the other', async t => {
  const adminThere = there!.as(admin)
  const path = '/honors/organization-honors'
  t.equal(await status(adminThere, path), 200)
  await admin.patch('/core/plugins/honors', { on: false })
  await withinASecond(t, 'the plugin', async () => (await adminThere.get(path)).body.code === 'plugin.off')
  await admin.patch('/core/plugins/honors', { on: true })
  await withinASecond(t, 'and on again', async () => (await status(adminThere, path)) === 200)
  const { body: menus } = await admin.get('/core/menus')
  const key = menus.data.find((menu: Body) => menu.path === '/api/v1/honors/organization-honors').key
  await admin.patch(`/core/menus/desktop/${key}`, { on: false })
  await withinASecond(t, 'the menu', async () => (await adminThere.get(path)).body.code === 'menu.off')
  await admin.patch(`/core/menus/desktop/${key}`, { on: true })
  await withinASecond(t, 'and the menu again', async () => (await status(adminThere, path)) === 200)
})

t.test('a tenant suspended on one server is closed on the other', async t => {
  const { body } = await operator.get('/core/tenants?filter[code][eq]=demo')
  const suspend = (state: string) => operator.patch(`/core/tenants/${body.data[0].id}`, { state })
  t.equal(await status(admin, '/core/profile'), 200)
  await suspend('suspended')
  await withinASecond(t, 'closed', async () => (await admin.get('/core/profile')).body.code === 'tenant.suspended')
  await suspend('active')
  await withinASecond(t, 'open', async () => (await status(admin, '/core/profile')) === 200)
})

t.test('jobs asked for at both servers are each done once', async t => {
  const jobs = await Promise.all(
    Array.from({ length: 10 }, async (_, at) => {
      const who = at % 2 ? admin : there!.as(admin)
      const content = Buffer.from(`党组织名称,类型,名称,授予日期\n${roots.data[0].name},荣誉,红旗第${at}号,2021-07-01\n`)
      return who.import('/honors/organization-honors', { name: `${at}.csv`, content })
    }),
  )
  t.ok(jobs.every(job => job.state === 'done' && job.result.created === 1))
  const { body: log } = await admin.get('/core/audit-entries?filter[action][eq]=import&count=exact')
  t.equal(log.page.total, 10)
})
