import t from 'tap'
import type { Body, Client, Reply } from '../support/client.ts'
import { startPlatform } from '../support/platform.ts'
import { until } from '../support/server-process.ts'
import { articleIn, columnOf, publishedIn, siteWithColumn } from './columns.ts'

const platform = await startPlatform(t)
const [admin, orgadmin, secretary, member] = await Promise.all([
  platform.signIn('admin'),
  platform.signIn('orgadmin'),
  platform.signIn('secretary'),
  platform.signIn('member'),
])
const branch = (await secretary.get('/session')).body.user.organizationId ?? (await secretary.get('/core/organizations')).body.data[0].id
const { siteId, columnId } = await siteWithColumn(secretary, branch)

const act = (who: Client, id: string, event: string, body = {}): Promise<Reply> =>
  who.post(`/portal/articles/${id}/transitions/${event}`, body)
const stateOf = async (id: string): Promise<string> => (await admin.get(`/portal/articles/${id}`)).body.state
const soon = (ms: number): string => new Date(Date.now() + ms).toISOString()

t.test('an article goes out at once where nobody has to look at it, and belongs where its column is', async t => {
  const article = await articleIn(secretary, columnId)
  t.match(article, { state: 'draft', site: { id: siteId }, organization: { id: branch }, publishedAt: null, pinned: false })
  t.equal((await act(secretary, article.id, 'submit')).status, 409, 'there is no review to submit it to')
  t.equal((await act(member, article.id, 'publish')).status, 404, 'members know of no drafts')
  t.equal((await act(secretary, article.id, 'publish')).status, 200)
  const published = (await secretary.get(`/portal/articles/${article.id}`)).body
  t.equal(published.state, 'published')
  t.ok(Date.parse(published.publishedAt) <= Date.now())
})

t.test('where the column wants a review, nothing goes out without it', async t => {
  const reviewed = await columnOf(secretary, siteId, { review: true })
  const { id } = await articleIn(secretary, reviewed)
  for (const [event, said] of [
    ['publish', {}],
    ['schedule', { publishAt: soon(1_000) }],
  ] as const)
    t.equal((await act(secretary, id, event, said)).status, 409, event)
  t.equal((await act(secretary, id, 'submit')).status, 200)
  t.equal((await secretary.patch(`/portal/articles/${id}`, { title: '送审后又改' })).status, 409, 'what is under review stays as it is')
  t.equal((await act(orgadmin, id, 'refuse', { why: '请补充时间地点' })).status, 200)
  t.equal(await stateOf(id), 'draft')
  await until(async () =>
    (await secretary.get('/core/messages?sort=-createdAt')).body.data.some((one: Body) => one.title === '文章退回修改'),
  )
  t.equal((await act(secretary, id, 'submit')).status, 200)
  t.equal((await act(orgadmin, id, 'approve')).status, 200)
  t.equal(await stateOf(id), 'published')
  t.equal(
    (await act(secretary, id, 'correct', { title: '绕过审核', body: '<p>新的正文。</p>' })).status,
    409,
    'nor is it changed behind the review',
  )
})

t.test('where the whole site wants a review, so do its columns', async t => {
  const own = await siteWithColumn(secretary, branch)
  t.equal((await secretary.patch(`/portal/sites/${own.siteId}`, { needsReview: true })).status, 200)
  const { id } = await articleIn(secretary, own.columnId)
  t.equal((await act(secretary, id, 'publish')).status, 409)
  t.equal((await act(secretary, id, 'submit')).status, 200)
})

t.test('at its time an article goes out by itself; taken back before, it does not', async t => {
  const [kept, cancelled] = [await articleIn(secretary, columnId), await articleIn(secretary, columnId)]
  for (const { id } of [kept, cancelled]) t.equal((await act(secretary, id, 'schedule', { publishAt: soon(1_200) })).status, 200)
  t.equal((await act(secretary, cancelled.id, 'cancel')).status, 200)
  await until(async () => (await stateOf(kept.id)) === 'published')
  t.equal(await stateOf(cancelled.id), 'draft')
})

t.test('a pinned article is on top until its time has come', async t => {
  const { id } = await publishedIn(secretary, columnId)
  t.equal((await act(secretary, id, 'pin', { pinnedUntil: soon(800) })).status, 200)
  t.equal((await secretary.get(`/portal/articles/${id}`)).body.pinned, true)
  await until(async () => (await secretary.get(`/portal/articles/${id}`)).body.pinned === false)
  t.equal(await stateOf(id), 'published')
})

t.test('what is published is corrected in place, and keeps its place and time', async t => {
  const before = await publishedIn(secretary, columnId)
  t.equal((await secretary.patch(`/portal/articles/${before.id}`, { title: '不经更正' })).status, 409)
  t.equal((await act(secretary, before.id, 'correct', { title: '改正后的标题', body: '<p>改正<script>x()</script></p>' })).status, 200)
  t.match((await secretary.get(`/portal/articles/${before.id}`)).body, {
    title: '改正后的标题',
    body: '<p>改正</p>',
    state: 'published',
    publishedAt: before.publishedAt,
  })
})

t.test('columns are a tree: none below itself, none below one of another site', async t => {
  const other = await siteWithColumn(secretary, branch)
  const below = await columnOf(secretary, siteId, { parentId: columnId })
  const lower = await columnOf(secretary, siteId, { parentId: below })
  for (const parentId of [columnId, below, lower]) {
    const refused = await secretary.patch(`/portal/columns/${columnId}`, { parentId })
    t.match(refused, { status: 422, body: { errors: [{ pointer: '/parentId', code: 'circle' }] } })
  }
  const refused = await secretary.patch(`/portal/columns/${below}`, { parentId: other.columnId })
  t.match(refused, { status: 422, body: { errors: [{ pointer: '/parentId', code: 'unfit-parent' }] } })
  t.equal((await secretary.patch(`/portal/columns/${lower}`, { parentId: columnId })).status, 200)
  const both = await Promise.all([
    secretary.patch(`/portal/columns/${lower}`, { parentId: below }),
    secretary.patch(`/portal/columns/${below}`, { parentId: lower }),
  ])
  t.same(both.map(reply => reply.status).sort(), [200, 422], 'of two moved below each other at once the first has it')
})

t.test('a column that leads elsewhere takes no articles', async t => {
  t.equal((await secretary.post('/portal/columns', { siteId, title: '外链', code: 'away', kind: 'link' })).status, 422, 'it says where to')
  const script = { siteId, title: '外链', code: 'away', kind: 'link', link: 'javascript:alert(1)' }
  t.equal((await secretary.post('/portal/columns', script)).status, 422)
  const away = await columnOf(secretary, siteId, { kind: 'link', link: 'https://example.cn/' })
  t.equal((await secretary.post('/portal/articles', { columnId: away, title: '放不进去', body: '<p>字</p>' })).status, 422)
})
