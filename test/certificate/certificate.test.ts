import sharp from 'sharp'
import t from 'tap'
import { extractImages, extractText, getDocumentProxy } from 'unpdf'
import type { Body } from '../support/client.ts'
import { startPlatform } from '../support/platform.ts'

const platform = await startPlatform(t)
const [admin, secretary, member] = await Promise.all(['admin', 'secretary', 'member'].map(name => platform.signIn(name)))
const own = (await member!.get('/core/profile')).body.record as Body
const titles = (body: Body) => body.sections.map((section: Body) => section.title)
const section = (body: Body, title: string) => body.sections.find((one: Body) => one.title === title)

await admin!.patch(`/members/members/${own.id}`, {
  certificateIssuer: '中共澜屏市委组织部',
  resumes: [{ startOn: '2010-07-01', unit: '青棠区柳堤街道办事处', post: '科员' }],
})
await admin!.post('/honors/member-honors', {
  ...{ memberId: own.id, organizationId: own.organization.id, title: '优秀共产党员', awardedOn: '2025-07-01', level: undefined },
})
await member!.post('/study-notes/study-notes', { memberId: own.id, title: '读垚山县志有感', content: '写得很好。' })

async function textOf(pdf: Buffer): Promise<{ pages: number; text: string }> {
  const { totalPages, text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true })
  return { pages: totalPages, text: text.replace(/\s/g, '') }
}

t.test('the certificate is put together of what the plugins tell, in their order', async t => {
  const { status, body } = await member!.get(`/certificate/members/${own.id}`)
  t.equal(status, 200)
  t.match(body, { member: { id: own.id, name: own.name }, issuer: '中共澜屏市委组织部' })
  t.same(titles(body).slice(0, 6), ['基本信息', '履历', '奖惩情况', '发挥作用', '党员承诺', '学习心得'])
  t.match(section(body, '履历').rows, [['2010-07-01', '', '青棠区柳堤街道办事处', '科员', '']])
  t.ok(section(body, '奖惩情况').rows.some((row: string[]) => row.includes('优秀共产党员')))
  t.ok(section(body, '学习心得').rows.some((row: string[]) => row.includes('读垚山县志有感')))
  const [person] = body.sections
  const shown = Object.fromEntries(person.columns.map((column: Body, at: number) => [column.name, person.rows[0][at]]))
  t.match(shown, { name: own.name, category: /党员/, joinedOn: own.joinedOn, organizationId: own.organization.label })
  t.match(shown.idNumber, /\*/, 'what is secret stays masked')
})

t.test('a plugin that is switched off has no section; switched on again it has', async t => {
  const [honors] = (await admin!.get('/core/plugins')).body.data.filter((one: Body) => one.name === 'honors')
  t.ok(honors)
  t.equal((await admin!.patch('/core/plugins/honors', { on: false })).status, 200)
  t.notOk(titles((await member!.get(`/certificate/members/${own.id}`)).body).includes('奖惩情况'))
  t.equal((await admin!.patch('/core/plugins/honors', { on: true })).status, 200)
  t.ok(titles((await member!.get(`/certificate/members/${own.id}`)).body).includes('奖惩情况'))
})

t.test('nobody sees or prints the certificate of a member whom he does not see', async t => {
  const [stranger] = (await admin!.get(`/members/members?page[size]=1&filter[organizationId][ne]=${own.organization.id}`)).body.data
  for (const who of [member!, secretary!]) {
    t.equal((await who.get(`/certificate/members/${stranger.id}`)).status, 404)
    t.equal((await who.post('/certificate/pdf', { memberIds: [own.id, stranger.id] })).status, 404)
  }
  t.equal((await admin!.get('/certificate/prints')).body.data.length, 0, 'and nothing is noted of it')
  t.equal((await platform.anyone().get(`/certificate/members/${own.id}`)).status, 401)
})

t.test('the PDF says in Chinese what the page says, under a number that stands in the register', async t => {
  const { status, headers, bytes } = await member!.post('/certificate/pdf', { memberIds: [own.id] })
  t.match({ status, type: headers.get('content-type') }, { status: 200, type: 'application/pdf' })
  const { text } = await textOf(bytes)
  const { body } = await member!.get(`/certificate/members/${own.id}`)
  const words = [...titles(body), body.issuer, ...body.sections.flatMap((one: Body) => one.rows.flat())].filter((one: string) => one !== '')
  t.same(
    words.filter((word: string) => !text.includes(word.replace(/\s/g, ''))),
    [],
    'all of it',
  )
  const [print] = (await secretary!.get('/certificate/prints')).body.data
  t.match(print, { member: { id: own.id }, issuer: '中共澜屏市委组织部', number: /^HDZ-\d{4}-000001$/ })
  t.ok(text.includes(print.number))
})

t.test('several are printed at once, each on pages and with a number of its own', async t => {
  const some = (await secretary!.get('/members/members?page[size]=3')).body.data
  const { status, bytes } = await secretary!.post('/certificate/pdf', { memberIds: some.map((one: Body) => one.id) })
  t.equal(status, 200)
  const { pages, text } = await textOf(bytes)
  t.ok(pages >= 3)
  for (const { name } of some) t.ok(text.includes(name))
  const numbers = (await secretary!.get('/certificate/prints?sort=number')).body.data.map((one: Body) => one.number.slice(-6))
  t.same(numbers, ['000001', '000002', '000003', '000004'])
})

t.test('the photo stands on the certificate of who may see it', async t => {
  const picture = await sharp({ create: { width: 300, height: 420, channels: 3, background: '#c8102e' } })
    .png()
    .toBuffer()
  const printed = async () => {
    const { bytes } = await member!.post('/certificate/pdf', { memberIds: [own.id] })
    return extractImages(await getDocumentProxy(new Uint8Array(bytes)), 1)
  }
  t.equal((await printed()).length, 0)
  const { body: file } = await admin!.upload('/core/files', { name: '照片.png', content: picture })
  t.equal((await admin!.patch(`/members/members/${own.id}`, { photo: file.id })).status, 200)
  t.equal((await member!.get(`/certificate/members/${own.id}`)).body.member.photo, file.id)
  t.match(await printed(), [{ width: 300, height: 420 }])
})
