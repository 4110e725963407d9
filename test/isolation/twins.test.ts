import t from 'tap'
import type { Client } from '../support/client.ts'
import { startPlatform } from '../support/platform.ts'
import { revealed } from '../support/reveal.ts'
import { roleNamed } from './people.ts'
import { checksums, ownerConnection } from './planted.ts'
import { sideBySide } from './side-by-side.ts'
import { isMarked, notCopied, twinMark, twinOf } from './twin.ts'

const perUser = 1_000
const platform = await startPlatform(t, { limits: { perUser } })
const owner = await ownerConnection(t, platform)
const { model } = platform.app.platform.engine
const admin = await platform.signIn('admin')
const demoId: string = (await admin.get('/session')).body.tenant.id
const twinId = await twinOf(platform, owner, demoId)
const twin = await platform.signIn('admin', { tenant: 'twin' })

const entities = [...model.entities.values()].filter(
  entity => entity.actions.has('read') && !entity.platform && !notCopied.includes(entity.key),
)
const address = (path: string) => path.replace('/api/v1', '')
/** All of a tenant but what signing in and being used leave, and the log, which is sealed behind everyone's back. */
async function sums(tenantId: string): Promise<object> {
  const all = Object.entries(await checksums(owner, tenantId))
  return Object.fromEntries(all.filter(([table]) => !['core.session', 'core.user'].includes(table) && !table.startsWith('core.audit_')))
}
const firstIds = async (who: Client, path: string, count: number): Promise<string[]> =>
  (await who.get(`${path}?page[size]=${count}`)).body.data.map((one: { id: string }) => one.id)

t.test('two tenants with equal ids and names: each reads its own, whoever asked first', async t => {
  const wrong: string[] = []
  let marked = 0
  await sideBySide(entities, async entity => {
    const path = address(entity.path)
    const ids = await firstIds(admin, path, 3)
    for (const question of [path, `${path}?page[size]=5`, ...ids.flatMap(id => [`${path}/${id}`, `${path}?filter[id][eq]=${id}`])])
      for (const [who, name] of [[admin, 'demo'] as const, [twin, 'twin'] as const, [admin, 'demo'] as const]) {
        const { status, body, bytes } = await who.get(question)
        if (status !== 200) wrong.push(`${name} ${question}: ${status}`)
        if (name === 'demo' && bytes.includes(twinMark)) wrong.push(`demo ${question} holds the twin’s`)
        if (name === 'demo' || !isMarked(entity)) continue
        for (const one of body.data ?? [body]) {
          if (String(one[entity.label] ?? twinMark).startsWith(twinMark)) marked++
          else wrong.push(`twin ${question} holds ${one[entity.label]}`)
        }
      }
  })
  t.same(wrong, [])
  t.ok(marked > 30, `${marked} records are the twin’s`)
})

t.test('an id number that both have is found and revealed in each for itself', async t => {
  const [id] = await firstIds(admin, '/members/members', 1)
  const [here, there] = [
    await revealed(admin, '/members/members', id!, 'idNumber'),
    await revealed(twin, '/members/members', id!, 'idNumber'),
  ]
  t.equal(here, there)
  for (const [who, mark] of [[admin, false] as const, [twin, true] as const]) {
    const { body } = await who.get(`/members/members?filter[idNumber][eq]=${here}`)
    t.same(
      body.data.map((one: { id: string; name: string }) => [one.id, one.name.startsWith(twinMark)]),
      [[id, mark]],
    )
  }
})

