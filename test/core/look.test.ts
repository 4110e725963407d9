import sharp from 'sharp'
import t from 'tap'
import type { Client } from '../support/client.ts'
import { startPlatform } from '../support/platform.ts'
import { freshTenant } from './fresh-tenant.ts'

const platform = await startPlatform(t)
const admin = await platform.signIn('admin')
const anyone = platform.anyone()
const neutral = { name: null, reliefMode: false, loginBackground: null, phoneLoginBackground: null }

const picture = (width = 2400) =>
  sharp({ create: { width, height: 1000, channels: 3, background: '#c8102e' } })
    .withExif({ IFD0: { ImageDescription: 'taken at the secretary’s home' } })
    .jpeg()
    .toBuffer()

async function set(who: Client, field: string, content: Uint8Array | null): Promise<string | null> {
  const { id } = (await who.get('/core/settings')).body.data[0]
  const file = content && (await who.upload('/core/files', { name: '背景.jpg', content })).body.id
  const { status, body } = await who.patch(`/core/settings/${id}`, { [field]: file })
  if (status !== 200) throw new Error(JSON.stringify(body))
  return file
}

const look = async (code: string) => (await anyone.get(`/core/look/${code}`)).body
const below = (address: string) => address.replace('/api/v1', '')

t.test('before anyone is signed in, a login page shows its tenant’s name and background', async t => {
  t.same(await look('demo'), { ...neutral, name: (await admin.get('/core/tenant')).body.name })
  await set(admin, 'desktopLoginBackground', await picture())
  await set(admin, 'phoneLoginBackground', await picture(900))
  const { loginBackground, phoneLoginBackground } = await look('demo')
  const desktop = await anyone.get(below(loginBackground))
  t.equal(desktop.headers.get('content-type'), 'image/webp')
  const seen = await sharp(desktop.bytes).metadata()
  t.same([seen.width, seen.exif], [1920, undefined], 'scaled down, and without what the camera wrote into it')
  t.equal((await sharp((await anyone.get(`${below(phoneLoginBackground)}?width=300`)).bytes).metadata()).width, 320)
})

t.test('a background replaced or taken away is shown to nobody any more', async t => {
  const before = (await look('demo')).loginBackground
  await set(admin, 'desktopLoginBackground', await picture(800))
  t.not((await look('demo')).loginBackground, before)
  t.equal((await anyone.get(below(before))).status, 404)
  await set(admin, 'desktopLoginBackground', null)
  t.equal((await look('demo')).loginBackground, null)
})

t.test('no other file is served without signing in: neither another setting’s, nor another tenant’s, nor by a wrong name', async t => {
  const home = await set(admin, 'desktopHomeBackground', await picture(700))
  const start = await set(admin, 'startPage', await picture(700))
  const login = await set(admin, 'desktopLoginBackground', await picture(700))
  const { code } = await freshTenant(platform)
  const asked = [
    `demo/images/${home}`,
    `demo/images/${start}`,
    `${code}/images/${login}`,
    `no-such-tenant/images/${login}`,
    'demo/images/019a0000-0000-7000-8000-000000000000',
    'demo/images/x',
    'demo/images/null',
  ]
  const replies = await Promise.all(asked.map(path => anyone.get(`/core/look/${path}`)))
  t.same(
    replies.map(({ status, body }) => [status, body.code, body.detail]),
    asked.map(() => [404, 'record.not-found', '没有这张图片']),
  )
  t.equal((await anyone.get(`/core/look/demo/images/${login}?width=x`)).status, 400)
})

t.test('a code of no tenant, a code that is none and a tenant that was suspended look alike', async t => {
  const { code, id, admin: chief } = await freshTenant(platform)
  await set(chief, 'desktopLoginBackground', await picture(700))
  const before = await look(code)
  t.ok(before.name)
  const operator = await platform.signIn('operator')
  t.equal((await operator.patch(`/core/tenants/${id}`, { state: 'suspended' })).status, 200)
  for (const one of [code, 'no-such-tenant', 'X', '%00', '..%2f', 'a'.repeat(90)]) t.same(await look(one), neutral, one)
  t.equal((await anyone.get(below(before.loginBackground))).status, 404)
})

t.test('relief mode is known before anyone is signed in', async t => {
  const { id } = (await admin.get('/core/settings')).body.data[0]
  await admin.patch(`/core/settings/${id}`, { reliefMode: true })
  t.equal((await look('demo')).reliefMode, true)
})
