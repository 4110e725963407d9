import t from 'tap'
import { firstSignIn, freshTenant, ownPassword } from '../core/fresh-tenant.ts'
import { asOwner } from '../core/owner.ts'
import { startPlatform } from '../support/platform.ts'

const platform = await startPlatform(t)
const { admin, code: tenant, rootId } = await freshTenant(platform)

t.test('a password grows old after ninety days and must be changed before anything else; the first one has no age', async t => {
  const made = await admin.post('/core/users', { username: 'jiumima', name: '旧密码', organizationId: rootId })
  const client = await firstSignIn(platform, tenant, 'jiumima')
  const age = (days: number) =>
    asOwner(platform, `update core."user" set password_changed_at = now() - make_interval(days => $2) where id = $1`, [made.body.id, days])
  await age(89)
  const young = await platform.signIn('jiumima', { tenant, password: ownPassword })
  t.equal((await young.get('/core/profile')).status, 200)
  await age(91)
  const old = await platform.signIn('jiumima', { tenant, password: ownPassword })
  t.equal((await old.get('/session')).body.mustChangePassword, true)
  t.equal((await old.get('/core/profile')).body.code, 'session.must-change-password')
  t.equal((await old.put('/session/password', { current: ownPassword, next: 'Geng#Hao2027' })).status, 204)
  t.equal((await old.get('/core/profile')).status, 200)
  t.equal((await client.get('/session')).status, 401)
})

t.test('the last five passwords are not taken again, the one before them is', async t => {
  await admin.post('/core/users', { username: 'lunhuan', name: '轮换', organizationId: rootId })
  const client = await firstSignIn(platform, tenant, 'lunhuan')
  const all = [ownPassword, ...[1, 2, 3, 4, 5].map(at => `Geng#Hao20${at}7x`)]
  const change = (current: string, next: string) => client.put('/session/password', { current, next })
  for (let at = 1; at < all.length; at++) {
    for (const before of all.slice(0, at - 1)) t.equal((await change(all[at - 1]!, before)).body.code, 'password.used-before')
    t.equal((await change(all[at - 1]!, all[at]!)).status, 204)
  }
  t.equal((await change(all.at(-1)!, all[1]!)).body.code, 'password.used-before')
  t.equal((await change(all.at(-1)!, ownPassword)).status, 204, 'the sixth last may come back')
  const { body: log } = await admin.get('/core/audit-entries?page[size]=200')
  t.notMatch(JSON.stringify(log), /argon2|passwordHistory/, 'and the log knows none of them')
})
