import t, { type Test } from 'tap'
import type { Body, Client } from '../support/client.ts'
import { startPlatform } from '../support/platform.ts'
import { revealed } from '../support/reveal.ts'
import { firstSignIn, freshTenant } from './fresh-tenant.ts'
import { newMember } from './new-member.ts'
import { asOwner } from './owner.ts'

const platform = await startPlatform(t)
const { admin, code: tenant, rootId, id: tenantId } = await freshTenant(platform)
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)

let made = 0
type Organization = { id: string; name: string }
async function organization(parentId = rootId, more = {}, who = admin): Promise<Organization> {
  made++
  const reply = await who.post('/core/organizations', {
    parentId,
    name: `中共第${made}支部委员会`,
    shortName: `第${made}支部`,
    category: '631',
    establishedOn: '2000-01-01',
    ...more,
  })
  if (reply.status !== 201) throw new Error(JSON.stringify(reply.body))
  return reply.body
}
async function member(organizationId: string, more = {}): Promise<Body> {
  const reply = await admin.post('/members/members', newMember({ organizationId, ...more }))
  if (reply.status !== 201) throw new Error(JSON.stringify(reply.body))
  return reply.body
}
/** Someone with a role in an organization, signed in. */
async function official(organizationId: string, role = 'org-admin', scope?: string): Promise<Client> {
  made++
  const username = `ganbu${made}`
  const { body: user } = await admin.post('/core/users', { username, name: '干部', organizationId })
  const appointed = await admin.post(`/core/organizations/${organizationId}/transitions/appoint`, { userId: user.id, role, scope })
  if (appointed.status !== 200) throw new Error(JSON.stringify(appointed.body))
  return firstSignIn(platform, tenant, username)
}
const act = (who: Client, id: string, event: string, body: unknown = {}) => who.post(`/core/organizations/${id}/transitions/${event}`, body)
const move = (who: Client, id: string, parentId: string, more = {}) => act(who, id, 'move', { parentId, ...more })
const merge = (who: Client, id: string, intoId: string, more = {}) => act(who, id, 'merge', { intoId, ...more })
async function inTree(id: string, parentId: string, who = admin): Promise<Body> {
  const { body } = await who.get(`/core/organizations/tree?parentId=${parentId}&page[size]=200`)
  return body.data.find((one: Body) => one.id === id)
}
const membersOf = (one: Body) => one.counts['members/member']
const asOf = async (id: string, date: string, who = admin) => (await who.get(`/core/organizations/${id}/as-of?date=${date}`)).body

/** The counts beside the tree against the rows themselves, looked at past the server. */
async function countsAreTrue(t: Test): Promise<void> {
  const rows = await asOwner(
    platform,
    `select coalesce(c.organization_id, m.organization_id) as organization, c.records as counted, m.rows as found
     from (select organization_id, records from core.organization_count where tenant_id = $1 and entity = 'members/member' and records <> 0) c
     full join (select organization_id, count(*) as rows from members.member where tenant_id = $1 and deleted_at is null group by 1) m
       on m.organization_id = c.organization_id
     where c.records is distinct from m.rows`,
    [tenantId],
  )
  t.same(rows, [])
}

t.test('the tree is told one level at a time, with counts of oneself and of all below', async t => {
  const committee = await organization(rootId, { name: '中共甲乡委员会', shortName: '甲乡党委', category: '611' })
  const branch = await organization(committee.id)
  const group = await organization(branch.id, { category: '711' })
  await member(branch.id)
  await member(branch.id)
  await member(group.id)
  const { body: top } = await admin.get('/core/organizations/tree')
  t.same(
    top.data.map((one: Body) => one.id),
    [rootId],
  )
  const shown = await inTree(committee.id, rootId)
  t.equal(shown.children, 1)
  t.same(membersOf(shown), { own: 0, below: 3 })
  t.same(membersOf(await inTree(branch.id, committee.id)), { own: 2, below: 3 })
  t.equal((await inTree(group.id, branch.id)).depth, 4)
  t.equal(await inTree(group.id, rootId), undefined)
})

