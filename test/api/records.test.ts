import t from 'tap'
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
