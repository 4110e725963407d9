import t from 'tap'
import { secondServer } from '../core/second-server.ts'
import { Client } from '../support/client.ts'
import { startPlatform } from '../support/platform.ts'
import { until } from '../support/server-process.ts'
import { define, fieldsPath } from './own-asset-fields.ts'

const platform = await startPlatform(t)
const admin = await platform.signIn('admin')
const beside = new Client(await secondServer(t, platform), admin.token)
const member = (await admin.get('/members/members?page[size]=1')).body.data[0]
const path = `/members/members/${member.id}`

t.test('a field that one server defines is known at the other, and so is its being switched off', async t => {
  t.notOk('ownHobby' in (await beside.get(path)).body)
  const field = await define(admin, { entity: 'members/member', title: '爱好', name: 'ownHobby', kind: 'text' })
  await until(async () => 'ownHobby' in (await beside.get(path)).body)
  t.match(await beside.patch(path, { ownHobby: '书法' }), { status: 200, body: { ownHobby: '书法' } })
  t.equal((await admin.get(path)).body.ownHobby, '书法')
  await beside.patch(`${fieldsPath}/${field.id}`, { on: false })
  await until(async () => !('ownHobby' in (await admin.get(path)).body))
  t.equal((await admin.patch(path, { ownHobby: '象棋' })).status, 422)
})

t.test('of two servers that define the same name at once, one is told', async t => {
  const body = { entity: 'members/member', title: '特长', name: 'ownSkill', kind: 'text' }
  const replies = await Promise.all([admin, beside].map(server => server.post(fieldsPath, body)))
  t.same(replies.map(reply => reply.status).sort(), [201, 409])
})
