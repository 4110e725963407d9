import t from 'tap'
import { startPlatform } from '../support/platform.ts'
import { firstSignIn, freshTenant } from './fresh-tenant.ts'
import { newMember } from './new-member.ts'

const platform = await startPlatform(t)
const { admin, code: tenant, rootId } = await freshTenant(platform)
const dayFromNow = (days: number) => new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)

let made = 0
/** A branch with a member, a post that carries the secretary's rights there, and someone who may come to hold it. */
async function branchWithPost() {
  made++
  const { body: branch } = await admin.post('/core/organizations', {
    parentId: rootId,
    name: `中共${made}号支部`,
    shortName: `${made}号`,
    category: '631',
  })
  const { body: member } = await admin.post('/members/members', newMember({ organizationId: branch.id }))
  const { body: post } = await admin.post('/core/posts', { organizationId: branch.id, name: '书记' })
  const { body: roles } = await admin.get('/core/roles?filter[code][eq]=secretary')
  const granted = await admin.post('/core/grants', {
    postId: post.id,
    roleId: roles.data[0].id,
    organizationId: branch.id,
    scope: 'subtree',
  })
  if (granted.status !== 201) throw new Error(JSON.stringify(granted.body))
  const { body: user } = await admin.post('/core/users', { username: `shuji${made}`, name: '书记', organizationId: rootId })
  const client = await firstSignIn(platform, tenant, `shuji${made}`)
  const seesMember = async () => (await client.get(`/members/members/${member.id}`)).status === 200
  const appoint = (startOn: string, endOn?: string) =>
    admin.post('/core/appointments', { postId: post.id, userId: user.id, startOn, endOn })
  return { branch, post, user, client, grant: granted.body, seesMember, appoint }
}

t.test('what a post carries is his who holds it, from the next request on, and ends with the appointment', async t => {
  const { seesMember, appoint, branch } = await branchWithPost()
  t.equal(await seesMember(), false)
  const appointed = await appoint(dayFromNow(0))
  t.equal(appointed.status, 201)
  t.equal(appointed.body.organization.id, branch.id, 'an appointment belongs to the organization of its post')
  t.equal(await seesMember(), true)
  t.equal((await admin.patch(`/core/appointments/${appointed.body.id}`, { endOn: dayFromNow(0) })).status, 200)
  t.equal(await seesMember(), true, 'the last day counts')
  t.equal((await admin.delete(`/core/appointments/${appointed.body.id}`)).status, 204)
  t.equal(await seesMember(), false)
})

t.test('an appointment of the past or of days to come opens nothing', async t => {
  const past = await branchWithPost()
  await past.appoint('2015-01-01', dayFromNow(-1))
  t.equal(await past.seesMember(), false)
  const future = await branchWithPost()
  const { body } = await future.appoint(dayFromNow(1))
  t.equal(await future.seesMember(), false)
  await admin.patch(`/core/appointments/${body.id}`, { startOn: dayFromNow(-1) })
  t.equal(await future.seesMember(), true)
  await admin.patch(`/core/appointments/${body.id}`, { endOn: dayFromNow(-1) })
  t.equal(await future.seesMember(), false)
})

t.test('the successor has it, and the predecessor no more', async t => {
  const { post, user, seesMember, appoint, branch } = await branchWithPost()
  const { body: appointed } = await appoint('2020-01-01')
  const { body: next } = await admin.post('/core/users', { username: 'jieren', name: '接任', organizationId: branch.id })
  const client = await firstSignIn(platform, tenant, 'jieren')
  t.equal((await client.get('/members/members?count=exact')).body.page.total, 0)
  await admin.patch(`/core/appointments/${appointed.id}`, { endOn: dayFromNow(-1) })
  await admin.post('/core/appointments', { postId: post.id, userId: next.id, startOn: dayFromNow(0) })
  t.equal(await seesMember(), false)
  t.equal((await client.get('/members/members?count=exact')).body.page.total, 1)
  const { body: roster } = await admin.get(`/core/appointments?filter[postId][eq]=${post.id}&sort=startOn`)
  t.match(roster.data, [{ user: { id: user.id } }, { user: { id: next.id } }], 'and who held it when stays told')
})

t.test('a grant taken from the post is taken from its holder', async t => {
  const { grant, seesMember, appoint } = await branchWithPost()
  await appoint('2020-01-01')
  t.equal(await seesMember(), true)
  t.equal((await admin.delete(`/core/grants/${grant.id}`)).status, 204)
  t.equal(await seesMember(), false)
})

t.test('another post carries other rights, in its own organization', async t => {
  const first = await branchWithPost()
  const second = await branchWithPost()
  const { body: appointed } = await first.appoint('2020-01-01')
  t.equal((await admin.patch(`/core/appointments/${appointed.id}`, { postId: second.post.id })).status, 200)
  t.equal((await admin.get(`/core/appointments/${appointed.id}`)).body.organization.id, second.branch.id)
  t.equal(await first.seesMember(), false)
  t.equal((await first.client.get(`/members/members?organizationId=${second.branch.id}&count=exact`)).body.page.total, 1)
})

t.test('why one can see a record is told by the grant that decided', async t => {
  const { client, grant, appoint, branch } = await branchWithPost()
  await appoint('2020-01-01')
  const { body } = await client.get('/members/members')
  const { body: why } = await client.get(`/members/members/${body.data[0].id}/access`)
  t.match(why.data, [{ grant: grant.id, role: 'secretary', organization: { id: branch.id }, scope: 'subtree' }])
})

t.test('wrong orders are told', async t => {
  const { post, user, branch } = await branchWithPost()
  const backwards = await admin.post('/core/appointments', { postId: post.id, userId: user.id, startOn: '2024-01-01', endOn: '2023-01-01' })
  t.match(backwards.body.errors, [{ pointer: '/endOn', code: 'ends-before-start' }])
  t.equal((await admin.post('/core/posts', { organizationId: branch.id, name: '书记' })).status, 409, 'a post is there once')
  const { body: roles } = await admin.get('/core/roles?filter[code][eq]=secretary')
  const grant = { roleId: roles.data[0].id, organizationId: branch.id, scope: 'subtree' }
  t.equal((await admin.post('/core/grants', grant)).status, 422, 'a grant is somebody’s')
  t.equal((await admin.post('/core/grants', { ...grant, postId: post.id, userId: user.id })).status, 422, 'and not two’s')
  t.equal((await admin.delete(`/core/posts/${post.id}`)).status, 409, 'a post that carries rights is not deleted')
})
