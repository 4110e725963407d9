import { join } from 'node:path'
import t from 'tap'
import { startPlatform } from '../support/platform.ts'
import { until } from '../support/server-process.ts'

const platform = await startPlatform(t, { plugins: [join(import.meta.dirname, 'meeting')] })
const admin = await platform.signIn('admin')
const { body: roots } = await admin.get('/core/organizations?filter[parentId][null]=true')
const organizationId: string = roots.data[0].id
const sell = async (goods: string, price: number) => (await admin.post('/shop/sales', { organizationId, goods, price })).body.id as string
const linesOf = async (reason: string) => (await admin.get(`/ledger/lines?filter[reason][eq]=${encodeURIComponent(reason)}`)).body.data

t.test('a command is done in the transition that asks for it, and what it makes is kept by who asked', async t => {
  const id = await sell('笔记本', 12)
  t.equal((await admin.post(`/shop/sales/${id}/transitions/pay`, {})).status, 200)
  const [line] = await linesOf('卖出笔记本')
  t.match(line, { amount: 12, settled: false, organization: { id: organizationId } })
  t.equal((await admin.get(`/shop/sales/${id}`)).body.line.id, line.id)
  t.equal((await admin.post(`/shop/sales/${id}/transitions/close`, {})).status, 200)
  t.match(await linesOf('卖出笔记本'), [{ amount: 100, settled: true }], 'by code and by effects, one after another')
})

t.test('a command that is refused leaves nothing of what asked for it', async t => {
  const id = await sell('赠品', 0)
  const { status, body } = await admin.post(`/shop/sales/${id}/transitions/pay`, {})
  t.equal(status, 422, body.detail)
  t.equal((await admin.get(`/shop/sales/${id}`)).body.state, 'open')
  t.same(await linesOf('卖出赠品'), [])
})

t.test('what a plugin contributes is heard of as it declared, and counts while it is on', async t => {
  await sell('书签', 5)
  await until(async () => (await linesOf('小店预收')).some((line: { amount: number }) => line.amount === 10))
  t.match((await admin.get('/ledger/totals')).body, { accounts: ['小店预收'] })
  await admin.patch('/core/plugins/shop', { on: false })
  t.same((await admin.get('/ledger/totals')).body.accounts, [])
  await admin.patch('/core/plugins/shop', { on: true })
})

t.test('an operation of a plugin is open to whose role allows it, over the rows that he may see, while the plugin is on', async t => {
  const all = (await admin.get('/ledger/totals')).body.amount
  t.ok(all > 0)
  const below = await platform.signIn('orgadmin')
  t.equal((await below.get('/ledger/totals')).body.amount, 0, 'the lines stand at the root, above him')
  t.match(await (await platform.signIn('member')).get('/ledger/totals'), { status: 403, body: { code: 'permission.denied' } })
  await admin.patch('/core/plugins/shop', { on: false })
  await admin.patch('/core/plugins/ledger', { on: false })
  t.match(await admin.get('/ledger/totals'), { status: 403, body: { code: 'plugin.off' } })
  await admin.patch('/core/plugins/ledger', { on: true })
  await admin.patch('/core/plugins/shop', { on: true })
  t.match(await admin.get('/ledger/totals?colour=red'), { status: 400, body: { code: 'query.invalid' } }, 'what it does not declare')
  const { body: document } = await admin.get('/openapi.json')
  t.match(document.paths['/api/v1/ledger/totals'].get, { operationId: 'ledger.totals', tags: ['账簿'] })
})
