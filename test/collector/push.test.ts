import sharp from 'sharp'
import t from 'tap'
import type { Body } from '../support/client.ts'
import { until } from '../support/server-process.ts'
import { articlePage, collecting, rss, sentences } from './collecting.ts'

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
const run = await collect(sourceId)
if (run['state'] !== 'done') throw new Error(run['message'])
const collected = new Map((await items(sourceId)).map(item => [item['title'], item['id']]))
const idOf = (title: string) => collected.get(title)!

const push = (names: string[], columns: Body[], more: object = { publish: true }) =>
  admin.post('/article-collector/items/push', { items: names.map(idOf), columns: columns.map(one => one['id']), ...more })
const settled = () => until(async () => (await admin.get('/article-collector/pushes?filter[state][eq]=waiting')).body.data.length === 0)
const articles = async (columnId: string): Promise<Body[]> =>
  (await admin.get(`/portal/articles?filter[columnId][eq]=${columnId}&sort=title&fields=title,state,sourceName,sourceUrl,publishAt,body`))
    .body.data

const paragraph = (text: string) => `<p>${text}</p>`
const village = [
  '近日，全县抓党建促乡村振兴工作推进会在城关镇召开。会议总结前一阶段工作，分析存在的问题，部署下一步重点任务。组织部、农业农村局和各乡镇党委主要负责同志参加会议。',
  '会议指出，各级党组织要切实扛起政治责任，把抓党建促乡村振兴摆在突出位置，选优配强村党组织书记，常态化整顿软弱涣散村党组织，持续提升基层治理水平。',
  '会议强调，要健全“四议两公开”制度，推动村级事务阳光运行；要发展壮大新型农村集体经济，因地制宜探索资源发包、物业出租、居间服务、资产参股等多样化途径，让群众得到看得见的实惠。',
  '会上，桃源村、石桥村、柳树湾村党支部书记分别作交流发言，介绍了建强班子、盘活闲置校舍、发展林下种植的做法。',
  '截至目前，全县二百一十三个行政村集体经济收入全部超过十万元。下一步，县里将建立县级领导包联、部门帮扶、村企共建机制，开展村党组织书记擂台比武，推动资金、项目、人才向一线集聚。',
]
const community = [
  '为增强党员队伍的凝聚力，城东社区党委于周末组织辖区在职党员开展“我为群众办实事”志愿服务活动。来自卫健、司法、供电等单位的六十余名志愿者设立了义诊、法律咨询、家电维修、政策宣讲等十个服务台。',
  '八十二岁的老党员在义诊台前量了血压，又请志愿者帮忙修好了用了多年的收音机。志愿者还分组走进独居老人家中，检查燃气管线和用电线路，更换老化的软管，张贴联系卡。',
  '今年以来，社区依托网格建立了需求、资源、项目三张清单，由居民点单、社区派单、党员接单，已完成服务事项三百七十余件。下一步将完善在职党员报到服务积分管理，推动更多力量下沉网格。',
]

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

t.test(
  'a reprint under another headline, with a note or without a paragraph, is told and not pushed by itself; other articles are',
  async t => {
    const reprints = {
      加了编者按: `<p>编者按：乡村要振兴，关键看支部。我县各级党组织真抓实干，涌现出一批好经验好做法，本网特予转载，供各地学习借鉴。</p>${village.map(paragraph).join('')}<p>（责编：某某）</p>`,
      换了写法: village
        .map(text => text.replace('近日', '十一月二十日').replace('二百一十三', '213').replace('十万元', '10万元'))
        .map(paragraph)
        .join(''),
      少了一段: village
        .filter((_, at) => at !== 3)
        .map(paragraph)
        .join(''),
    }
    const declared = paragraph(
      '版权与免责声明：凡本网注明来源的作品，均为转载，目的在于传递更多信息，并不代表本网赞同其观点。如涉及作品内容、版权等问题，请与本网联系。',
    )
    const notice = (name: string) =>
      paragraph(
        `根据《中国共产党发展党员工作细则》的有关规定，经支部研究并报上级党委同意，现将${name}同志的有关情况予以公示，公示期为五个工作日。如有异议，请实名反映，并提供具体事实，我们将严格保密。`,
      )
    const others = {
      乡村振兴推进会: village.map(paragraph).join('') + declared,
      社区志愿服务: community.map(paragraph).join('') + declared,
      关于甲同志的公示: notice('甲某某'),
      关于乙同志的公示: notice('乙某'),
    }
    const paper = await site()
    for (const [title, body] of Object.entries({ ...others, ...reprints }))
      paper.pages[`/${encodeURIComponent(title)}`] = articlePage(title, body)
    const feed = (titles: string[]) => rss(titles.map(title => ({ title, link: `/${encodeURIComponent(title)}` })))
    paper.pages['/first.xml'] = feed(Object.keys(others))
    paper.pages['/again.xml'] = feed(Object.keys(reprints))
    const rules = { bodySelector: '.text', copyPictures: false }
    const [first, again] = [
      await source('首发', `${paper.address}/first.xml`, rules),
      await source('转载', `${paper.address}/again.xml`, rules),
    ]
    for (const sourceId of [first, again]) await made('/article-collector/rules', { sourceId, columnId: study.id, publish: true })
    t.match(await collect(first), { collected: 4, alike: 0, duplicates: 0 })
    t.match(await collect(again), { collected: 3, alike: 3, message: '发现 3 篇，新采集 3 篇（其中疑似重复 3 篇）' })
    await until(async () => (await items(first)).every(one => one['state'] === 'pushed'))
    const found = await items(again)
    t.ok(found.every(one => one['state'] === 'similar' && one['duplicateOf'].label === '乡村振兴推进会' && one['body']))
    t.equal((await admin.get('/article-collector/pushes?filter[state][eq]=waiting')).body.data.length, 0, 'the rule leaves them alone')

    const [wanted, unwanted] = found
    const ignore = (ignored: boolean) => admin.post('/article-collector/items/ignore', { items: [unwanted!['id']], ignored })
    t.match([(await ignore(true)).body, (await ignore(false)).body], [{ changed: 1 }, { changed: 1 }])
    t.match((await admin.get(`/article-collector/items/${unwanted!['id']}`)).body, { state: 'similar' })
    t.equal((await admin.post('/article-collector/items/push', { items: [wanted!['id']], columns: [study.id], publish: true })).status, 202)
    await settled()
    t.ok(
      (await articles(study.id)).some(one => one['title'] === wanted!['title']),
      'by hand it is pushed like any other',
    )

    // Every part of the fingerprint counts: sixteen bits apart it is another article.
    await owner('update article_collector.item set likeness1 = likeness1 # 65535 where likeness1 is not null')
    paper.pages['/once-more'] = articlePage('又一次转载', `${village.map(paragraph).join('')}<p>（来源：某某网）</p>`)
    paper.pages['/third.xml'] = rss([{ title: '又一次转载', link: '/once-more' }])
    t.match(await collect(await source('三转', `${paper.address}/third.xml`, rules)), { collected: 1, alike: 0 })
  },
)

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

