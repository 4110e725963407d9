import sharp from 'sharp'
import t from 'tap'
import { startPlatform } from '../support/platform.ts'
import { until } from '../support/server-process.ts'
import { demoPlace, seen } from './on-a-page.ts'

const platform = await startPlatform(t)
const { app } = platform
const [admin, secretary, member] = await Promise.all(['admin', 'secretary', 'member'].map(name => platform.signIn(name)))
const { tenant, root } = await demoPlace(admin!)
const own = (await member!.get('/core/profile')).body.record
const branch = own.organization.id
const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF')
const shown = async (block: string, settings = {}, organizationId = branch) =>
  (await seen(app, block, { tenant, organizationId }, { count: 20, ...settings })).html

for (const [block, path, values, words] of [
  ['pledges.cards', '/pledges/pledges', { content: '有事找我，当天回话。' }, /有事找我，当天回话。/],
  ['study-notes.cards', '/study-notes/study-notes', { title: '读书札记一则', content: '读后有感。' }, /读书札记一则/],
] as const)
  t.test(`${block} shows what the branch recommends, signed by its writer, and no longer once that is taken back`, async t => {
    const { body: made } = await member!.post(path, { memberId: own.id, ...values })
    t.notMatch(await shown(block), words, 'not while nobody has recommended it')
    t.equal((await secretary!.post(`${path}/${made.id}/transitions/recommend`)).status, 200)
    const html = await shown(block)
    t.match(html, words)
    t.match(html, new RegExp(own.name))
    t.notMatch(html, new RegExp(String(own.idNumber).slice(0, 6)), 'nothing else of the person')
    t.match(await shown(block, {}, root), words, 'the committee above shows what is below it')
    t.notMatch(await shown(block, { below: false }, root), words)
    t.equal((await secretary!.post(`${path}/${made.id}/transitions/take-back`)).status, 200)
    t.notMatch(await shown(block), words)
  })

t.test('notices are public where that was said, once they are sent, and until they are taken down', async t => {
  const paper = async (name: string) => (await admin!.upload('/core/files', { name, content: pdf })).body.id as string
  const [attached, unseen] = [await paper('日程.pdf'), await paper('内部名单.pdf')]
  const read = async (file: string) => (await fetch(`${platform.sitesUrl}/demo/-/files/${file}`)).status
  const draft = async (title: string, isPublic: boolean, attachments: string[]) => {
    const made = await admin!.post('/notices/notices', {
      organizationId: branch,
      title,
      content: '正文在此。',
      isPublic,
      attachments,
      toOrganizations: [branch],
    })
    t.equal(made.status, 201, JSON.stringify(made.body))
    return String(made.body.id)
  }
  const [open, inner] = [await draft('公开的通知一则', true, [attached]), await draft('内部的通知一则', false, [unseen])]
  t.notMatch(await shown('notices.list'), /公开的通知一则/, 'not while it is a draft')
  for (const id of [open, inner]) t.equal((await admin!.post(`/notices/notices/${id}/transitions/send`)).status, 200)
  for (const block of ['notices.list', 'notices.ticker']) {
    const html = await shown(block)
    t.match(html, /公开的通知一则/, block)
    t.notMatch(html, /内部的通知一则/, block)
  }
  t.match(await shown('notices.list'), new RegExp(`href="[^"]*${attached}"[^>]*>日程.pdf<`))
  t.equal(await read(attached), 200, 'its attachments are public with it')
  t.equal(await read(unseen), 404, 'and those of no other')
  t.equal((await admin!.post(`/notices/notices/${inner}/transitions/open`)).status, 200)
  t.match(await shown('notices.list'), /内部的通知一则/, 'it may be opened later')
  t.equal((await admin!.post(`/notices/notices/${inner}/transitions/close`)).status, 200)
  t.notMatch(await shown('notices.list'), /内部的通知一则/)
  t.equal((await admin!.post(`/notices/notices/${open}/transitions/revoke`, { why: '有误' })).status, 200)
  t.notMatch(await shown('notices.list'), /公开的通知一则/)
  await until(async () => (await read(attached)) === 404)
})

t.test('rankings name organizations, people by their surnames alone, and nobody in reduced-burden mode', async t => {
  const organizations = await shown('points.ranking', { period: 'all' }, root)
  t.match(organizations, /dj-block-points-ranking-first[\s\S]*支部/)
  const people = await shown('points.ranking', { receiver: 'member', period: 'all', count: 50 }, root)
  const names = [...people.matchAll(/ranking-name">([^<]*)</g)].map(match => match[1]!)
  t.ok(names.length > 0)
  t.ok(
    names.every(name => /^\p{L}{1,2}\*+$/u.test(name)),
    names.join(),
  )
  const [setting] = (await admin!.get('/core/settings')).body.data
  t.equal((await admin!.patch(`/core/settings/${setting.id}`, { reliefMode: true })).status, 200)
  t.equal(await shown('points.ranking', { period: 'all' }, root), '')
  t.equal((await admin!.patch(`/core/settings/${setting.id}`, { reliefMode: false })).status, 200)
  t.equal((await member!.get('/points/rankings/people')).status, 200, 'the desktop’s own ranking is as it was')
})

t.test('figures are those of the tree, and no record is opened by them', async t => {
  const html = await shown('core.figures', {}, root)
  const counts = (await admin!.get('/core/figures')).body.data as { title: string; value: number }[]
  for (const { title, value } of counts.filter(one => ['党组织', '党员'].includes(one.title)))
    t.match(html, new RegExp(`>${value.toLocaleString('zh-CN')}</strong>\\s*<span[^>]*>${title}<`), title)
  t.notMatch(html, /学习心得/, 'what the public may not count is not counted')
  t.match(await shown('core.figures', {}, branch), /党员/)
})

t.test('a service centre is found with its photo, address and phone; who is behind the phone is not told', async t => {
  const photo = (
    await admin!.upload('/core/files', {
      name: '大厅.jpg',
      content: await sharp({ create: { width: 290, height: 180, channels: 3, background: '#955' } })
        .jpeg()
        .toBuffer(),
    })
  ).body.id
  const center = {
    organizationId: root,
    name: '澜屏市城南党群服务中心',
    level: 'city',
    address: '人民路 1 号',
    phone: '0000-0000000',
    contactName: '联系人甲',
  }
  const made = await admin!.post('/service-centers/centers', { ...center, introduction: '设有便民服务大厅。', photo })
  t.equal(made.status, 201, JSON.stringify(made.body))
  t.match(await admin!.post('/service-centers/centers', center), { status: 409 }, 'each stands once')
  const html = await shown('service-centers.centers', {}, root)
  t.match(html, /澜屏市城南党群服务中心[\s\S]*?市级[\s\S]*人民路 1 号[\s\S]*0000-0000000[\s\S]*设有便民服务大厅。/)
  t.match(html, new RegExp(`/demo/-/files/${photo}\\?width&#x3D;320[\\s\\S]*width="290" height="180"`))
  t.notMatch(html, /联系人甲/)
  t.notMatch(await shown('service-centers.centers', { level: 'village' }, root), /澜屏市城南党群服务中心/)
  const found = (await member!.get(`/service-centers/centers?filter[name][eq]=${center.name}`)).body.data
  t.match(found, [{ name: center.name }], 'every member finds it too')
})
