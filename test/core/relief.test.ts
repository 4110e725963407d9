import { join } from 'node:path'
import t from 'tap'
import { startPlatform } from '../support/platform.ts'

const platform = await startPlatform(t, { plugins: [join(import.meta.dirname, 'relieved')] })
const admin = await platform.signIn('admin')
const onPhone = await platform.signIn('admin', { channel: 'mini-program' })
const scores = '/league/scores'

const menus = async (who = admin) => (await who.get('/core/menus')).body.data.map((one: { key: string }) => one.key)
const relieve = async (reliefMode: boolean) => {
  const [setting] = (await admin.get('/core/settings')).body.data
  t.equal((await admin.patch(`/core/settings/${setting.id}`, { reliefMode })).status, 200)
}

t.test('what reduced-burden mode hides is there without it', async t => {
  t.equal((await admin.post(scores, { name: '第一名' })).status, 201)
  t.ok((await menus()).includes('league.scores'))
  t.ok((await menus(onPhone)).includes('league.my-scores'))
})

t.test('with it nothing of it is found, read or written, and the rest stays', async t => {
  await relieve(true)
  t.notOk((await menus()).includes('league.scores'))
  t.notOk((await menus(onPhone)).includes('league.my-scores'))
  for (const reply of [
    await admin.get(scores),
    await admin.post(scores, { name: '第二名' }),
    await admin.get(`${scores}/export`),
    await admin.get('/core/screens/league/score'),
  ])
    t.match(reply, { status: 403, body: { code: 'tenant.relief-mode' } })
  t.equal((await admin.get('/members/members?page[size]=1')).status, 200)
})

t.test('switched off again, it is there as it was', async t => {
  await relieve(false)
  t.match((await admin.get(scores)).body.data, [{ name: '第一名' }])
  t.ok((await menus()).includes('league.scores'))
})
