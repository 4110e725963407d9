import { randomBytes } from 'node:crypto'
import sharp from 'sharp'
import t from 'tap'
import type { Body } from '../support/client.ts'
import { lettersPath, paper, photo, startWithLetters } from './letters.ts'

const platform = await startWithLetters(t)
const { admin, organization, send, write, upload } = platform
const settings = (await admin.get('/core/settings')).body.data[0].id
const letter = async (id: string) => (await admin.get(`${lettersPath}/${id}`)).body

t.test('what people make with an editor is kept as they made it', async t => {
  const body = [
    '<h2>一、总体情况</h2><p class="dj-indent dj-align-justify">全县<strong>党员</strong>参加<em>主题</em><u>党日</u><s>旧</s>，面积 5 m<sup>2</sup>。</p>',
    '<ul><li><p>第一项</p></li></ul><ol start="3"><li><p>第三项</p></li></ol><blockquote><p>引文</p></blockquote><hr />',
    '<table><tbody><tr><th colspan="2"><p>支部</p></th></tr><tr><td><p>一支部</p></td><td><p>12</p></td></tr></tbody></table>',
    '<p><a href="https://www.12371.cn/" target="_blank" rel="noopener noreferrer">共产党员网</a> <span class="dj-accent">重要</span></p>',
  ].join('')
  t.equal((await write(body)).body, body)
})

t.test('what Word and WeChat bring is put into our own words, and the rest left out', async t => {
  const { body } = await write(
    '<h1>标题</h1><p class="MsoNormal" style="text-align: center; color: red"><b>甲</b><o:p></o:p><span style="font-size:14pt">乙</span></p>' +
      '<section style="margin:0"><p align="right">丙</p></section><center>丁</center><!-- note --><style>p{color:red}</style>',
  )
  t.equal(
    body,
    '<h2>标题</h2><p class="dj-align-center"><strong>甲</strong>乙</p><div><p class="dj-align-right">丙</p></div><div class="dj-align-center">丁</div>',
  )
})

t.test('a text of which nothing is to be seen is none', async t => {
  const { status, body } = await send({ body: '<p></p><p><br></p><script>x</script>' })
  t.equal(status, 422)
  t.match(body.errors, [{ pointer: '/body', code: 'no-body', detail: '请填写正文' }])
})

t.test('saving the same again, however it is spelt, makes no new version', async t => {
  const { id, version } = await write('<p>甲<br />乙</p>')
  await admin.patch(`${lettersPath}/${id}`, { body: '<p>甲<br>乙</p>' })
  t.equal((await letter(id)).version, version)
  await admin.patch(`${lettersPath}/${id}`, { body: '<p>甲<br>丙</p>' })
  t.match(await letter(id), { version: version + 1, body: '<p>甲<br />丙</p>' })
})

t.test('files in a text are held by its record: seen with it, by whoever sees the field', async t => {
  const [picture, document] = [await upload('合影.png', await photo()), await upload('附件.pdf', paper)]
  const { id, body, pictures } = await write(
    `<p><img src="file:${picture}" alt="合影" width="320"> <a href="file:${document}">附件</a><img src="file:${picture}"></p>`,
  )
  t.equal(
    body,
    `<p><img src="file:${picture}" alt="合影" width="320" /> <a href="file:${document}">附件</a><img src="file:${picture}" alt="" /></p>`,
  )
  t.same(pictures, [picture, document], 'each once')
  const [secretary, member] = [await platform.signIn('orgadmin'), await platform.signIn('member')]
  t.equal((await secretary.get(`/core/files/${picture}/content`)).status, 200)
  t.equal((await member.get(`/core/files/${picture}/content`)).status, 404, 'who may not see the text')
  await admin.patch(`${lettersPath}/${id}`, { body: '<p>没有了</p>' })
  t.equal((await letter(id)).pictures, null)
  t.equal((await secretary.get(`/core/files/${picture}/content`)).status, 404, 'what is taken out of the text is seen no more')
})

t.test('a text takes no file of others, none that suits it not, and no more than its companion may hold', async t => {
  const refused = async (body: string, code: string, detail: RegExp) => {
    const reply = await send({ body })
    t.equal(reply.status, 422)
    t.match(reply.body.errors, [{ pointer: '/body', code, detail }])
  }
  const others = await upload('别人的.png', await photo(), await platform.signIn('orgadmin'))
  await refused(`<p><img src="file:${others}"></p>`, 'unknown-file', /正文中的文件不存在/)
  const taken = await upload('已用的.png', await photo())
  await write(`<p><img src="file:${taken}"></p>`)
  await refused(`<p><img src="file:${taken}"></p>`, 'unknown-file', /正文中的文件不存在/)
  await refused(`<p><a href="file:${crypto.randomUUID()}">x</a></p>`, 'unknown-file', /正文中的文件不存在/)
  const sheet = await upload('表.csv', Buffer.from('甲,乙\n1,2\n'))
  await refused(`<p><a href="file:${sheet}">表</a></p>`, 'unsuitable-file', /表\.csv/)
  const many = Array.from({ length: 21 }, () => `<img src="file:${crypto.randomUUID()}">`).join('')
  await refused(many, 'too-many-files', /最多 20 个/)
  t.match(await send({ body: '<p>x</p>', pictures: [taken] }), {
    status: 422,
    body: { errors: [{ pointer: '/pictures', code: 'read-only' }] },
  })
})