t.test('siblings come in pages', async t => {
  const parent = await organization()
  for (let at = 0; at < 5; at++) await organization(parent.id)
  const seen: string[] = []
  let after = ''
  do {
    const { body } = await admin.get(`/core/organizations/tree?parentId=${parent.id}&page[size]=2${after}`)
    seen.push(...body.data.map((one: Body) => one.id))
    after = body.page.after ? `&page[after]=${encodeURIComponent(body.page.after)}` : ''
  } while (after)
  t.equal(new Set(seen).size, 5)
  t.equal((await admin.get('/core/organizations/tree?colour=red')).status, 400)
  t.equal((await admin.get('/core/organizations/tree?parentId=x')).status, 400)
})

t.test('an organization admin adds below, edits and sees his own part alone', async t => {
  const own = await organization()
  const foreign = await organization()
  const chief = await official(own.id)
  const { body: top } = await chief.get('/core/organizations/tree')
  t.same(
    top.data.map((one: Body) => one.id),
    [own.id],
    'his tree begins at his own organization',
  )
  const child = await organization(own.id, {}, chief)
  t.equal((await chief.patch(`/core/organizations/${child.id}`, { contactName: '吴联系' })).status, 200)
  t.equal((await chief.get(`/core/organizations/${foreign.id}`)).status, 404)
  t.equal((await chief.patch(`/core/organizations/${foreign.id}`, { contactName: '吴联系' })).status, 404)
  const added = await chief.post('/core/organizations', { parentId: foreign.id, name: '中共越界支部', shortName: '越界', category: '631' })
  t.ok([403, 422].includes(added.status))
  const atTop = await chief.post('/core/organizations', { name: '中共顶上支部', shortName: '顶上', category: '631' })
  t.ok([403, 422].includes(atTop.status), 'nor at the top by naming no parent')
  t.equal((await admin.get('/core/organizations?filter[shortName][in]=越界,顶上')).body.data.length, 0)
})

t.test('a rename keeps the past name readable on its days', async t => {
  const one = await organization(rootId, { name: '中共老名支部', shortName: '老名支部' })
  await asOwner(platform, `update core.organization_change set effective_on = '2010-05-01' where organization_id = $1`, [one.id])
  t.equal((await admin.patch(`/core/organizations/${one.id}`, { name: '中共新名支部', shortName: '新名支部' })).status, 200)
  t.match(await asOf(one.id, '2015-01-01'), { name: '中共老名支部', shortName: '老名支部', state: 'active' })
  t.match(await asOf(one.id, today), { name: '中共新名支部', shortName: '新名支部', state: 'active' })
  t.match(await asOf(one.id, '2001-01-01'), { name: null, state: 'not-yet', parent: null })
  for (const date of ['', '2024-02-30', 'yesterday'])
    t.equal((await admin.get(`/core/organizations/${one.id}/as-of?date=${date}`)).status, 400)
})

t.test('a move takes the whole subtree: counts, and who sees it at the next request', async t => {
  const from = await organization()
  const to = await organization()
  const moving = await organization(from.id)
  const below = await organization(moving.id)
  const person = await member(below.id)
  const before = await official(from.id)
  const after = await official(to.id)
  t.equal((await before.get(`/members/members/${person.id}`)).status, 200)
  t.equal((await after.get(`/members/members/${person.id}`)).status, 404)
  t.equal((await move(admin, moving.id, to.id, { effectiveOn: today, documentNumber: '江组〔2026〕8号' })).status, 200)
  t.equal((await before.get(`/members/members/${person.id}`)).status, 404)
  t.equal((await after.get(`/members/members/${person.id}`)).status, 200)
  t.same(membersOf(await inTree(from.id, rootId)), { own: 0, below: 0 })
  t.same(membersOf(await inTree(to.id, rootId)), { own: 0, below: 1 })
  t.equal((await inTree(below.id, moving.id)).depth, 4)
  t.equal((await admin.get(`/core/organizations/${below.id}`)).body.parent.id, moving.id)
  const { body: changes } = await admin.get(
    `/core/organization-changes?filter[organizationId][eq]=${moving.id}&filter[kind][eq]=moved&fields=before,after,documentNumber`,
  )
  t.match(changes.data, [{ before: { parentId: from.id }, after: { parentId: to.id }, documentNumber: '江组〔2026〕8号' }])
  await countsAreTrue(t)
})

