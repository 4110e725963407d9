import t from 'tap'
import { v7 as uuid } from 'uuid'
import { readAnchors } from '../../core/audit/anchor.ts'
import { sealRestored } from '../../core/audit/restored.ts'
import { sealEarlierEntries } from '../../core/audit/seal-earlier.ts'
import { writeAudit } from '../../core/audit/write-audit.ts'
import { tenantId } from '../../core/database/database.ts'
import { platformCaller } from '../../core/permissions/access.ts'
import { secondServer } from '../core/second-server.ts'
import { Client } from '../support/client.ts'
import { anchorOf, startPlatform } from '../support/platform.ts'
import { until } from '../support/server-process.ts'
import { chainOf } from './chain.ts'

const platform = await startPlatform(t)
const admin = await platform.signIn('admin')
const chain = await chainOf(t, platform)
const demo = tenantId(chain.tenant)
const { engine } = platform.app.platform
const caller = platformCaller(demo)
const sealed = async () =>
  (await chain.owner.query('select max(number) as head from core.audit_seal where tenant_id = $1', [demo])).rows[0].head

async function headsNoted(): Promise<number[]> {
  const heads: number[] = []
  for await (const one of readAnchors(anchorOf(platform.ownerUrl))) if (one.tenant === demo) heads.push(one.seal)
  return heads
}

t.test('what two servers write at the same time is all sealed, and once', async t => {
  const other = new Client(await secondServer(t, platform), admin.token)
  const before = (await chain.verdict()).entries
  const replies = await Promise.all(
    Array.from({ length: 60 }, (_, at) =>
      (at % 2 ? admin : other).post('/core/roles', { code: `role-${at % 40}`, name: '审计员', permissions: {} }),
    ),
  )
  const made = replies.filter(reply => reply.status === 201).length
  t.equal(made, 40, 'a code is used once; who came second is rolled back')
  const { findings, entries, pending } = await chain.verdict()
  t.strictSame(findings, [])
  t.strictSame([entries - before, pending], [made, 0])
  const { rows } = await chain.owner.query(
    'select count(*)::int as all, count(distinct id)::int as different from core.audit_seal, unnest(entries) id where tenant_id = $1',
    [demo],
  )
  t.strictSame([rows[0].all, rows[0].different], [entries, entries])
})

t.test('what is rolled back leaves nothing to seal', async t => {
  const before = await chain.verdict()
  await engine.database
    .transaction(demo, async transaction => {
      await writeAudit({ engine, transaction, caller }, [{ action: 'never' }])
      throw new Error('taken back')
    })
    .catch(() => {})
  const after = await chain.verdict()
  t.strictSame([after.findings, after.entries, after.seals], [[], before.entries, before.seals])
})

t.test('a long transaction that commits late holds nobody up, and is sealed after its time', async t => {
  const late = uuid()
  await engine.database.transaction(demo, async transaction => {
    await writeAudit({ engine, transaction, caller }, [{ id: late, action: 'import' }])
    const head = await sealed()
    t.equal((await admin.post('/core/roles', { code: 'meanwhile', name: '审计员', permissions: {} })).status, 201)
    await until(async () => (await sealed()) > head)
    t.strictSame((await chain.verdict()).findings, [], 'while it runs')
  })
  t.strictSame((await chain.verdict()).findings, [])
  const { rows } = await chain.owner.query('select number from core.audit_seal where tenant_id = $1 and $2 = any(entries)', [demo, late])
  t.equal(rows[0].number, await sealed())
})

t.test('values survive the way into the database and back', async t => {
  const changes = {
    数: [1e21, -0, 1e-7, 0.1, 1_234_567.891, Number.MAX_SAFE_INTEGER],
    text: ['“引号”\\ / \u2028 \u0001 \t 𠮷👩‍👩‍👧', ''],
    b: { 2: 1, 10: 2, a: null, 一: [[], {}] },
    when: [new Date(0), null],
    none: undefined,
    __proto: [true, false],
  }
  const label = `${'长'.repeat(199)}👩尾`
  await engine.database.transaction(demo, async transaction =>
    writeAudit({ engine, transaction, caller }, [
      { action: 'strange', changes, recordLabel: label, organizationId: 'A1890000-0000-7000-8000-0000000000AA' },
      { action: 'bare' },
    ]),
  )
  t.strictSame((await chain.verdict()).findings, [])
})

t.test('a head noted outside and given up by a restore is explained by it, and no other is', async t => {
  await chain.verdict()
  const head = await sealed()
  await until(async () => (await headsNoted()).includes(head))
  // Back to an earlier day: the newest seals and their entries are no more.
  await chain.owner.query(
    'delete from core.audit_entry e using core.audit_seal s where s.tenant_id = $1 and s.number > $2 and e.tenant_id = $1 and e.id = any(s.entries)',
    [demo, head - 2],
  )
  await chain.owner.query('delete from core.audit_seal where tenant_id = $1 and number > $2', [demo, head - 2])
  t.match((await chain.verdict()).findings, [
    { kind: 'head-missing', seal: head - 1 },
    { kind: 'head-missing', seal: head },
  ])
  await chain.owner.query('begin')
  await sealRestored(chain.owner, engine.keyRing)
  await chain.owner.query('commit')
  const { findings, remarkable } = await chain.verdict()
  t.strictSame(findings, [])
  t.match(remarkable.at(-1), { kind: 'restored', number: head - 1 })
  await admin.post('/core/roles', { code: 'since-then', name: '审计员', permissions: {} })
  await chain.verdict()
  const cut = await chain.after([['delete from core.audit_seal where tenant_id = $1 and number >= $2', [demo, head]]], true)
  t.ok(
    cut.findings.some(finding => finding.kind === 'head-missing'),
    'what was noted since the restore must be there',
  )
})

t.test('entries from before sealing began are sealed as they are found, once', async t => {
  await chain.verdict()
  await chain.owner.query('delete from core.audit_seal')
  await chain.owner.query(`delete from core.applied where name = 'audit sealing'`)
  await sealEarlierEntries(platform.ownerUrl, engine.database, engine.keyRing)
  engine.sealer.wrote()
  const { findings, entries, remarkable, pending } = await chain.after([])
  t.strictSame([findings, pending], [[], 0])
  t.strictSame(
    remarkable.map(seal => seal.kind),
    ['earlier'],
  )
  t.ok(entries > 0)
  const [{ id }] = (await chain.owner.query('select id from core.audit_entry where tenant_id = $1 limit 1', [demo])).rows
  t.match((await chain.after([[`update core.audit_entry set ip = null, action = 'x' where id = $1`, [id]]])).findings, [
    { kind: 'entry-changed', entry: id },
  ])
  // Where there is a chain, nothing more is taken in, even if it is asked for.
  await chain.owner.query(`delete from core.applied where name = 'audit sealing'`)
  await chain.owner.query(`insert into core.audit_entry (tenant_id, id, action) values ($1, $2, 'forged')`, [demo, uuid()])
  await sealEarlierEntries(platform.ownerUrl, engine.database, engine.keyRing)
  t.match((await chain.after([])).findings, [{ kind: 'entry-added' }])
})
