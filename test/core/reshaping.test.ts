import t from 'tap'
import type { Body, Client } from '../support/client.ts'
import { startPlatform } from '../support/platform.ts'
import { firstSignIn, freshTenant } from './fresh-tenant.ts'
import { newMember } from './new-member.ts'

const platform = await startPlatform(t)
const { admin, code: tenant, rootId } = await freshTenant(platform)

let made = 0
async function organization(parentId = rootId, more = {}): Promise<Body> {
  made++
  const names = { name: `中共第${made}支部委员会`, shortName: `第${made}支部` }
  const reply = await admin.post('/core/organizations', { parentId, ...names, category: '631', ...more })
  if (reply.status !== 201) throw new Error(JSON.stringify(reply.body))
  return reply.body
}
async function member(organizationId: string): Promise<void> {
  const reply = await admin.post('/members/members', newMember({ organizationId }))
  if (reply.status !== 201) throw new Error(JSON.stringify(reply.body))
}
type Official = { who: Client; userId: string }
async function official(organizationId: string, role = 'org-admin'): Promise<Official> {
  made++
  const username = `ganbu${made}`
  const { body: user } = await admin.post('/core/users', { username, name: `干部${made}`, organizationId })
  const reply = await admin.post(`/core/organizations/${organizationId}/transitions/appoint`, { userId: user.id, role })
  if (reply.status !== 200) throw new Error(JSON.stringify(reply.body))
  return { who: await firstSignIn(platform, tenant, username), userId: user.id }
}
const impact = (who: Client, id: string, event: string, targetId?: string) =>
  who.get(`/core/organizations/${id}/impact?event=${event}${targetId ? `&targetId=${targetId}` : ''}`)
const act = (who: Client, id: string, event: string, body: unknown) => who.post(`/core/organizations/${id}/transitions/${event}`, body)
const grantOf = async (userId: string) => (await admin.get(`/core/grants?filter[userId][eq]=${userId}`)).body.data[0]

t.test('before a move one is told what goes along, and who governs it no longer and newly', async t => {
  const from = await organization()
  const to = await organization()
  const moving = await organization(from.id)
  const below = await organization(moving.id)
  await member(moving.id)
  await member(below.id)
  await official(from.id)
  await official(to.id)
  await official(below.id)
  const { status, body } = await impact(admin, moving.id, 'move', to.id)
  t.equal(status, 200)
  t.match(body, { organizations: 2, users: 3, grants: 1, losing: 1, gaining: 1 })
  t.same(
    body.records.find((one: Body) => one.entity === 'members/member'),
    { entity: 'members/member', title: '党员', own: 1, below: 2 },
  )
  t.equal((await admin.get(`/core/organizations/${moving.id}`)).body.parent.id, from.id, 'and nothing has moved')
})

t.test('what would be refused is refused beforehand, in the same words', async t => {
  const one = await organization()
  const below = await organization(one.id)
  for (const [id, event, body, targetId] of [
    [one.id, 'move', { parentId: below.id }, below.id],
    [one.id, 'merge', { intoId: below.id }, below.id],
    [rootId, 'move', { parentId: one.id }, one.id],
  ] as const) {
    const [told, done] = [await impact(admin, id, event, targetId), await act(admin, id, event, body)]
    t.equal(told.status, 409)
    t.same([told.body.code, told.body.detail], [done.body.code, done.body.detail])
  }
  t.equal((await impact(admin, one.id, 'erase')).status, 400)
  t.equal((await impact(admin, one.id, 'move', 'x')).status, 400)
})

t.test('who may not do it is told nothing of what it would do', async t => {
  const own = await organization()
  const foreign = await organization()
  const { who } = await official(own.id)
  const { who: secretary } = await official(own.id, 'secretary')
  t.equal((await impact(who, own.id, 'move', foreign.id)).status, 404)
  t.equal((await impact(who, foreign.id, 'move', own.id)).status, 404)
  t.equal((await impact(secretary, own.id, 'move', own.id)).status, 403)
})

t.test('the organizations above one are told from the highest that one sees', async t => {
  const upper = await organization()
  const middle = await organization(upper.id)
  const lower = await organization(middle.id)
  const { who } = await official(upper.id)
  const above = async (client: Client) =>
    (await client.get(`/core/organizations/${lower.id}/ancestors`)).body.data.map((one: Body) => one.id)
  t.same(await above(admin), [rootId, upper.id, middle.id])
  t.same(await above(who), [upper.id, middle.id])
  t.same((await admin.get(`/core/organizations/${rootId}/ancestors`)).body.data, [])
  t.equal((await who.get(`/core/organizations/${rootId}/ancestors`)).status, 404)
})

t.test('an admin is dismissed by who could appoint him, and governs no more at the next request', async t => {
  const own = await organization()
  const chief = await official(own.id)
  const child = await organization(own.id)
  const deputy = await official(child.id)
  const foreign = await official((await organization()).id)
  const grant = await grantOf(deputy.userId)
  t.equal((await deputy.who.get(`/core/organizations/${child.id}`)).status, 200)
  t.equal((await act(foreign.who, child.id, 'dismiss', { grantId: grant.id })).status, 404)
  t.equal((await act(chief.who, own.id, 'dismiss', { grantId: grant.id })).status, 404, 'it is anchored elsewhere')
  t.equal((await act(chief.who, child.id, 'dismiss', { grantId: grant.id })).status, 200)
  t.equal(await grantOf(deputy.userId), undefined)
  t.equal((await deputy.who.post('/core/organizations', { parentId: child.id })).status, 403)
  const oneself = await act(chief.who, own.id, 'dismiss', { grantId: (await grantOf(chief.userId)).id })
  t.equal(oneself.body.code, 'organization.dismiss-oneself')
  const superior = await official(own.id, 'tenant-admin')
  const refused = await act(chief.who, own.id, 'dismiss', { grantId: (await grantOf(superior.userId)).id })
  t.equal(refused.body.code, 'permission.beyond-reach')
})

t.test('siblings are put in order one at a time, and only those change that have to', async t => {
  const parent = await organization()
  const [one, two, three] = [await organization(parent.id), await organization(parent.id), await organization(parent.id)]
  const order = async () => (await admin.get(`/core/organizations/tree?parentId=${parent.id}`)).body.data.map((child: Body) => child.id)
  const arrange = (id: string, beforeId: string | null, who = admin) => act(who, id, 'arrange', { beforeId })
  t.equal((await arrange(three.id, one.id)).status, 200)
  t.same(await order(), [three.id, one.id, two.id])
  const { version } = (await admin.get(`/core/organizations/${one.id}`)).body
  t.equal((await arrange(two.id, one.id)).status, 200)
  t.same(await order(), [three.id, two.id, one.id])
  t.equal((await admin.get(`/core/organizations/${one.id}`)).body.version, version, 'there was room before it')
  t.equal((await arrange(three.id, null)).status, 200)
  t.same(await order(), [two.id, one.id, three.id])
  t.equal((await arrange(one.id, parent.id)).status, 422, 'not before what is no sibling')
  t.equal((await arrange(rootId, null)).status, 409)
  const { who } = await official(one.id, 'secretary')
  t.equal((await arrange(one.id, two.id, who)).status, 403)
  t.same(await order(), [two.id, one.id, three.id])
})