t.test('past places stay readable, by the names that they had, also when entered late', async t => {
  const first = await organization(rootId, { name: '中共旧上级党委', shortName: '旧上级' })
  const second = await organization()
  const one = await organization(first.id)
  t.equal((await move(admin, one.id, second.id, { effectiveOn: '2015-06-01' })).status, 200)
  t.equal((await admin.patch(`/core/organizations/${first.id}`, { name: '中共今名党委', shortName: '今名' })).status, 200)
  t.match(await asOf(one.id, '2014-12-31'), { parent: { id: first.id, label: '中共旧上级党委' } })
  t.match(await asOf(one.id, '2015-06-01'), { parent: { id: second.id } })
  t.equal((await admin.patch(`/core/organizations/${one.id}`, { name: '中共后来改名支部', shortName: '后改' })).status, 200)
  t.match(await asOf(one.id, '2020-01-01'), { name: one.name, parent: { id: second.id } })
  const unfounded = await organization(first.id, { establishedOn: undefined })
  t.equal((await move(admin, unfounded.id, second.id, { effectiveOn: '2016-01-01' })).status, 200)
  t.match(await asOf(unfounded.id, today), { parent: { id: second.id } }, 'though it was founded, by the books, only today')
})

t.test('a move cannot be dated in the future, and to where it is already it changes nothing', async t => {
  const parent = await organization()
  const one = await organization(parent.id)
  t.equal((await move(admin, one.id, rootId, { effectiveOn: '2099-01-01' })).status, 422)
  t.equal((await move(admin, one.id, rootId, { effectiveOn: '2024-02-30' })).status, 422)
  t.equal((await admin.get(`/core/organizations/${one.id}`)).body.parent.id, parent.id)
  const { version } = (await admin.get(`/core/organizations/${one.id}`)).body
  t.equal((await move(admin, one.id, parent.id)).body.version, version)
})

t.test('a move needs the right to both sides', async t => {
  const own = await organization()
  const foreign = await organization()
  const one = await organization(own.id)
  const other = await organization(foreign.id)
  const chief = await official(own.id)
  t.equal((await move(chief, one.id, foreign.id)).status, 404)
  t.equal((await move(chief, other.id, own.id)).status, 404)
  const target = await organization(own.id)
  t.equal((await move(chief, one.id, target.id)).status, 200)
  t.equal((await admin.get(`/core/organizations/${other.id}`)).body.parent.id, foreign.id)
  t.equal((await chief.patch(`/core/organizations/${one.id}`, { parentId: foreign.id })).status, 422, 'nor by an edit')
  const secretary = await official(own.id, 'secretary')
  t.equal((await move(secretary, one.id, own.id)).status, 403)
})

t.test('no organization comes below itself, and the root stays where it is', async t => {
  const one = await organization()
  const below = await organization(one.id)
  for (const target of [one.id, below.id]) t.equal((await move(admin, one.id, target)).body.code, 'organization.cycle')
  t.equal((await move(admin, rootId, one.id)).status, 409)
  t.equal((await merge(admin, rootId, one.id)).status, 409)
  t.equal((await act(admin, rootId, 'dissolve')).status, 409)
  t.equal((await admin.delete(`/core/organizations/${rootId}`)).status, 409)
  t.equal((await merge(admin, one.id, below.id)).body.code, 'organization.merge-into-itself')
  t.equal((await merge(admin, one.id, one.id)).status, 409)
})

t.test('of two moves that cross, one is refused and the tree stays a tree', async t => {
  for (let round = 0; round < 5; round++) {
    const one = await organization()
    const other = await organization()
    const replies = await Promise.all([move(admin, one.id, other.id), move(admin, other.id, one.id)])
    t.same(replies.map(reply => reply.status).sort(), [200, 409])
    t.ok(replies.some(reply => reply.body.code === 'organization.cycle'))
  }
  const lost = await asOwner(
    platform,
    `select o.id from core.organization o join core.organization p on p.tenant_id = o.tenant_id and p.id = o.parent_id
     where o.tenant_id = $1 and (left(o.path, -7) <> p.path or o.depth <> p.depth + 1)`,
    [tenantId],
  )
  t.same(lost, [], 'every path is the parent’s and one part more')
})

