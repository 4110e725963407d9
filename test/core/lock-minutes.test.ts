import t from 'tap'
import { todayInShanghai } from '../../core/identity/dates.ts'
import type { Body } from '../support/client.ts'
import { startPlatform } from '../support/platform.ts'
import { firstSignIn, freshTenant, ownPassword } from './fresh-tenant.ts'
import { asOwner } from './owner.ts'

const platform = await startPlatform(t)
const { admin, code: tenant, rootId } = await freshTenant(platform)
const { rules } = platform.app.platform.engine.model

/** As if rules.json said so. */
const { value } = rules
let minutes = 30
rules.value = (key, day) => (key === 'session.lock-minutes' ? minutes : value.call(rules, key, day))
t.equal(value.call(rules, 'session.lock-minutes', todayInShanghai()), 0, 'usually only an admin unlocks')

const signIn = (username: string, password = ownPassword) => platform.anyone().post('/session', { tenant, username, password })

let made = 0
async function newcomer(): Promise<{ id: string; username: string }> {
  const username = `suoding${++made}`
  const { body } = await admin.post('/core/users', { username, name: '锁定', organizationId: rootId })
  await firstSignIn(platform, tenant, username)
  return { id: body.id, username }
}

async function locked(): Promise<{ id: string; username: string }> {
  const one = await newcomer()
  for (let at = 0; at < 4; at++) await signIn(one.username, 'Cuo#Mima2026')
  return one
}

const later = (id: string, by: number) =>
  asOwner(platform, `update core."user" set locked_at = locked_at - make_interval(mins => $2) where id = $1`, [id, by])

t.test('a lock from wrong passwords ends by itself after its time, and not before', async t => {
  const { id, username } = await locked()
  await later(id, 29)
  const { body } = await signIn(username)
  t.equal(body.code, 'session.locked')
  t.match(body.detail, /自动解锁/)
  await later(id, 2)
  t.equal((await signIn(username)).status, 201)
  t.equal((await admin.get(`/core/users/${id}`)).body.state, 'active')
  const log = await admin.get(`/core/audit-entries?filter[recordId][eq]=${id}&filter[action][in]=lock,unlock`)
  t.same(log.body.data.map((entry: Body) => entry.action).sort(), ['lock', 'unlock'])
})

t.test('guessing goes on from the beginning then: four more wrong ones lock again, for the whole time', async t => {
  const { id, username } = await locked()
  await later(id, 31)
  for (let at = 0; at < 3; at++) t.equal((await signIn(username, 'Cuo#Mima2026')).status, 401)
  t.equal((await admin.get(`/core/users/${id}`)).body.state, 'active')
  await signIn(username, 'Cuo#Mima2026')
  t.equal((await signIn(username)).body.code, 'session.locked')
})

t.test('further wrong passwords make a lock no longer', async t => {
  const { id, username } = await locked()
  await later(id, 29)
  await signIn(username, 'Cuo#Mima2026')
  await later(id, 2)
  t.equal((await signIn(username)).status, 201)
})

t.test('a lock by an admin never ends by itself, also of an account that was locked by wrong passwords', async t => {
  const one = await newcomer()
  await admin.post(`/core/users/${one.id}/transitions/lock`)
  for (let at = 0; at < 5; at++) await signIn(one.username, 'Cuo#Mima2026')
  const other = await locked()
  await admin.post(`/core/users/${other.id}/transitions/lock`)
  for (const { id, username } of [one, other]) {
    await later(id, 100_000)
    const { body } = await signIn(username)
    t.equal(body.code, 'session.locked')
    t.notMatch(body.detail, /自动解锁/)
  }
})

t.test('without such a rule no lock ends by itself', async t => {
  minutes = 0
  t.teardown(() => {
    minutes = 30
  })
  const { id, username } = await locked()
  await later(id, 100_000)
  t.equal((await signIn(username)).body.code, 'session.locked')
})
