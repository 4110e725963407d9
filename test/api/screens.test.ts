import t from 'tap'
import type { Screen } from '../../core/screens/screen.ts'
import { startPlatform } from '../support/platform.ts'

t.test('what pages are drawn from', async t => {
  const platform = await startPlatform(t)
  const admin = await platform.signIn('admin')
  const screenFor = async (user: string, entity = 'members/member') => {
    const reply = await (await platform.signIn(user)).get(`/core/screens/${entity}`)
    t.equal(reply.status, 200)
    return reply.body as unknown as Screen
  }

  t.test('tells what a caller may do, and which fields he may set', async t => {
    const [all, own] = [await screenFor('admin'), await screenFor('member')]
    t.ok(['create', 'update', 'delete', 'import', 'export', 'restore'].every(action => all.can.includes(action)))
    t.notOk(['create', 'delete', 'import', 'export'].some(action => own.can.includes(action)))
    const field = (screen: Screen, name: string) => screen.fields.find(one => one.name === name)!
    t.same(field(all, 'name').writable, { create: true, update: true })
    t.same(field(own, 'name').writable, { create: false, update: false })
    t.equal(field(own, 'residence').writable.update, true)
    t.equal(field(all, 'organizationId').told, 'organization')
  })

  t.test('tells the transitions that a word alone makes, to whoever may make them', async t => {
    const events = (screen: Screen) => screen.transitions.map(({ event }) => event)
    const users = await screenFor('admin', 'core/user')
    t.ok(['lock', 'unlock'].every(event => events(users).includes(event)))
    t.notOk(events(users).includes('restore-version'), 'that needs a version')
    t.same(events(await screenFor('member', 'core/user')), [])
    t.same(events(await screenFor('admin')), [], 'members have none of their own')
  })

  t.test('tells what belongs to a record, as far as the caller may read it', async t => {
    const [all, own] = [await screenFor('admin', 'core/organization'), await screenFor('member', 'core/organization')]
    for (const key of ['core/organization-change', 'core/grant', 'core/appointment'] as const) {
      t.ok(all.relatedBy.includes(key), key)
      t.notOk(own.relatedBy.includes(key), key)
    }
    t.notOk(all.relatedBy.includes('core/role'), 'a role belongs to no organization')
  })

  t.test('tells nothing of columns that only the platform reads', async t => {
    t.notOk((await screenFor('admin', 'core/organization')).fields.some(field => field.name === 'path'))
  })

  t.test('is refused to who may do nothing with the entity, and for what is switched off', async t => {
    t.equal((await (await platform.signIn('member')).get('/core/screens/core/tenant')).status, 403)
    t.equal((await admin.get('/core/screens/core/nothing')).status, 404)
    await admin.patch('/core/plugins/honors', { on: false })
    const reply = await admin.get('/core/screens/honors/member-honor')
    t.equal(reply.status, 403)
    t.equal(reply.body['code'], 'plugin.off')
  })
})
