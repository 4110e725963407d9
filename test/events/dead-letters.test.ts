import t from 'tap'
import { until } from '../support/server-process.ts'
import { errands } from './errands.ts'

const { platform, admin, demo, owner, errand } = await errands(t)
const operator = await platform.signIn('operator')
const { reactions } = platform.app.platform
let broken = true
const done: string[] = []
reactions.define({
  name: 'errands/fragile',
  on: ['errands/errand.created'],
  async react({ transaction }, happened) {
    if (broken) throw new Error('13800138000 is not a number')
    transaction.afterCommit(() => void done.push(...happened.map(one => one.recordId!)))
  },
})
const hurry = () => owner(`update core.pending_reaction set due_at = now() where reaction = 'errands/fragile' and not dead`)
const letters = async () => (await operator.get('/core/dead-letters')).body.data as Record<string, unknown>[]

/** Makes an errand whose reaction has failed too often; gives the errand's id. */
async function dead(title: string): Promise<string> {
  const id = await errand(title)
  await until(async () => {
    await hurry()
    return (await letters()).some(letter => letter['record'] === id)
  })
  return id
}

t.test('the operator sees what failed too often, whose it is and where it failed, and nothing of what it is about', async t => {
  const id = await dead('给13800138000打电话')
  const { body } = await operator.get('/core/dead-letters')
  t.match(body, {
    total: 1,
    data: [
      {
        tenant: { id: demo },
        reaction: 'errands/fragile',
        title: 'errands/fragile',
        entity: 'errands/errand',
        record: id,
        attempts: 8,
        error: /^Error/,
      },
    ],
  })
  t.notMatch(JSON.stringify(body), /13800138000/)
})

t.test('tried again when its cause is mended, it is done and gone', async t => {
  const [letter] = await letters()
  broken = false
  const { status, body } = await operator.post('/core/dead-letters/retry', { items: [{ tenant: demo, id: letter!['id'] }] })
  t.same([status, body], [200, { count: 1 }])
  await until(() => done.length === 1)
  t.same(await letters(), [])
  t.same((await operator.post('/core/dead-letters/retry', { items: [{ tenant: demo, id: letter!['id'] }] })).body, { count: 0 })
  broken = true
})

t.test('done away with for a reason, it stays undone, and stands in both logs', async t => {
  const id = await dead('算了')
  const [letter] = await letters()
  const items = [{ tenant: demo, id: letter!['id'] }]
  t.equal((await operator.post('/core/dead-letters/discard', { items, reason: '  ' })).status, 422)
  t.same((await operator.post('/core/dead-letters/discard', { items, reason: '事项已无意义' })).body, { count: 1 })
  t.same(await letters(), [])
  broken = false
  t.notOk(done.includes(id))
  for (const who of [operator, admin]) {
    const { body } = await who.get('/core/audit-entries?filter[action][eq]=discard&fields=recordId,changes')
    t.match(body.data, [{ recordId: letter!['id'], changes: { reason: [null, '事项已无意义'] } }])
  }
})

t.test('nobody but the operator reaches them', async t => {
  t.equal((await admin.get('/core/dead-letters')).status, 403)
  const items = [{ tenant: demo, id: demo }]
  t.equal((await admin.post('/core/dead-letters/retry', { items })).status, 403)
  t.equal((await admin.post('/core/dead-letters/discard', { items, reason: 'x' })).status, 403)
})
