import t from 'tap'
import { asOwner } from '../core/owner.ts'
import { otherPlatform } from '../core/sso-platform.ts'
import type { Body } from '../support/client.ts'
import { startPlatform } from '../support/platform.ts'
import { at50, tally, throughTwoServers } from './at-once.ts'

const platform = await startPlatform(t)
const admin = await platform.signIn('admin')
const through = await throughTwoServers(t, platform)
const anyone = through(platform.anyone())
const member = { username: 'member' }

async function sessions(): Promise<number> {
  const rows = await asOwner(
    platform,
    `select count(*)::int as n from core.session s join core."user" u on u.id = s.user_id where u.username = 'member'`,
  )
  return Number(rows[0]!['n'])
}

t.test('of 50 who bring one ticket at once to two servers, one comes in', async t => {
  const { ask } = await otherPlatform(platform, admin, '同时进入的平台')
  const { ticket } = (await ask(member)).body
  const before = await sessions()
  t.same(tally(await at50(number => anyone(number).post('/session/entry', { ticket }))), { 201: 1, 401: 49 })
  t.equal(await sessions(), before + 1)
})

t.test('200 entries are 200, however many come at once, and the next is told so', async t => {
  const { id, ask } = await otherPlatform(platform, admin, '次数用完的平台')
  const used = async () => (await admin.get('/core/tenant/sso-applications')).body.data.find((one: Body) => one.id === id).entriesUsed
  await asOwner(platform, 'update core.sso_application set entries_used = 170 where id = $1', [id])
  const tickets = (await at50(() => ask(member))).map(reply => reply.body.ticket)
  const replies = await at50(number => anyone(number).post('/session/entry', { ticket: tickets[number] }))
  t.same(tally(replies), { 201: 30, 403: 20 })
  t.ok(replies.filter(reply => reply.status === 403).every(reply => reply.body.code === 'sso.used-up'))
  t.equal(await used(), 200)
  t.equal((await ask(member)).body.code, 'sso.used-up')
  const operator = await platform.signIn('operator')
  t.equal((await operator.patch(`/core/sso-applications/${id}`, { entriesGranted: 300 })).status, 200)
  t.equal((await ask(member)).body.entriesLeft, 100)
})

t.test('of 50 equal requests at once, one has a ticket', async t => {
  const { ask } = await otherPlatform(platform, admin, '重放的平台')
  t.same(tally(await at50(() => ask(member, { nonce: 'the-same-for-everyone' }))), { 201: 1, 409: 49 })
})
