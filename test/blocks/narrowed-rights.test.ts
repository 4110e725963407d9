import { join } from 'node:path'
import t from 'tap'
import { newUser, roleNamed } from '../isolation/people.ts'
import { startPlatform } from '../support/platform.ts'
import { demoPlace } from './on-a-page.ts'

const platform = await startPlatform(t, { plugins: [join(import.meta.dirname, 'fixtures')] })
const admin = await platform.signIn('admin')
const { root } = await demoPlace(admin)
const photo = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
const file = async () => (await admin.upload('/core/files', { name: '图.png', content: photo })).body.id
const [picture, paper, hiddenPicture] = [await file(), await file(), await file()]
const bill = async (values: object) => (await admin.post('/board/bills', { organizationId: root, phone: '13800138000', ...values })).body
const posted = await bill({ title: '张贴的', state: 'posted', picture, paper })
const draft = await bill({ title: '底稿', state: 'draft', picture: hiddenPicture })

/** Someone who has nothing but the role `guest`, and of himself what every member has. */
const guest = await newUser(platform, admin, 'somebody', [{ roleId: await roleNamed(admin, 'guest'), organizationId: root, scope: 'own' }])

t.test('a permission narrowed to some rows opens these alone, at every door', async t => {
  t.match((await guest.get('/board/bills')).body.data, [{ title: '张贴的' }])
  t.equal((await guest.get('/board/bills')).body.data.length, 1)
  t.equal((await guest.get('/board/bills?count=exact')).body.page.total, 1)
  t.equal((await guest.get(`/board/bills/${posted.id}`)).status, 200)
  for (const path of ['', '/history', '/access']) t.equal((await guest.get(`/board/bills/${draft.id}${path}`)).status, 404, path)
  const csv = (await guest.get('/board/bills/export?format=csv')).bytes.toString()
  t.match(csv, /张贴的/)
  t.notMatch(csv, /底稿|13800138000/)
  t.equal((await guest.get(`/core/files/${picture}/content`)).status, 200)
  t.equal((await guest.get(`/core/files/${hiddenPicture}/content`)).status, 404, 'a file of a record that is closed')
})

t.test('of what is not named nothing is told, nor asked by', async t => {
  const { body } = await guest.get(`/board/bills/${posted.id}`)
  t.same(
    Object.keys(body)
      .filter(name => ['title', 'organization', 'picture', 'phone', 'state', 'paper'].includes(name))
      .sort(),
    ['organization', 'picture', 'title'],
  )
  t.equal((await guest.get('/board/bills?filter[phone][eq]=13800138000')).status, 403)
  t.equal((await guest.get('/board/bills?sort=state')).status, 403)
  t.equal((await guest.get(`/core/files/${paper}/content`)).status, 404, 'a file in a field that is closed')
})

t.test('a field that the tenant adds is closed to them as well', async t => {
  const added = await admin.post('/core/own-fields', { entity: 'board/bill', kind: 'text', name: 'ownRemark', title: '内部备注' })
  t.equal(added.status, 201, JSON.stringify(added.body))
  t.equal((await admin.patch(`/board/bills/${posted.id}`, { ownRemark: '不外传' })).status, 200)
  t.notMatch(JSON.stringify((await guest.get(`/board/bills/${posted.id}`)).body), /不外传/)
})

t.test('why one may see a record says which rows are open', async t => {
  t.match((await guest.get(`/board/bills/${posted.id}/access`)).body.data, [{ role: 'guest', where: '状态为已张贴' }])
})

t.test('nothing is written through it, and a tenant’s own version is held to the same', async t => {
  t.equal((await guest.post('/board/bills', { organizationId: root, title: '客人的', state: 'posted' })).status, 403)
  t.equal((await guest.patch(`/board/bills/${posted.id}`, { title: '改' })).status, 403)
  const [role] = (await admin.get('/core/roles?filter[code][eq]=guest')).body.data
  const set = (permission: object) => admin.patch(`/core/roles/${role.id}`, { permissions: { 'board/bill': permission } })
  const where = { state: { eq: 'posted' } }
  t.match(await set({ actions: ['read', 'update'], scope: 'tenant', where }), {
    status: 422,
    body: { errors: [{ pointer: '/permissions/board~1bill/where' }] },
  })
  t.match(await set({ actions: ['read'], scope: 'tenant', where: { colour: { eq: 'red' } } }), { status: 422 })
  t.match(await set({ actions: ['read'], scope: 'tenant', where: { state: { eq: 'lost' } } }), { status: 422 })
  t.equal((await set({ actions: ['read'], scope: 'tenant', where: { state: { in: ['draft'] } } })).status, 200)
  t.match((await guest.get('/board/bills')).body.data, [{ title: '底稿' }])
  const matrix = (await admin.get(`/core/roles/${role.id}/matrix`)).body.plugins.find((one: { name: string }) => one.name === 'board')
  t.match(matrix.entities, [{ usualRows: '状态为已张贴', ownRows: '状态为草稿' }])
})
