import { join } from 'node:path'
import sharp from 'sharp'
import t from 'tap'
import { asOwner } from '../core/owner.ts'
import { newTenant } from '../support/new-tenant.ts'
import { startPlatform } from '../support/platform.ts'
import { until } from '../support/server-process.ts'

const platform = await startPlatform(t, { plugins: [join(import.meta.dirname, 'plugins')] })
const { sitesUrl } = platform
const admin = await platform.signIn('admin')
const neighbour = await newTenant(platform, '中共临水县委员会')
const { body: roots } = await admin.get('/core/organizations?filter[parentId][null]=true')

const photo = await sharp({ create: { width: 2_400, height: 1_200, channels: 3, background: '#c1272d' } })
  .withExif({ IFD0: { Make: 'a camera' }, IFD3: { GPSLatitude: '30/1 15/1 0/1' } })
  .jpeg()
  .toBuffer()
const film = Buffer.concat([
  Buffer.from('000000186674797069736f6d0000020069736f6d69736f32', 'hex'),
  Buffer.from('0123456789'.repeat(10_000)),
])

async function upload(name: string, content: Buffer): Promise<string> {
  const { status, body } = await admin.upload('/core/files', { name, content })
  if (status !== 201) throw new Error(JSON.stringify(body))
  return body.id
}

const made = await Promise.all([
  upload('会场.jpg', photo),
  upload('底稿.jpg', photo),
  upload('短片.mp4', film),
  upload('须知.txt', Buffer.from('请勿喧哗')),
  upload('没人要.jpg', photo),
])
const [picture, draft, clip, note, loose] = made
const leaflet = await admin.post('/kiosk/leaflets', {
  organizationId: roots.data[0].id,
  title: '七一',
  picture,
  draft,
  papers: [clip, note],
})
t.equal(leaflet.status, 201)

const at = (id: string, { query = '', tenant = 'demo', headers = {}, method = 'GET' } = {}) =>
  fetch(`${sitesUrl}/${tenant}/-/files/${id}${query}`, { headers, method })
const bytesOf = async (reply: Response) => Buffer.from(await reply.arrayBuffer())

t.test('a picture comes in the format that the browser takes and a width of the ladder, without what the camera noted', async t => {
  t.ok((await sharp(photo).metadata()).exif)
  for (const [accept, type] of [
    ['image/avif,image/webp,*/*', 'avif'],
    ['image/webp,*/*', 'webp'],
    ['*/*', 'webp'],
  ] as const) {
    const reply = await at(picture, { query: '?width=600', headers: { accept } })
    t.equal(reply.status, 200)
    t.equal(reply.headers.get('content-type'), `image/${type}`)
    t.equal(reply.headers.get('vary'), 'accept')
    const bytes = await bytesOf(reply)
    t.match(bytes.subarray(0, 32).toString('latin1'), type === 'avif' ? 'ftypavif' : 'WEBP')
    for (const told of ['Exif', 'a camera', 'GPS']) t.notOk(bytes.includes(told), told)
    if (type === 'webp') t.match(await sharp(bytes).metadata(), { width: 640, height: 320 })
  }
  t.match(await sharp(await bytesOf(await at(picture))).metadata(), { format: 'webp', width: 1_920 }, 'the original is never given')
  for (const query of ['?width=0', '?width=-5', '?width=12345', '?width=x', '?width='])
    t.equal((await at(picture, { query })).status, 400, query)
})

t.test('a picture that moves goes on moving, unless it has too many frames or points', async t => {
  const still = (background: string, side: number) =>
    sharp({ create: { width: side, height: side, channels: 3, background } })
      .png()
      .toBuffer()
  const moving = async (frames: number, side: number) => {
    const drawn = [await still('#c1272d', side), await still('#ffd97a', side)]
    return sharp(
      Array.from({ length: frames }, (_, at) => drawn[at % 2]!),
      { join: { animated: true } },
    )
      .gif({ delay: Array(frames).fill(120) })
      .toBuffer()
  }
  const [flag, wide, long] = [await moving(3, 400), await moving(3, 3_700), await moving(301, 2)]
  for (const [name, content, frames] of [
    ['飘扬.gif', flag, 3],
    ['太大.gif', wide, 1],
    ['太长.gif', long, 1],
  ] as const) {
    const shown = await upload(name, content)
    const { body } = await admin.post('/kiosk/leaflets', { organizationId: roots.data[0].id, title: name, picture: shown })
    t.ok(body.id)
    const reply = await at(shown, { query: '?width=160', headers: { accept: 'image/avif,image/webp,*/*' } })
    t.equal(reply.headers.get('content-type'), 'image/webp', name)
    const { pages = 1, delay, width } = await sharp(await bytesOf(reply)).metadata()
    t.equal(pages, frames, name)
    if (frames > 1) t.match({ delay, width }, { delay: [120, 120, 120], width: 160 })
  }
})

t.test('a copy is made once, however many ask for it at the same time', async t => {
  const replies = await Promise.all(Array.from({ length: 20 }, () => at(picture, { query: '?width=300' }).then(bytesOf)))
  for (const bytes of replies) t.ok(bytes.equals(replies[0]!))
})

t.test('whoever has it already is told so; it is asked for again after a minute', async t => {
  const reply = await at(picture, { query: '?width=160' })
  t.equal(reply.headers.get('cache-control'), 'public, max-age=60')
  const again = await at(picture, { query: '?width=160', headers: { 'if-none-match': reply.headers.get('etag')! } })
  t.equal(again.status, 304)
  t.equal(again.headers.get('etag'), reply.headers.get('etag'))
  t.equal((await at(picture, { query: '?width=320', headers: { 'if-none-match': reply.headers.get('etag')! } })).status, 200)
})

