import { text } from 'node:stream/consumers'
import t from 'tap'
import { fromBufferPromise } from 'yauzl'
import { newTenant } from '../support/new-tenant.ts'
import { startPlatform } from '../support/platform.ts'

const platform = await startPlatform(t)
const [admin, member] = await Promise.all(['admin', 'member'].map(name => platform.signIn(name)))
const path = '/core/sample-texts/pledges/pledge'
const offered = async (who = admin!) => (await who.get(path)).body.data as { id: string; title: string; origin: string }[]

async function partOf(file: Buffer, name: string): Promise<string> {
  const zip = await fromBufferPromise(file, { lazyEntries: true })
  for await (const entry of zip.eachEntry()) if (entry.fileName === name) return text(await zip.openReadStreamPromise(entry))
  throw new Error(`there is no ${name}`)
}

t.test('a plugin’s samples are offered to who may write such a record, each with values that make one', async t => {
  const samples = (await member!.get(path)).body.data
  t.match(samples[0], { title: '窗口岗位', group: '一句话承诺', origin: 'plugin', values: { kind: 'one-sentence' } })
  const own = (await member!.get('/core/profile')).body.record
  for (const [at, { values }] of samples.entries())
    t.match(
      await member!.post('/pledges/pledges', { ...values, memberId: own.id, pledgedOn: `2026-01-0${at + 1}` }),
      { status: 201, body: { organization: { id: own.organization.id }, content: values.content } },
      'the organization is the member’s',
    )
})

t.test('who may not write such a record is not offered its samples; a kind without samples has none', async t => {
  t.equal((await member!.get('/core/sample-texts/honors/member-honor')).status, 404)
  t.equal((await admin!.get('/core/sample-texts/nowhere/nothing')).status, 404)
  t.equal((await platform.anyone().get(path)).status, 401)
  await admin!.patch('/core/plugins/pledges', { on: false })
  t.match(await member!.get(path), { status: 403, body: { code: 'plugin.off' } })
  await admin!.patch('/core/plugins/pledges', { on: true })
})

t.test('a sample is taken along as a Word document', async t => {
  const [first] = await offered()
  const { status, headers, bytes } = await admin!.get(`${path}/${first!.id}/document`)
  t.equal(status, 200)
  t.match(headers.get('content-disposition'), encodeURIComponent(first!.title))
  const written = await partOf(bytes, 'word/document.xml')
  t.match(written, /窗口岗位/)
  t.match(written, /一句话承诺/)
  t.equal((await admin!.get(`${path}/0199c0de-0000-7000-8000-000000000000/document`)).status, 404)
})

t.test('a tenant’s own samples stand behind those of the plugin, and in no other tenant', async t => {
  const sample = {
    entity: 'pledges/pledge',
    title: '本单位承诺',
    group: '一句话承诺',
    values: { kind: 'one-sentence', content: '有事找我。' },
  }
  t.equal((await admin!.post('/core/samples', sample)).status, 201)
  t.equal((await offered()).at(-1)!.title, '本单位承诺')
  t.equal((await offered(member)).at(-1)!.origin, 'tenant')
  t.equal((await member!.post('/core/samples', sample)).status, 403)
  const other = await newTenant(platform, '别的单位')
  t.ok((await offered(other.admin)).every(one => one.origin === 'plugin'))
})

t.test('a sample fills in only what a new record could hold', async t => {
  const wrong = async (entity: string, values: object) => {
    const { status, body } = await admin!.post('/core/samples', { entity, title: '错', values })
    t.equal(status, 422)
    return body.errors.map((error: { pointer: string }) => error.pointer)
  }
  t.same(await wrong('pledges/pledge', { kind: 'novel' }), ['/values/kind'])
  t.same(await wrong('pledges/pledge', { memberId: '0199c0de-0000-7000-8000-000000000000' }), ['/values/memberId'])
  t.same(await wrong('pledges/pledge', { pledgedOn: 'yesterday', nonsense: 1 }), ['/values/nonsense', '/values/pledgedOn'])
  t.same(await wrong('honors/member-honor', { title: '甲' }), ['/entity'])
})