t.test('what nobody pushes goes after its days, with its pictures and runs, and is not collected again', async t => {
  const old = await site()
  const png = await sharp({ create: { width: 40, height: 40, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  old.pages['/a.png'] = (_, reply) => void reply.writeHead(200, { 'content-type': 'image/png' }).end(png)
  const titles = ['旧闻', '要留下的旧闻']
  for (const title of titles)
    old.pages[`/${encodeURIComponent(title)}`] = articlePage(title, `${sentences(title)}<p><img src="/a.png"></p>`)
  old.pages['/rss.xml'] = old.pages['/kept.xml'] = rss(titles.map(title => ({ title, link: `/${encodeURIComponent(title)}` })))
  const id = await source('会过期', `${old.address}/rss.xml`, { keepDays: 30 })
  t.match(await collect(id), { collected: 2 })
  const forever = await source('不过期', `${old.address}/kept.xml`, { keepDays: 0 })
  await collect(forever)
  const [kept, gone] = (await items(id)).sort((a, b) => b['title'].length - a['title'].length)
  await admin.post('/article-collector/items/push', { items: [kept!['id']], columns: [study.id], publish: false })
  await settled()
  const age = async (days: number) => {
    for (const table of ['item', 'run'])
      await owner(
        `update article_collector.${table} set created_at = now() - make_interval(days => $1) where source_id = any($2::uuid[])`,
        [days, [id, forever]],
      )
    const key = "reaction = 'article-collector/schedules/tidy' and tenant_id = (select id from core.tenant where code = 'demo')"
    await owner(`update core.pending_reaction set due_at = now() where ${key}`)
    await until(async () => (await owner(`select 1 from core.pending_reaction where ${key} and due_at > now()`)).length === 1)
    await until(async () => (await owner(`select 1 from core.pending_reaction where reaction = 'article-collector/tidy'`)).length === 0)
  }
  await age(29)
  t.equal((await items(id)).length, 2)
  await age(31)
  t.match((await admin.get(`/article-collector/items/${gone!['id']}`)).body, { state: 'expired', body: null, summary: null })
  const files = (of: Body) => owner('select 1 from core.file where record_id = $1', [of['id']])
  t.equal((await files(gone!)).length, 0)
  t.equal((await files(kept!)).length, 1)
  t.match(await items(id), [{ title: '要留下的旧闻', state: 'pushed', body: /第8段/ }], 'what was pushed stays')
  const runsOf = async (sourceId: string) => (await admin.get(`/article-collector/runs?filter[sourceId][eq]=${sourceId}`)).body.data.length
  t.strictSame([await runsOf(id), await runsOf(forever)], [0, 1])
  t.match(await collect(id), { found: 2, collected: 0, duplicates: 0 }, 'its address is known for ever')
  t.equal((await admin.post('/article-collector/items/bulk', { action: 'restore', ids: [gone!['id']] })).status, 200)
  const order = { items: [gone!['id']], columns: [study.id], publish: true }
  t.match((await admin.post('/article-collector/items/push', order)).body, { code: 'article-collector.no-text' })
})
