import sharp from 'sharp'
import t from 'tap'
import type { Body, Client } from '../support/client.ts'
import { startPlatform } from '../support/platform.ts'
import { freshTenant } from './fresh-tenant.ts'

const platform = await startPlatform(t)
const admin = await platform.signIn('admin')
const member = await platform.signIn('member')
const onPhone = await platform.signIn('member', { channel: 'mini-program' })

const setting = async (who: Client): Promise<Body> => (await who.get('/core/settings')).body.data[0]
const { id } = await setting(admin)
const startPage = (file: string | null, who = admin) => who.patch(`/core/settings/${id}`, { startPage: file })
const picture = (format: 'jpeg' | 'png' | 'webp') =>
  sharp({ create: { width: 750, height: 1334, channels: 3, background: '#c8102e' } })
    .toFormat(format)
    .toBuffer()
const upload = (name: string, content: Uint8Array, who = admin) => who.upload('/core/files', { name, content })

t.test('the start page is a picture by its content, whatever its name, and everyone of the tenant sees it', async t => {
  for (const [format, name, type] of [
    ['jpeg', '启动页.jpg', 'image/jpeg'],
    ['png', '启动页.dat', 'image/png'],
  ] as const) {
    const content = await picture(format)
    const { body: file } = await upload(name, content)
    t.equal((await onPhone.get(`/core/files/${file.id}/content`)).status, 404, 'before it is the start page it is the uploader’s alone')
    t.equal((await startPage(file.id)).status, 200)
    t.equal((await setting(onPhone)).startPage, file.id)
    const whole = await onPhone.get(`/core/files/${file.id}/content`)
    t.equal(whole.headers.get('content-type'), type)
    t.ok(whole.bytes.equals(content))
    const scaled = await onPhone.get(`/core/files/${file.id}/content?width=300`)
    t.equal(scaled.headers.get('content-type'), 'image/webp')
    t.equal((await sharp(scaled.bytes).metadata()).width, 320)
    const { admin: stranger } = await freshTenant(platform)
    t.equal((await stranger.get(`/core/files/${file.id}/content`)).status, 404, 'and nobody of another tenant')
    t.equal((await platform.anyone().get(`/core/files/${file.id}/content`)).status, 401)
  }
})

t.test('a start page replaced is seen no more; taken away, there is none', async t => {
  const { body: first } = await upload('一.png', await picture('png'))
  await startPage(first.id)
  const { body: second } = await upload('二.png', await picture('png'))
  t.equal((await startPage(second.id)).status, 200)
  t.equal((await onPhone.get(`/core/files/${first.id}/content`)).status, 404)
  t.equal((await onPhone.get(`/core/files/${second.id}/content`)).status, 200)
  t.equal((await startPage(null)).status, 200)
  t.equal((await setting(onPhone)).startPage, null)
})

