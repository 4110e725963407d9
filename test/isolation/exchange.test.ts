import t from 'tap'
import { v7 as uuid } from 'uuid'
import { type TenantId, tenantId } from '../../core/database/database.ts'
import { sql } from '../../core/database/sql.ts'
import { startPlatform } from '../support/platform.ts'

// One connection: whatever a read leaves behind, the next one meets.
const platform = await startPlatform(t, { connections: 1 })
const { database } = platform.app.platform.engine
const demo = tenantId((await (await platform.signIn('admin')).get('/session')).body.tenant.id)
const reads = database.tenant(demo)

const tenantNow = sql<{ tenant: string | null }>`select nullif(current_setting('app.tenant', true), '') as tenant`
const role = (tenant: TenantId, id: string) =>
  sql`insert into core.role (tenant_id, id, code, name) values (${tenant}, ${id}, ${id}, ${'x'}) returning id`
const rolesOf = (id: string) => sql`select id from core.role where tenant_id = ${demo} and id = ${id}`

t.test('a connection knows the tenant as long as its statements are answered, and none before or after', async t => {
  t.same(await reads.runTogether([tenantNow, tenantNow]), [[{ tenant: demo }], [{ tenant: demo }]])
  t.same(await database.global(tenantNow), [{ tenant: null }])
  t.same(await reads.run(tenantNow), [{ tenant: demo }])
  const { rows } = await database.pool.query(`${tenantNow.text}`)
  t.same(rows, [{ tenant: null }])
})

t.test('statements asked together happen all or not at all', async t => {
  const [kept, undone] = [uuid(), uuid()]
  await reads.runTogether([role(demo, kept), sql`select 1`])
  t.equal((await reads.run(rolesOf(kept))).length, 1)
  await t.rejects(reads.runTogether([role(demo, undone), sql`select 1 / 0`]), { code: '22012' })
  t.same(await reads.run(rolesOf(undone)), [])
})

t.test('a statement that stood behind one that failed, or failed itself, is planned when it comes again', async t => {
  const behind = sql<{ answer: string }>`select ${'yes'}::text as answer, ${'behind'}::text as place`
  const failing = (value: string) => sql`select ${value}::uuid as id, ${'failing'}::text as place`
  // The third time of a text gives it a name.
  for (const _ of [1, 2, 3, 4]) {
    await t.rejects(reads.runTogether([failing('no uuid'), behind]), { code: '22P02' })
    await t.rejects(
      database.transaction(demo, one => one.runTogether([failing('no uuid'), behind])),
      { code: '22P02' },
    )
  }
  for (const _ of [1, 2, 3]) {
    t.same(await reads.run(behind), [{ answer: 'yes', place: 'behind' }])
    const id = uuid()
    t.same(await reads.runTogether([failing(id), behind, behind, failing(id)]), [
      [{ id, place: 'failing' }],
      [{ answer: 'yes', place: 'behind' }],
      [{ answer: 'yes', place: 'behind' }],
      [{ id, place: 'failing' }],
    ])
  }
})

t.test('statements of a transaction sent at once, known and unknown, are each answered with their own', async t => {
  const numbered = (at: number) => sql<Record<string, number>>`select ${at}::int as ${sql.ref(`n${at % 7}`)}, ${'at once'}::text as place`
  const answers = await database.transaction(demo, one =>
    Promise.all(
      Array.from({ length: 60 }, (_, at) => (at % 3 ? one.run(numbered(at)) : one.runTogether([numbered(at), numbered(at + 1)]))),
    ),
  )
  answers.forEach((answer, at) => {
    const expected = (which: number) => [{ [`n${which % 7}`]: which, place: 'at once' }]
    t.same(answer, at % 3 ? expected(at) : [expected(at), expected(at + 1)])
  })
})

t.test('a value that cannot be read, and a connection that breaks, are the error of whoever asked, and of nobody after him', async t => {
  await t.rejects(reads.run(sql`select 'infinity'::timestamptz as at`), RangeError)
  t.same(await reads.run(tenantNow), [{ tenant: demo }])
  await t.rejects(reads.runTogether([sql`select pg_terminate_backend(pg_backend_pid())`, tenantNow]))
  t.same(await reads.run(tenantNow), [{ tenant: demo }])
  t.same(await database.global(tenantNow), [{ tenant: null }])
})

t.test('empty statements, and those that give nothing, are answered with no rows', async t => {
  const nothing = sql`update core.role set name = name where tenant_id = ${demo} and id = ${uuid()}`
  for (const _ of [1, 2, 3, 4]) t.same(await reads.runTogether([sql``, nothing, tenantNow]), [[], [], [{ tenant: demo }]])
})