t.test('of a film any part can be asked for', async t => {
  const whole = await at(clip)
  t.equal(whole.headers.get('content-type'), 'video/mp4')
  t.equal(whole.headers.get('accept-ranges'), 'bytes')
  t.match(whole.headers.get('content-disposition'), /^inline; filename\*=UTF-8''%E7%9F%AD/)
  t.ok((await bytesOf(whole)).equals(film))
  const etag = whole.headers.get('etag')!
  const size = film.length
  for (const [range, start, end] of [
    ['bytes=0-99', 0, 99],
    ['bytes=100-', 100, size - 1],
    ['bytes=-10', size - 10, size - 1],
    [`bytes=${size - 5}-${size + 5}`, size - 5, size - 1],
    [`bytes=-${size * 2}`, 0, size - 1],
  ] as const) {
    const reply = await at(clip, { headers: { range } })
    t.equal(reply.status, 206, range)
    t.equal(reply.headers.get('content-range'), `bytes ${start}-${end}/${size}`)
    t.ok((await bytesOf(reply)).equals(film.subarray(start, end + 1)))
  }
  for (const range of [`bytes=${size}-`, 'bytes=-0']) {
    const reply = await at(clip, { headers: { range } })
    t.strictSame([reply.status, reply.headers.get('content-range')], [416, `bytes */${size}`])
  }
  for (const range of ['bytes=5-2', 'bytes=a-b', 'bytes=0-1,5-6', 'lines=1-2', 'bytes=-'])
    t.equal((await at(clip, { headers: { range } })).status, 200, range)
  t.equal((await at(clip, { headers: { range: 'bytes=0-9', 'if-range': etag } })).status, 206)
  t.equal((await at(clip, { headers: { range: 'bytes=0-9', 'if-range': '"other"' } })).status, 200)
  const head = await at(clip, { method: 'HEAD' })
  t.strictSame([head.status, head.headers.get('content-length')], [200, String(size)])
})

t.test('what browsers need not show is taken home, and nothing that is opened runs', async t => {
  const reply = await at(note)
  t.match(reply.headers.get('content-disposition'), /^attachment;/)
  t.equal(reply.headers.get('content-security-policy'), "default-src 'none'; sandbox")
  t.equal(reply.headers.get('x-content-type-options'), 'nosniff')
  t.equal(await reply.text(), '请勿喧哗')
})

t.test('what is not public is not there, whichever reason hides it', async t => {
  t.equal((await at(draft)).status, 404, 'held in a field that the public does not see')
  t.equal((await at(loose)).status, 404, 'held by nothing')
  t.equal((await at(picture, { tenant: neighbour.code })).status, 404, 'of another unit')
  t.equal((await at(picture, { tenant: 'nobody' })).status, 404)
  for (const id of ['0', 'x'.repeat(36), '../../etc/passwd', '%2e%2e%2f', picture.replace(/.$/, 'g')])
    t.equal((await at(id)).status, 404, id)
  t.equal((await at(draft, { headers: { authorization: `Bearer ${admin.token}`, cookie: `session=${admin.token}` } })).status, 404)
})

t.test('a plugin opens what it stands for, and gives what it judges itself', async t => {
  const open = { method: 'POST', body: JSON.stringify({ id: loose }), headers: { 'content-type': 'application/json' } }
  const own = await fetch(`${sitesUrl}/demo/town/own/${loose}?width=160`)
  t.strictSame([own.status, own.headers.get('content-type'), own.headers.get('cache-control')], [200, 'image/webp', 'no-store'])
  t.equal((await fetch(`${sitesUrl}/${neighbour.code}/town/own/${loose}`)).status, 404)
  t.equal((await fetch(`${sitesUrl}/demo/town/open`, open)).status, 200)
  await until(async () => (await at(loose, { query: '?width=160' })).status === 200)
  t.equal((await at(loose, { tenant: neighbour.code })).status, 404, 'for its own unit alone')
})

t.test('a file stops being public with what made it so', async t => {
  const gone = async (id: string) => (await at(id, { query: '?width=160' })).status === 404
  await admin.patch('/core/plugins/kiosk', { on: false })
  await until(() => gone(picture))
  await until(() => gone(loose))
  await admin.patch('/core/plugins/kiosk', { on: true })
  await until(async () => !(await gone(picture)))
  const change = (changes: object) => admin.patch(`/kiosk/leaflets/${leaflet.body.id}`, changes)
  t.equal((await change({ isOut: false })).status, 200)
  await until(() => gone(picture))
  t.equal((await change({ isOut: true, papers: [clip] })).status, 200)
  await until(async () => !(await gone(picture)))
  await until(() => gone(note))
  t.equal((await at(clip)).status, 200)
  t.equal((await admin.delete(`/kiosk/leaflets/${leaflet.body.id}`)).status, 204)
  await until(() => gone(picture))
  await until(() => gone(clip))
  await admin.post(`/kiosk/leaflets/${leaflet.body.id}/transitions/restore`)
  await until(async () => !(await gone(picture)))
  const [role] = await asOwner(
    platform,
    `select id from core.role where code = 'guest' and tenant_id <> $1 and tenant_id = (select tenant_id from kiosk.leaflet limit 1)`,
    [neighbour.id],
  )
  const changed = await admin.patch(`/core/roles/${role!['id']}`, { permissions: { 'kiosk/leaflet': { actions: [] } } })
  t.equal(changed.status, 200, JSON.stringify(changed.body))
  await until(() => gone(picture))
})
