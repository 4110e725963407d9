import t from 'tap'
import type { Body, Client } from '../support/client.ts'
import { startPlatform } from '../support/platform.ts'
import { firstSignIn, freshTenant } from './fresh-tenant.ts'

const platform = await startPlatform(t)
const { admin, code: tenant, rootId } = await freshTenant(platform)
const neighbour = await freshTenant(platform, '中共江南县委员会')

let made = 0
async function organization(parentId: string): Promise<string> {
  made++
  const names = { name: `中共第${made}支部委员会`, shortName: `第${made}支部` }
  const reply = await admin.post('/core/organizations', { parentId, category: '631', establishedOn: '2000-01-01', ...names })
  if (reply.status !== 201) throw new Error(JSON.stringify(reply.body))
  return reply.body.id
}

async function person(organizationId: string, role?: string): Promise<Client> {
  made++
  const username = `ganbu${made}`
  const { body: user } = await admin.post('/core/users', { username, name: '干部', organizationId })
  if (role) {
    const appointed = await admin.post(`/core/organizations/${organizationId}/transitions/appoint`, { userId: user.id, role })
    if (appointed.status !== 200) throw new Error(JSON.stringify(appointed.body))
  }
  return firstSignIn(platform, tenant, username)
}

const [east, west] = [await organization(rootId), await organization(rootId)]
const eastBelow = await organization(east)
const orgAdmin = await person(east, 'org-admin')
const below = await person(eastBelow, 'secretary')
const beside = await person(west, 'secretary')
const plain = await person(eastBelow)

const namesFor = async (who: Client): Promise<string[]> =>
  (await who.get('/core/saved-views?filter[entity][eq]=members/member&sort=name')).body.data.map((view: Body) => view.name)
const view = {
  entity: 'members/member',
  query: 'if=category.in%3Aprobationary&sort=-joinedOn',
  columns: { shown: ['name'], compact: true },
}

t.test('a view is its maker’s own until he shares it', async t => {
  const made = await orgAdmin.post('/core/saved-views', { ...view, name: '预备党员' })
  t.equal(made.status, 201)
  t.match(made.body, { query: view.query, columns: view.columns, organization: null })
  t.same(await namesFor(orgAdmin), ['预备党员'])
  for (const who of [admin, below, beside, plain, neighbour.admin]) {
    t.same(await namesFor(who), [])
    t.equal((await who.get(`/core/saved-views/${made.body.id}`)).status, 404)
  }
})

t.test('shared with an organization it is there for everyone in it and below, and nobody else', async t => {
  const { body } = await orgAdmin.post('/core/saved-views', { ...view, name: '共享', organizationId: east })
  for (const who of [below, plain]) t.same(await namesFor(who), ['共享'])
  for (const who of [admin, beside, neighbour.admin]) t.same(await namesFor(who), [], 'neither above nor beside')
  for (const who of [below, plain]) {
    t.equal((await who.patch(`/core/saved-views/${body.id}`, { name: '改名' })).status, who === plain ? 403 : 404)
    t.ok((await who.delete(`/core/saved-views/${body.id}`)).status >= 403, 'who uses it does not change it')
  }
  t.equal((await orgAdmin.patch(`/core/saved-views/${body.id}`, { organizationId: null })).status, 200)
  t.same(await namesFor(below), [], 'no longer shared')
  const toAll = await admin.post('/core/saved-views', { ...view, name: '全体', organizationId: rootId })
  t.equal(toAll.status, 201)
  for (const who of [below, beside, plain]) t.same(await namesFor(who), ['全体'])
  t.same(await namesFor(neighbour.admin), [], 'never in another tenant')
})

t.test('nobody shares above himself, in another’s name, or a view of what is no list', async t => {
  t.equal((await orgAdmin.post('/core/saved-views', { ...view, name: '往上', organizationId: rootId })).status, 422)
  t.equal((await below.post('/core/saved-views', { ...view, name: '旁边', organizationId: west })).status, 422)
  const { body } = await below.get('/session')
  t.equal((await orgAdmin.post('/core/saved-views', { ...view, name: '冒名', userId: body.user.id })).status, 422)
  t.equal((await orgAdmin.post('/core/saved-views', { ...view, name: '没有', entity: 'members/nothing' })).status, 422)
  t.equal((await orgAdmin.post('/core/saved-views', { ...view, name: '怪列', columns: { shown: [1] } })).status, 422)
  t.equal((await plain.post('/core/saved-views', { ...view, name: '党员' })).status, 403, 'a plain member has no lists to make views of')
})
