import t from 'tap'
import type { Body } from '../support/client.ts'
import { until } from '../support/server-process.ts'
import { articlePage, collecting, rss } from './collecting.ts'

const { platform, site, source, collect, items, admin, owner, organizationId } = await collecting(t)

const made = async (path: string, values: object) => {
  const { status, body } = await admin.post(path, values)
  if (status !== 201) throw new Error(JSON.stringify(body))
  return body
}
const portal = await made('/portal/sites', { organizationId, code: 'county-news', title: '县党建网' })
const column = (title: string, code: string, more = {}) =>
  made('/portal/columns', { siteId: portal.id, title, code, kind: 'articles', ...more })
const [news, study, reviewed] = [
  await column('要闻', 'news'),
  await column('学习', 'study'),
  await column('须审核', 'reviewed', { review: true }),
]

const titles = ['主题党日', '理论学习', '志愿服务', '乡村振兴']
const elsewhere = await site(Object.fromEntries(titles.map((title, at) => [`/${at}`, articlePage(title)])))
elsewhere.pages['/rss.xml'] = rss(titles.map((title, at) => ({ title, link: `/${at}` })))
const sourceId = await source('某某网', `${elsewhere.address}/rss.xml`)
await collect(sourceId)
const collected = new Map((await items(sourceId)).map(item => [item['title'], item['id']]))
const idOf = (title: string) => collected.get(title)!

const push = (names: string[], columns: Body[], more: object = { publish: true }) =>
  admin.post('/article-collector/items/push', { items: names.map(idOf), columns: columns.map(one => one['id']), ...more })
const settled = () => until(async () => (await admin.get('/article-collector/pushes?filter[state][eq]=waiting')).body.data.length === 0)
const articles = async (columnId: string): Promise<Body[]> =>
  (await admin.get(`/portal/articles?filter[columnId][eq]=${columnId}&sort=title&fields=title,state,sourceName,sourceUrl,publishAt,body`))
    .body.data

t.test('articles are pushed, many at once to several columns, with where they are from', async t => {
  t.match(await push(['主题党日', '理论学习'], [news, study]), { status: 202, body: { planned: 4, already: 0 } })
  await settled()
  for (const { id } of [news, study])
    t.match(await articles(id), [
      { title: '主题党日', state: 'published', sourceName: '某某网', sourceUrl: `${elsewhere.address}/0`, body: /第8段/ },
      { title: '理论学习', state: 'published' },
    ])
  t.match(
    (await items(sourceId)).map(({ title, state }) => `${title} ${state}`).sort(),
    ['主题党日 pushed', '乡村振兴 collected', '志愿服务 collected', '理论学习 pushed'].sort(),
  )
  const { body } = await admin.get('/article-collector/pushes?sort=createdAt')
  t.match(body.data[0], { state: 'done', article: { label: /./ }, site: { label: '县党建网' } })
})

t.test('nothing is pushed to a column twice, however often and by however many it is asked', async t => {
  t.match((await push(['主题党日'], [news])).body, { planned: 0, already: 1 })
  const replies = await Promise.all(Array.from({ length: 5 }, () => push(['志愿服务'], [news])))
  t.ok(replies.every(({ status }) => status === 202 || status === 409))
  await settled()
  t.same((await articles(news.id)).map(one => one['title']).sort(), ['主题党日', '志愿服务', '理论学习'].sort())
})

t.test('what is pushed comes out at its time, stays a draft, or goes to review, as is said', async t => {
  const publishAt = '2030-01-01T01:00:00.000Z'
  await push(['志愿服务'], [study], { publish: true, publishAt })
  await push(['乡村振兴'], [study], { publish: false })
  await push(['乡村振兴'], [reviewed])
  await settled()
  t.match(
    (await articles(study.id))
      .filter(one => one['title'] !== '主题党日' && one['title'] !== '理论学习')
      .sort((a, b) => (a['state'] < b['state'] ? -1 : 1)),
    [
      { title: '乡村振兴', state: 'draft' },
      { title: '志愿服务', state: 'scheduled', publishAt },
    ],
  )
  t.match(await articles(reviewed.id), [{ title: '乡村振兴', state: 'review' }])
})

t.test('a rule pushes what its source brings by itself, as far as the title suits it', async t => {
  elsewhere.pages['/more.xml'] = rss(['学习心得', '学习通知（草稿）', '天气预报'].map((title, at) => ({ title, link: `/more${at}` })))
  for (const [at, title] of ['学习心得', '学习通知（草稿）', '天气预报'].entries()) elsewhere.pages[`/more${at}`] = articlePage(title)
  const ruled = await source('有规则', `${elsewhere.address}/more.xml`)
  await made('/article-collector/rules', { sourceId: ruled, columnId: news.id, publish: true, includes: ['学习'], excludes: ['草稿'] })
  await collect(ruled)
  await until(async () => (await articles(news.id)).some(one => one['title'] === '学习心得'))
  await settled()
  t.match(
    (await items(ruled)).map(({ title, state }) => `${title} ${state}`).sort(),
    ['天气预报 collected', '学习心得 pushed', '学习通知（草稿） collected'].sort(),
  )
  t.match((await admin.get('/article-collector/pushes?filter[byRule][eq]=true')).body.data, [{ state: 'done', column: { label: '要闻' } }])
})

t.test('what may not be done is not done: by hand it is refused, later it is told at the push', async t => {
  const [secretary, member] = [await platform.signIn('secretary'), await platform.signIn('member')]
  const order = { items: [idOf('乡村振兴')], columns: [news.id], publish: true }
  t.equal((await secretary.post('/article-collector/items/push', order)).status, 404, 'an article of an organization above')
  t.equal((await member.post('/article-collector/items/push', order)).status, 403)
  t.equal((await member.get('/article-collector/items')).status, 403)
  // Who wished it has lost his rights meanwhile.
  const [wisher] = await owner(
    `select id from core."user" where username = 'member' and tenant_id = (select id from core.tenant where code = 'demo')`,
  )
  await owner(
    `create function test_wisher() returns trigger language plpgsql as $$ begin new.wished_by := '${wisher!['id']}'; return new; end $$`,
  )
  await owner(`create trigger test_wisher before insert on article_collector.push for each row execute function test_wisher()`)
  await push(['乡村振兴'], [news])
  await settled()
  t.match((await admin.get('/article-collector/pushes?filter[state][eq]=failed')).body.data, [{ message: /权限/, article: null }])
  t.notOk((await articles(news.id)).some(one => one['title'] === '乡村振兴'))
  // Pushed again by who may, it goes.
  await owner('drop trigger test_wisher on article_collector.push')
  t.match((await push(['乡村振兴'], [news])).body, { planned: 1 })
  await settled()
  t.ok((await articles(news.id)).some(one => one['title'] === '乡村振兴'))
})

t.test('articles are put aside and taken back', async t => {
  const [other] = (await admin.get('/article-collector/items?filter[state][eq]=collected')).body.data
  const ignore = (ignored: boolean) => admin.post('/article-collector/items/ignore', { items: [other.id], ignored })
  t.match((await ignore(true)).body, { changed: 1 })
  t.match((await admin.get(`/article-collector/items/${other.id}`)).body, { state: 'ignored' })
  t.match((await ignore(true)).body, { changed: 0 })
  t.match((await ignore(false)).body, { changed: 1 })
})