t.test('a merge carries members, children, posts, grants and honors', async t => {
  const from = await organization(rootId, { name: '中共并出支部', shortName: '并出支部' })
  const into = await organization()
  const child = await organization(from.id)
  const person = await member(from.id)
  const deleted = await member(from.id)
  const idNumber = await revealed(admin, '/members/members', deleted.id, 'idNumber')
  await admin.delete(`/members/members/${deleted.id}`)
  const again = await member(into.id, { idNumber })
  await admin.delete(`/members/members/${again.id}`)
  const third = await member(into.id, { idNumber })
  const honor = (organizationId: string, title: string) =>
    admin.post('/honors/organization-honors', { organizationId, title, kind: 'honor', awardedOn: '2024-07-01' })
  const { body: own } = await honor(from.id, '先进基层党组织')
  const { body: same } = await honor(from.id, '五星支部')
  t.equal((await honor(into.id, '五星支部')).status, 201)
  const chief = await official(from.id)
  const posts = await Promise.all([from.id, into.id].map(organizationId => admin.post('/core/posts', { organizationId, name: '书记' })))
  t.same(
    posts.map(post => post.status),
    [201, 201],
  )
  const merged = await merge(admin, from.id, into.id, { documentNumber: '江组〔2026〕9号' })
  t.match(merged.body, { state: 'merged', mergedInto: { id: into.id } })
  const user = (await admin.get(`/core/users?filter[phone][eq]=${person.phone}`)).body.data[0]
  t.equal((await admin.get(`/members/members/${person.id}`)).body.organization.id, into.id)
  t.equal(user.organization.id, into.id, 'with the account')
  t.equal((await admin.get(`/core/organizations/${child.id}`)).body.parent.id, into.id)
  t.equal((await admin.get(`/honors/organization-honors/${own.id}`)).body.organization.id, into.id)
  t.equal((await admin.get(`/honors/organization-honors/${same.id}`)).body.organization.id, from.id, 'what both had stays told of both')
  t.equal((await admin.get(`/core/posts/${posts[0]!.body.id}`)).body.name, '书记（原并出支部）')
  t.equal((await admin.get(`/core/posts/${posts[0]!.body.id}`)).body.organization.id, into.id)
  t.equal((await chief.get(`/members/members/${person.id}`)).status, 200, 'its admin goes on, for the whole')
  t.equal((await chief.get(`/members/members/${third.id}`)).status, 200)
  const bin = await admin.get('/members/members?deleted=true&page[size]=200')
  t.equal(bin.body.data.find((one: Body) => one.id === deleted.id).organization.id, into.id)
  t.match(await asOf(from.id, today), { state: 'merged', name: '中共并出支部' })
  t.match(await asOf(child.id, '2010-01-01'), { parent: { id: from.id, label: '中共并出支部' } })
  t.match(await asOf(child.id, today), { parent: { id: into.id } })
  t.equal(await inTree(from.id, rootId), undefined, 'a closed organization is in the tree no more')
  await countsAreTrue(t)
})

t.test('a merge needs the right to both sides', async t => {
  const own = await organization()
  const foreign = await organization()
  const chief = await official(own.id)
  const child = await organization(own.id)
  t.equal((await merge(chief, child.id, foreign.id)).status, 404)
  t.equal((await merge(chief, foreign.id, child.id)).status, 404)
  t.equal((await admin.get(`/core/organizations/${foreign.id}`)).body.state, 'active')
})

t.test('a closed organization takes nothing new', async t => {
  const gone = await organization()
  const other = await organization()
  const person = await member(other.id)
  t.equal((await act(admin, gone.id, 'dissolve', { documentNumber: '江组〔2026〕10号' })).body.state, 'dissolved')
  t.equal((await admin.post('/members/members', newMember({ organizationId: gone.id }))).status, 422)
  t.equal((await admin.patch(`/members/members/${person.id}`, { organizationId: gone.id })).status, 422)
  t.equal((await admin.post('/core/users', { name: '新', organizationId: gone.id })).status, 422)
  t.equal(
    (await admin.post('/core/organizations', { parentId: gone.id, name: '中共下面支部', shortName: '下面', category: '631' })).status,
    422,
  )
  for (const reply of [
    await move(admin, other.id, gone.id),
    await move(admin, gone.id, other.id),
    await merge(admin, other.id, gone.id),
    await merge(admin, gone.id, other.id),
    await act(admin, gone.id, 'dissolve'),
  ])
    t.equal(reply.body.code, 'organization.closed')
  t.match(await asOf(gone.id, today), { state: 'dissolved' })
})

