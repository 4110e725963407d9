import sharp from 'sharp'
import t from 'tap'
import { assetsPath, manual, picture, startWithAssets } from './assets.ts'

const { admin, register, signIn, values, branch, elsewhere } = await startWithAssets(t)

t.test('a file is uploaded, put into a field, and shown to who may see that field', async t => {
  const image = await picture()
  const upload = await admin.upload('/core/files', image)
  t.match(upload, { status: 201, body: { name: '正面.png', contentType: 'image/png', size: image.content.length } })
  const asset = await register({ photo: upload.body.id })
  t.equal(asset.photo, upload.body.id)
  const content = `/core/files/${asset.photo}/content`
  const whole = await admin.get(content)
  t.equal(whole.headers.get('content-type'), 'image/png')
  t.same(whole.bytes, Buffer.from(image.content))
  const small = await admin.get(`${content}?width=200`)
  const { width, format } = await sharp(small.bytes).metadata()
  t.equal(format, 'webp')
  t.ok(width! >= 200 && width! < 900)
  const secretary = await signIn('secretary')
  t.equal((await secretary.get(content)).status, 200, 'one of his branch')
})

t.test('a file of a record or a field that a person may not see is not there for him', async t => {
  const secretary = await signIn('secretary')
  const member = await signIn('member')
  const own = (await member.get('/core/profile')).body.record
  const [near, far] = await Promise.all([manual, manual].map(async file => (await admin.upload('/core/files', file)).body.id))
  const loose = (await admin.upload('/core/files', manual)).body.id
  await register({ manual: near, keeperId: own.id, organizationId: branch })
  await register({ manual: far, organizationId: elsewhere })
  t.equal((await secretary.get(`/core/files/${near}/content`)).status, 200)
  t.equal((await secretary.get(`/core/files/${far}/content`)).status, 404, 'another organization’s')
  t.equal((await secretary.get(`/core/files/${loose}/content`)).status, 404, 'another’s upload that no record holds')
  t.equal((await member.get(`/core/files/${near}/content`)).status, 404, 'his own asset, but the field is hidden from him')
})

t.test('a field takes files of its kind, which the person uploaded himself', async t => {
  const pdf = (await admin.upload('/core/files', manual)).body.id
  const refused = await admin.post(assetsPath, values({ photo: pdf }))
  t.match(refused, { status: 422, body: { errors: [{ pointer: '/photo', code: 'unsuitable-file' }] } })
  const secretary = await signIn('secretary')
  const others = await secretary.post(assetsPath, { ...values(), purchasePrice: undefined, manual: pdf })
  t.match(others, { status: 422 })
  const asset = await register({ manual: pdf })
  const stolen = await admin.post(assetsPath, values({ manual: pdf }))
  t.match(stolen, { status: 422, body: { errors: [{ pointer: '/manual', code: 'unknown-file' }] } }, 'it is the other record’s')
  t.equal((await admin.get(`${assetsPath}/${asset.id}`)).body.manual, pdf)
  const script = { name: 'photo.png', content: Buffer.from('<html><script>alert(1)</script></html>') }
  t.equal((await admin.upload('/core/files', script)).status, 415, 'by content, whatever its name')
})

t.test('a file that is taken out of its field is shown to nobody any more', async t => {
  const { id } = (await admin.upload('/core/files', manual)).body
  const asset = await register({ manual: id })
  await admin.patch(`${assetsPath}/${asset.id}`, { manual: null })
  t.equal((await admin.get(`/core/files/${id}/content`)).status, 404)
  const again = await admin.post(`${assetsPath}/${asset.id}/transitions/restore-version`, { version: 1 })
  t.equal(again.body.manual, id)
  t.equal((await admin.get(`/core/files/${id}/content`)).status, 200, 'and again when the version is restored')
})