t.test('fields of the same name are each tenant’s own', async t => {
  for (const [who, field] of [
    [admin, { kind: 'text', title: '班组' }],
    [twin, { kind: 'number', title: '工号' }],
  ] as const)
    t.equal((await who.post('/core/own-fields', { entity: 'members/member', name: 'ownTeam', ...field })).status, 201)
  const [id] = await firstIds(admin, '/members/members', 1)
  const values = await sideBySide(
    Array.from({ length: 12 }, (_, at) => at),
    async at => {
      const [who, right, wrong] = at % 2 === 0 ? [admin, `甲${at}`, at] : [twin, at, `甲${at}`]
      const refused = await who.patch(`/members/members/${id}`, { ownTeam: wrong })
      const taken = await who.patch(`/members/members/${id}`, { ownTeam: right })
      return [refused.status, taken.status]
    },
  )
  t.same(values, Array(12).fill([422, 200]))
  t.type((await admin.get(`/members/members/${id}`)).body.ownTeam, 'string')
  t.type((await twin.get(`/members/members/${id}`)).body.ownTeam, 'number')
})

t.test('what is changed, deleted or uploaded in one leaves the other as it was', async t => {
  const before = await sums(demoId)
  const [, id, gone] = await firstIds(twin, '/members/members', 3)
  const [, organization] = await firstIds(twin, '/core/organizations', 2)
  t.equal((await twin.patch(`/members/members/${id}`, { remark: '只在孪生县' })).status, 200)
  t.equal((await twin.delete(`/members/members/${gone}`)).status, 204)
  t.equal((await twin.patch(`/core/organizations/${organization}`, { shortName: '改了' })).status, 200)
  t.equal((await twin.patch('/core/plugins/honors', { on: false })).status, 200)
  t.equal((await twin.get('/honors/member-honors')).status, 403)
  t.same(await sums(demoId), before, 'no row of the other')
  t.equal((await admin.get('/honors/member-honors')).status, 200, 'and its plugins are on')
  t.equal((await admin.get(`/members/members/${gone}`)).status, 200)
  t.equal((await twin.get(`/members/members/${gone}/history`)).body.data.length, 1, 'nor does it bring the other’s history')
})

t.test('the same Idempotency-Key of the same user id is two requests', async t => {
  const headers = { 'idempotency-key': 'twice-or-not' }
  const role = { code: 'both', name: '都有', base: 'member' }
  const replies = [await admin.post('/core/roles', role, { headers }), await twin.post('/core/roles', role, { headers })]
  t.same(
    replies.map(({ status, headers }) => [status, headers.get('idempotency-replayed')]),
    [
      [201, null],
      [201, null],
    ],
  )
  t.not(replies[0]!.body.id, replies[1]!.body.id)
})

t.test('rights and accounts end in one, and not in the other', async t => {
  const [here, there] = [await platform.signIn('secretary'), await platform.signIn('secretary', { tenant: 'twin' })]
  const user: string = (await here.get('/session')).body.user.id
  t.equal((await there.get('/session')).body.user.id, user, 'the same user id')
  t.ok((await here.get('/members/members')).body.data.length > 0)
  const role = await roleNamed(twin, 'secretary')
  t.equal((await twin.patch(`/core/roles/${role}`, { permissions: { 'members/member': { actions: [] } } })).status, 200)
  const seen = async (who: Client) => (await who.get('/members/members?count=exact')).body?.page?.total ?? 0
  t.ok((await seen(there)) <= 1)
  t.ok((await seen(here)) > 1)
  t.equal((await twin.post(`/core/users/${user}/transitions/lock`)).status, 200)
  t.equal((await there.get('/session')).status, 401)
  t.equal((await here.get('/session')).status, 200)
})

t.test('who asks too often in one takes nothing from his like in the other', async t => {
  const [here, there] = [await platform.signIn('member'), await platform.signIn('member', { tenant: 'twin' })]
  const replies = await sideBySide(Array.from({ length: perUser + 1 }), () => there.get('/session'))
  t.ok(replies.some(({ status }) => status === 429))
  t.equal((await here.get('/session')).status, 200)
})

t.test('a token of one opens nothing of the other', async t => {
  const tenantPart = (who: Client) => who.token!.split('.')[0]
  const forged = admin.withToken(`${tenantPart(twin)}.${admin.token!.split('.')[1]}`)
  t.equal((await forged.get('/session')).status, 401)
  t.not(tenantPart(admin), tenantPart(twin))
  t.equal((await twin.get('/session')).body.tenant.id, twinId)
})
