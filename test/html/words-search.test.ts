import t from 'tap'
import { asOwner } from '../core/owner.ts'
import { lettersPath, startWithLetters } from './letters.ts'

const platform = await startWithLetters(t)
const { admin, organization, send, write } = platform
const titles = async (q: string, client = admin) =>
  (await client.get(`${lettersPath}?q=${encodeURIComponent(q)}&sort=title&fields=title`)).body.data.map(
    (one: { title: string }) => one.title,
  )

await write('<h2>清水河镇召开党员大会</h2><p>学习贯彻<strong>二十大</strong>精神，推动乡村振兴。</p>', { title: '甲' })
await write('<table><tr><td>5G 网络</td><td>Wi-Fi 覆盖</td></tr></table><p>发展党员工作</p>', { title: '乙', summary: '通信设施建设情况' })
await write('<p>共产党员先锋岗</p>', { title: '丙', isUrgent: true, notice: '<p>编者按里的防汛</p>' })

t.test('a text is found by its words, wherever they stand and in any order', async t => {
  t.same(await titles('党员大会'), ['甲'])
  t.same(await titles('振兴 清水河'), ['甲'])
  t.same(await titles('清水河镇'), ['甲'])
  t.same(await titles('二十大精神'), ['甲'])
  t.same(
    await titles('党员'),
    ['丙', '乙', '甲'].toSorted((a, b) => a.localeCompare(b)),
    'in all of them',
  )
  t.same(await titles('共产党'), ['丙'], 'a word within a longer one')
  t.same(await titles('党员 防汛'), [], 'every word must be there')
})

t.test('words of other letters are found by their beginning, however they are written', async t => {
  for (const q of ['5g', '５Ｇ', 'WI-FI', 'wi fi']) t.same(await titles(q), ['乙'], q)
  t.same(await titles('通信设施'), ['乙'], 'in another field')
  t.same(await titles('5g 通信'), ['乙'], 'in two fields together')
})

t.test('neither tags nor what they say is a word, and signs alone find nothing', async t => {
  for (const q of ['strong', 'td', 'table', 'h2', '&', "' | ! <-> :*", '\\', '()']) t.same(await titles(q), [], q)
})

t.test('names are found beside words', async t => {
  t.same(await titles('乙'), ['乙'])
  t.same(await titles('jia'), ['甲'])
})

t.test('who does not see a text in full does not find by it', async t => {
  const member = await platform.signIn('member')
  t.ok((await titles('甲', member)).length <= 1)
  t.same(await titles('党员大会', member), [])
})

t.test('what changes is found as it is now', async t => {
  const { id } = await write('<p>旧水库</p>', { title: '丁' })
  await admin.patch(`${lettersPath}/${id}`, { body: '<p>新大桥</p>' })
  t.same(await titles('水库'), [])
  t.same(await titles('大桥'), ['丁'])
  await admin.patch(`${lettersPath}/${id}`, { title: '丁二' })
  t.same(await titles('大桥'), ['丁二'], 'another field leaves it as it was')
  await admin.delete(`${lettersPath}/${id}`)
  t.same(await titles('大桥'), [])
})

t.test('what a spreadsheet brings is found too', async t => {
  const job = await admin.import(lettersPath, { name: '新.csv', content: Buffer.from(`党组织,标题,正文\n${organization},戊,抗旱保苗\n`) })
  t.match(job, { result: { created: 1 } })
  t.same(await titles('抗旱'), ['戊'])
})

t.test('pages and counts go by what was found', async t => {
  for (let count = 0; count < 5; count++) await send({ body: '<p>垃圾分类</p>', title: `分页${count}` })
  const first = (await admin.get(`${lettersPath}?q=垃圾分类&sort=title&page[size]=3&count=exact`)).body
  t.match(first, { data: { length: 3 }, page: { total: 5 } })
  const second = (await admin.get(`${lettersPath}?q=垃圾分类&sort=title&page[size]=3&page[after]=${first.page.after}`)).body
  t.same(
    [...first.data, ...second.data].map(one => one.title),
    [0, 1, 2, 3, 4].map(count => `分页${count}`),
  )
  t.equal(second.page.after, null)
})

t.test('a word of thousands of texts leads through them once and in order, whether they are new or old', async t => {
  await write('<p>春耕秋收</p>', { title: '旧' })
  await write('<p>春耕</p>', { title: '新' })
  const columns = await asOwner(
    platform,
    `select column_name from information_schema.columns where table_schema = 'letters' and table_name = 'letter'`,
  )
  const names = columns.map(column => `"${column['column_name']}"`)
  const values: Record<string, string> = {
    '"id"': 'gen_random_uuid()',
    '"title"': `l.title || n`,
    '"created_at"': `now() - interval '1 day' + make_interval(secs => n)`,
    '"deleted_at"': `case when n % 10 = 0 then now() end`,
  }
  await asOwner(
    platform,
    `insert into letters.letter (${names}) select ${names.map(name => values[name] ?? `l.${name}`)}
     from generate_series(1, 4500) n join letters.letter l on l.title = case when n <= 3700 then '旧' else '新' end`,
  )
  const list = (q: string, more = '') =>
    admin.get(`${lettersPath}?q=${encodeURIComponent(q)}&sort=-createdAt&fields=title&page[size]=200${more}`).then(({ body }) => body)
  const titlesOf = ({ data }: { data: { title: string }[] }) => data.map(one => one.title)
  const living = Array.from({ length: 4500 }, (_, at) => 4500 - at).filter(n => n % 10 !== 0)
  const both = ['新', '旧', ...living.map(n => `${n <= 3700 ? '旧' : '新'}${n}`)]
  const old = both.filter(title => title.startsWith('旧'))
  for (const [q, all] of [
    ['春耕', both],
    ['秋收', old],
  ] as const) {
    const led: string[] = []
    for (let cursor = '', number = 1; ; number++) {
      const page = await list(q, cursor)
      if (number === 2 || number > 15)
        t.strictSame(titlesOf(await list(q, `&page[number]=${number}`)), titlesOf(page), `${q}, page ${number}`)
      led.push(...titlesOf(page))
      if (page.page.after === null) break
      cursor = `&page[after]=${page.page.after}`
    }
    t.strictSame(led, all, q)
    t.strictSame((await list(q, '&count=exact')).page.total, all.length)
    t.strictSame((await list(q, '&count=estimated&page[number]=3')).page.total, all.length)
  }
  t.strictSame(titlesOf(await list('春耕', '&filter[isUrgent][eq]=true')), [])
  t.strictSame(titlesOf(await list('春耕', '&filter[title][eq]=旧')), ['旧'])
})

t.test('a very long text of nothing but different words is kept, and found by its beginning', async t => {
  const words = Array.from({ length: 15_000 }, (_, at) => `${at.toString(36)}zzzzzz`)
  await write(`<p>${words.join(' ')}</p>`, { title: '长' })
  t.same(await titles('5zzzzzz'), ['长'])
  const [row] = await asOwner(platform, `select length(search_words) as words from letters.letter where title = '长'`)
  t.ok(Number(row!['words']) > 10_000)
})
