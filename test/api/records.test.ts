import t from 'tap'
import { newMember } from '../core/new-member.ts'
import { created } from '../plugins/assets.ts'
import { startPlatform } from '../support/platform.ts'

const platform = await startPlatform(t)
const admin = await platform.signIn('admin')

t.test('a list comes in pages whose cursors lead through every record once', async t => {
  const seen = new Set<string>()
  let after = ''
  for (let page = 0; page < 20; page++) {
    const { status, body } = await admin.get(`/members/members?page[size]=100&sort=-joinedOn,name${after}`)
    t.equal(status, 200)
    for (const member of body.data) seen.add(member.id)
    if (body.page.after === null) break
    after = `&page[after]=${body.page.after}`
  }
  t.equal(seen.size, 1000)
})

t.test('a page by its number is what the cursors lead to, near and far, and beyond the last there is nothing', async t => {
  const list = '/members/members?page[size]=100&sort=-joinedOn,name'
  const here = async (page: string) => (await admin.get(`${list}${page}`)).body
  let cursor = ''
  for (let number = 1; number <= 10; number++) {
    const led = await here(cursor)
    t.strictSame(await here(`&page[number]=${number}`), led, `page ${number}`)
    cursor = `&page[after]=${led.page.after}`
  }
  t.strictSame(await here('&page[number]=11&count=exact'), { data: [], page: { after: null, total: 1000 } })
})

t.test('who turns from page to page is told each record once, while others are added behind and deleted ones are none', async t => {
  const [{ organization }] = (await admin.get('/members/members?page[size]=1')).body.data
  const added = async () => created(await admin.post('/members/members', newMember({ organizationId: organization.id })))
  const gone = await added()
  t.equal((await admin.delete(`/members/members/${gone.id}`)).status, 204)
  const seen: string[] = []
  for (let number = 1; number <= 11; number++) {
    const { body } = await admin.get(`/members/members?page[size]=100&sort=createdAt&page[number]=${number}`)
    seen.push(...body.data.map(({ id }: { id: string }) => id))
    if (number <= 3) seen.push((await added()).id)
  }
  const twice = seen.filter((id, at) => seen.indexOf(id) !== at)
  t.equal(new Set(seen).size, 1003)
  t.equal(twice.length, 3, 'those that were added stand on the last page')
  t.notOk(seen.includes(gone.id))
})

t.test('unknown parameters, fields and operators are errors, not ignored', async t => {
  for (const query of [
    'colour=red',
    'filter[colour][eq]=red',
    'filter[name][is]=x',
    'filter[name]=x',
    'sort=colour',
    'fields=colour',
    'include=colour',
    'page[size]=0',
    'page[size]=9999',
    'count=maybe',
    'filter[joinedOn][gt]=soon',
    'page[after]=nonsense',
  ]) {
    const { status, body, headers } = await admin.get(`/members/members?${query}`)
    t.equal(status, 400, query)
    t.equal(body.code, 'query.invalid', query)
    t.match(headers.get('content-type'), /application\/problem\+json/)
    t.match(body.detail, /\p{Script=Han}/u, 'told in Chinese')
  }
})