t.test('a picture may be as large as the tenant says, other files larger', async t => {
  const noise = { raw: { width: 1_400, height: 1_400, channels: 3 as const } }
  const large = await sharp(randomBytes(1_400 * 1_400 * 3), noise)
    .png({ compressionLevel: 0 })
    .toBuffer()
  const body = `<p><img src="file:${await upload('全景.png', large)}"></p>`
  const own = (rules: Body[] | null) => admin.patch(`/core/settings/${settings}`, { rules })
  t.match((await send({ body })).body.errors, [{ pointer: '/body', code: 'unsuitable-file', detail: '“全景.png”超过了 5 MB' }])
  await write(`<p><a href="file:${await upload('画册.pdf', Buffer.concat([paper, Buffer.alloc(6_000_000, 32)]))}">画册</a></p>`)
  t.equal((await own([{ key: 'file.image-maximum-megabytes', value: 8, effectiveFrom: '2026-01-01' }])).status, 200)
  const { id } = await write(body)
  t.equal((await own(null)).status, 200)
  const changed = await admin.patch(`${lettersPath}/${id}`, { body: `<p>说明</p>${body}` })
  t.equal(changed.status, 200, 'what it holds it keeps when the limit comes down')
})

t.test('without a companion a text holds no files', async t => {
  const picture = await upload('合影.png', await photo())
  const { notice } = await write('<p>正文</p>', {
    isUrgent: true,
    notice: `<p>按<img src="file:${picture}" alt="x"><a href="file:${picture}">附件</a><video src="file:${picture}"></video></p>`,
  })
  t.equal(notice, '<p>按附件</p>')
})

t.test('a text that is not asked for is empty, and too long a one is told', async t => {
  t.equal((await write('<p>正文</p>', { notice: '<p>按</p>' })).notice, null)
  const reply = await send({ body: '<p>正文</p>', isUrgent: true, notice: `<p>${'长'.repeat(2000)}</p>` })
  t.match(reply.body.errors, [{ pointer: '/notice', code: 'bad-notice', detail: '编者按最多 2000 个字' }])
})

t.test('lists leave texts with a look out, bring them when asked, and neither sort nor filter by them', async t => {
  const { id } = await write('<p>单独的一篇</p>')
  const [plain] = (await admin.get(`${lettersPath}?filter[id][eq]=${id}`)).body.data
  t.notOk('body' in plain || 'pictures' in plain)
  const [asked] = (await admin.get(`${lettersPath}?filter[id][eq]=${id}&fields=title,body`)).body.data
  t.equal(asked.body, '<p>单独的一篇</p>')
  t.equal((await admin.get(`${lettersPath}?sort=body`)).status, 400)
  t.equal((await admin.get(`${lettersPath}?filter[body][like]=单独`)).status, 400)
  t.equal((await admin.get(`${lettersPath}?filter[notice][null]=true`)).status, 200)
})

t.test('a spreadsheet tells what a text says, brings paragraphs, and does away with no look that it does not know', async t => {
  const rich =
    '<h2>标题</h2><p>第一段<strong>重点</strong></p><ul><li><p>甲</p></li></ul><table><tbody><tr><td>1</td><td>2</td></tr></tbody></table>'
  const { id } = await write(rich, { title: '往返的一篇' })
  const exported = await admin.get(`${lettersPath}/export?format=csv&filter[id][eq]=${id}`)
  const sheet = exported.bytes.toString('utf8')
  t.match(sheet, /标题\n第一段重点\n甲\n1\t2/)
  t.notMatch(sheet, /<h2>/)
  const again = await admin.import(lettersPath, { name: '往返.csv', content: exported.bytes })
  t.match(again, { state: 'done', result: { updated: 0, unchanged: 1 } }, 'what comes back unchanged changes nothing')
  t.equal((await letter(id)).body, rich)
  const brought = `党组织,标题,正文\n${organization},往返的一篇,"一行\n1 < 2 & 3"\n${organization},新的一篇,<b>不是标签</b>\n`
  t.match(await admin.import(lettersPath, { name: '新.csv', content: Buffer.from(brought) }), { result: { created: 1, updated: 1 } })
  t.equal((await letter(id)).body, '<p>一行</p><p>1 &lt; 2 &amp; 3</p>')
  const [made] = (await admin.get(`${lettersPath}?filter[title][eq]=新的一篇&fields=body`)).body.data
  t.equal(made.body, '<p>&lt;b&gt;不是标签&lt;/b&gt;</p>')
})

t.test('the history keeps the look and brings it back, the log tells what was said', async t => {
  const { id } = await write('<h2>原来</h2><p>甲</p>')
  await admin.patch(`${lettersPath}/${id}`, { body: '<h2>后来</h2><p>乙</p>' })
  const { data: log } = (await admin.get(`/core/audit-entries?filter[recordId][eq]=${id}&filter[action][eq]=update&fields=changes`)).body
  t.same(log[0].changes.body, ['原来\n甲', '后来\n乙'])
  const { data: versions } = (await admin.get(`${lettersPath}/${id}/history`)).body
  t.equal(versions[0].data.body, '<h2>后来</h2><p>乙</p>')
  await admin.post(`${lettersPath}/${id}/transitions/restore-version`, { version: 1 })
  t.equal((await letter(id)).body, '<h2>原来</h2><p>甲</p>')
})

t.test('the document of the API says what is sent and read', async t => {
  const { schemas } = (await admin.get('/openapi.json')).body.components
  t.match(schemas.LettersLetterInput.properties.body, { type: 'string', contentMediaType: 'text/html', maxLength: 200_000 })
  t.notOk('pictures' in schemas.LettersLetterInput.properties)
  t.match(schemas.LettersLetter.properties.pictures, { type: ['array', 'null'] })
})