t.test('who still has people or organizations below is neither dissolved nor deleted', async t => {
  const withChild = await organization()
  await organization(withChild.id)
  const withMember = await organization()
  const person = await member(withMember.id)
  const withAccount = await organization()
  await admin.post('/core/users', { name: '账号', organizationId: withAccount.id })
  for (const { id } of [withChild, withMember, withAccount]) {
    t.equal((await act(admin, id, 'dissolve')).body.code, 'organization.still-held')
    t.equal((await admin.delete(`/core/organizations/${id}`)).body.code, 'organization.not-empty')
    t.equal((await admin.get(`/core/organizations/${id}`)).body.state, 'active')
  }
  await admin.delete(`/members/members/${person.id}`)
  t.equal((await admin.delete(`/core/organizations/${withMember.id}`)).status, 409, 'a deleted member may come back')
})

t.test('an empty one is deleted, and the log keeps what it was', async t => {
  const one = await organization(rootId, { contactName: '郑联系' })
  const chief = await official(await organization().then(other => other.id))
  t.equal((await chief.delete(`/core/organizations/${one.id}`)).status, 404)
  t.equal((await admin.delete(`/core/organizations/${one.id}`)).status, 204)
  t.equal((await admin.get(`/core/organizations/${one.id}`)).status, 404)
  const { body } = await admin.get(
    `/core/audit-entries?filter[recordId][eq]=${one.id}&filter[action][eq]=delete&fields=changes,recordLabel`,
  )
  t.match(body.data, [{ recordLabel: one.name, changes: { contactName: ['郑联系', null], name: [one.name, null] } }])
})

t.test('names are one organization’s within the tenant', async t => {
  const one = await organization()
  const same = await admin.post('/core/organizations', { parentId: rootId, name: one.name, shortName: '别', category: '631' })
  t.equal(same.status, 409)
  t.match(same.body.errors, [{ pointer: '/name' }])
})

t.test('counts follow every way in which members come and go', async t => {
  const one = await organization()
  const other = await organization()
  const own = async (id: string) => membersOf(await inTree(id, rootId)).own
  const people = [await member(one.id), await member(one.id), await member(one.id)]
  t.equal(await own(one.id), 3)
  await admin.patch(`/members/members/${people[0].id}`, { organizationId: other.id })
  await admin.delete(`/members/members/${people[1].id}`)
  t.equal(await own(one.id), 1)
  t.equal(await own(other.id), 1)
  await admin.post(`/members/members/${people[1].id}/transitions/restore`)
  t.equal(await own(one.id), 2)
  await admin.post('/members/members/bulk', { action: 'delete', ids: people.map(person => person.id) })
  t.equal(await own(one.id), 0)
  t.equal(await own(other.id), 0)
  await admin.post('/members/members/bulk', { action: 'erase', ids: people.map(person => person.id), confirm: true })
  t.equal((await admin.post('/members/members', newMember({ organizationId: one.id, idNumber: 'x' }))).status, 422)
  await Promise.all(Array.from({ length: 10 }, (_, at) => member(at % 2 ? one.id : other.id)))
  t.same([await own(one.id), await own(other.id)], [5, 5])
  await countsAreTrue(t)
})

t.test('who is appointed governs at once, with no more than who appoints has', async t => {
  const own = await organization()
  const foreign = await organization()
  const chief = await official(own.id)
  const child = await organization(own.id)
  const person = await member(child.id)
  const user = (await admin.get(`/core/users?filter[phone][eq]=${person.phone}`)).body.data[0]
  const client = await firstSignIn(platform, tenant, person.phone)
  t.equal((await client.get('/members/members?count=exact')).body.page.total, 1, 'oneself')
  t.equal((await act(chief, foreign.id, 'appoint', { userId: user.id, role: 'org-admin' })).status, 404)
  t.equal((await act(chief, child.id, 'appoint', { userId: user.id, role: 'tenant-admin' })).status, 403)
  t.equal((await act(chief, child.id, 'appoint', { userId: user.id, role: 'meiyou' })).status, 422)
  const other = await member(child.id)
  t.equal((await act(chief, child.id, 'appoint', { userId: user.id, role: 'org-admin' })).status, 200)
  t.equal((await client.get(`/members/members/${other.id}`)).status, 200)
  t.equal((await client.get('/members/members?count=exact')).body.page.total, 2)
  const narrow = await official(own.id, 'org-admin', 'organization')
  const { body: colleague } = await admin.post('/core/users', { name: '同事', organizationId: own.id })
  t.equal((await act(narrow, own.id, 'appoint', { userId: colleague.id, role: 'org-admin', scope: 'subtree' })).status, 403)
})