t.test('what is no jpeg or png is refused, though it is called one', async t => {
  const before = (await setting(admin)).startPage
  const { body: webp } = await upload('启动页.jpg', await picture('webp'))
  const refused = await startPage(webp.id)
  t.match(refused.body.errors, [{ pointer: '/startPage', code: 'unsuitable-file' }])
  const { body: text } = await upload('启动页.png', Buffer.from('这不是图片'))
  t.equal((await startPage(text.id)).status, 422)
  t.equal((await upload('启动页.png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).status, 415)
  t.equal((await startPage('019a0000-0000-7000-8000-000000000000')).body.errors[0].code, 'unknown-file')
  const { body: others } = await upload('别人的.png', await picture('png'), member)
  t.equal((await startPage(others.id)).body.errors[0].code, 'unknown-file', 'and so is what another uploaded')
  t.equal((await setting(admin)).startPage, before)
})

t.test('a start page may be larger than other files, up to 200 MB', async t => {
  const large = Buffer.concat([await picture('jpeg'), Buffer.alloc(101 * 1_048_576)])
  const { status, body } = await upload('大图.jpg', large)
  t.equal(status, 201)
  t.equal((await startPage(body.id)).status, 200)
  const text = Buffer.alloc(101 * 1_048_576, '字')
  t.equal((await upload('大字.txt', text)).status, 413)
  const scaled = await onPhone.get(`/core/files/${body.id}/content?width=750`)
  t.equal(scaled.headers.get('content-type'), 'image/webp', 'phones get a small copy of it')
  t.ok(scaled.bytes.length < 100_000)
})

t.test('more than 200 MB is refused', async t => {
  const reply = await upload('太大.jpg', Buffer.concat([await picture('jpeg'), Buffer.alloc(200 * 1_048_576)]))
  t.equal(reply.status, 413)
  t.match(reply.body.detail, /\p{Script=Han}/u)
})

t.test('relief mode is off by default, switched by the tenant’s admin alone, and known to everyone at the next request', async t => {
  t.equal((await setting(member)).reliefMode, false)
  t.equal((await member.get('/session')).body.tenant.reliefMode, false)
  for (const name of ['orgadmin', 'secretary', 'member'])
    t.equal((await (await platform.signIn(name)).patch(`/core/settings/${id}`, { reliefMode: true })).status, 403, name)
  t.equal((await admin.patch(`/core/settings/${id}`, { reliefMode: true })).body.reliefMode, true)
  t.equal((await setting(onPhone)).reliefMode, true)
  t.equal((await onPhone.get('/session')).body.tenant.reliefMode, true)
  t.equal((await member.get('/core/tenant')).body.reliefMode, true)
  const { body: log } = await admin.get(`/core/audit-entries?filter[recordId][eq]=${id}&page[size]=1&fields=userName,changes`)
  t.match(log.data, [{ userName: '总管理员', changes: { reliefMode: [false, true] } }])
})

t.test('a tenant has one set of settings: none is added, none removed', async t => {
  t.equal((await admin.get('/core/settings?count=exact')).body.page.total, 1)
  t.equal((await admin.post('/core/settings', { reliefMode: true })).status, 404)
  t.equal((await admin.delete(`/core/settings/${id}`)).status, 404)
  t.equal((await admin.patch(`/core/settings/${id}`, { initialPassword: 'none' })).status, 422)
})

t.test('a tenant has numbers of its own within the bounds of the regulation, from a day on, and no other tenant has them', async t => {
  const key = 'transfers.usual-valid-days'
  const own = (rules: Body[] | null, who = admin) => who.patch(`/core/settings/${id}`, { rules })
  const told = async (who: Client) =>
    (await who.get('/core/rules')).body.data
      .filter((rule: Body) => rule.key === key)
      .map(({ value, effectiveFrom }: Body) => [value, effectiveFrom])
  const declared = await told(admin)
  const refused = await own([{ key, value: 91, effectiveFrom: '2026-01-01' }])
  t.match(refused.body.errors, [{ pointer: '/rules/0/value', detail: '组织关系介绍信通常的有效期应在 10 至 90 天之间' }])
  t.match((await own([{ key: 'development.minimum-age', value: 17, effectiveFrom: '2026-01-01' }])).body.errors, [{ code: 'no-own-rule' }])
  t.equal((await own([{ key, value: 30, effectiveFrom: '2026-01-01' }], member)).status, 403)
  t.equal((await own([{ key, value: 30, effectiveFrom: '2026-01-01' }])).status, 200)
  t.same(await told(admin), [...declared, [30, '2026-01-01']])
  const { admin: stranger } = await freshTenant(platform)
  t.same(await told(stranger), declared)
  const people = (await admin.get('/members/members?filter[category][eq]=full&page[size]=1')).body.data
  const transfer = await admin.post('/transfers/transfers', {
    memberId: people[0].id,
    kind: 'out',
    destination: '外地某镇党委',
    reason: 'job',
  })
  t.match(transfer, { status: 201, body: { validDays: 30 } }, 'what a new record begins with goes by it')
  t.equal((await own(null)).status, 200)
  t.same(await told(admin), declared)
})
