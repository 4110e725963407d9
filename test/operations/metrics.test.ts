import t from 'tap'
import { asOwner } from '../core/owner.ts'
import type { Body } from '../support/client.ts'
import { newTenant } from '../support/new-tenant.ts'
import { startPlatform } from '../support/platform.ts'

const platform = await startPlatform(t, { metrics: { host: '127.0.0.1', port: 0 }, limits: { slowQueryMs: 0, perAddress: 4 } })
const page = `http://127.0.0.1:${platform.app.metricsPort}/metrics`
const admin = await platform.signIn('admin')

type Sample = { name: string; labels: Record<string, string>; value: number }

async function samples(): Promise<Sample[]> {
  const text = await (await fetch(page)).text()
  return text
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('#'))
    .map(line => {
      const [, name, labels = '', value] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line)!
      return {
        name: name!,
        labels: Object.fromEntries([...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(match => [match[1]!, match[2]!])),
        value: Number(value),
      }
    })
}
async function sample(name: string, labels: Record<string, string> = {}): Promise<number | undefined> {
  return (await samples()).find(one => one.name === name && Object.entries(labels).every(([key, value]) => one.labels[key] === value))
    ?.value
}

t.test('requests are counted and timed by the template of their route', async t => {
  const { body } = await admin.get('/members/members?page[size]=1')
  await admin.get(`/members/members/${body.data[0].id}`)
  await admin.get(`/members/members/${body.data[0].id}`)
  const route = '/api/v1/members/members/:id'
  t.equal(await sample('dangjian_http_requests_total', { route, method: 'GET', status: '200' }), 2)
  t.equal(await sample('dangjian_http_request_seconds_count', { route, method: 'GET' }), 2)
  await fetch(`${platform.url}/nowhere/13800001234`)
  t.equal(await sample('dangjian_http_requests_total', { route: 'none', status: '404' }), 1)
})

t.test('process, pool, signals and caches are measured', async t => {
  t.ok((await sample('nodejs_eventloop_lag_p99_seconds')) !== undefined)
  t.ok((await sample('nodejs_heap_size_used_bytes'))! > 0)
  t.ok((await sample('dangjian_pool_connections'))! > 0)
  t.equal(await sample('dangjian_pool_waiting'), 0)
  t.ok((await sample('dangjian_pool_in_use')) !== undefined)
  t.equal(await sample('dangjian_signals_current'), 1)
  t.ok((await sample('dangjian_cache_entries', { cache: 'sessions' }))! > 0)
  t.ok((await sample('dangjian_slow_queries_total'))! > 0)
})

t.test('jobs are counted by kind, also those that wait', async t => {
  const { body: roots } = await admin.get('/core/organizations?filter[parentId][null]=true')
  const content = Buffer.from(`党组织名称,类型,名称,授予日期\n${roots.data[0].name},荣誉,红旗党组织,2021-07-01\n`)
  await admin.import('/honors/organization-honors', { name: 'a.csv', content })
  t.equal(await sample('dangjian_jobs_ended_total', { kind: 'import', state: 'done' }), 1)
  t.equal(await sample('dangjian_jobs_running', { kind: 'import' }), 0)
  t.equal(await sample('dangjian_jobs_oldest_waiting_seconds'), 0)
  // As a server wrote them that has not come to them yet.
  await asOwner(
    platform,
    `insert into core.open_job (tenant_id, job_id, kind, created_at) select id, gen_random_uuid(), 'remind', now() - interval '1 hour' from core.tenant limit 2`,
  )
  t.equal(await sample('dangjian_jobs_open', { kind: 'remind', state: 'waiting' }), 2)
  t.ok((await sample('dangjian_jobs_oldest_waiting_seconds'))! >= 3_600)
})

t.test('what is still to be done is counted by state', async t => {
  // What plugins do every night is planned as well.
  const nightly = (await sample('dangjian_reactions_pending', { state: 'planned' }))!
  await asOwner(
    platform,
    `insert into core.pending_reaction (tenant_id, id, reaction, due_at, dead, paused) select t.id, gen_random_uuid(), 'gone/away', now() + due, dead, paused
      from core.tenant t, (values (interval '-1 hour', true, false), ('-1 hour', false, true), ('1 hour', false, false)) as one (due, dead, paused)
      where t.code = 'demo'`,
  )
  for (const [state, count] of Object.entries({ dead: 1, paused: 1, planned: nightly + 1, due: 0, failed: 0 }))
    t.equal(await sample('dangjian_reactions_pending', { state }), count, state)
  t.equal(await sample('dangjian_reactions_oldest_due_seconds'), 0)
})

t.test('refused requests are counted', async t => {
  for (let at = 0; at < 6; at++) await platform.anyone().get('/session')
  t.ok((await sample('dangjian_http_requests_limited_total'))! > 0)
})

t.test('no label tells of a tenant, a person or anything asked for', async t => {
  const text = await (await fetch(page)).text()
  const { body } = await admin.get('/members/members?page[size]=1')
  for (const secret of [body.data[0].name, body.data[0].id, '13800001234', 'demo', admin.token!]) t.notOk(text.includes(secret), secret)
})

t.test('the metrics are as many for three tenants as for one', async t => {
  const other = await startPlatform(t, { metrics: { host: '127.0.0.1', port: 0 } })
  const textOf = async ({ app }: typeof other) => (await fetch(`http://127.0.0.1:${app.metricsPort}/metrics`)).text()
  const count = async () => (await textOf(other)).match(/^dangjian_/gm)!.length
  const ask = async (who: Body) => {
    for (const path of ['/core/menus', '/core/organizations', '/members/members']) await who.get(path)
  }
  const one = await newTenant(other, '中共江北县委员会')
  await ask(one.admin)
  // What a new tenant plans has metrics of its own once it has been carried out.
  while (!(await textOf(other)).includes('dangjian_reactions_total{')) await new Promise(done => setTimeout(done, 50))
  const before = await count()
  for (const name of ['中共江南县委员会', '中共江东县委员会']) await ask((await newTenant(other, name)).admin)
  t.equal(await count(), before)
})

t.test('the platform’s own address does not serve them', async t => {
  t.equal((await fetch(`${platform.url}/metrics`)).status, 404)
  t.equal((await fetch(page.replace('/metrics', '/'))).status, 404)
  const { body } = await admin.get('/openapi.json')
  t.notOk(Object.keys(body.paths).some(path => path.includes('metrics')))
})
