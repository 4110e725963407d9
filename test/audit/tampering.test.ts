import t from 'tap'
import { newTenant } from '../support/new-tenant.ts'
import { startPlatform } from '../support/platform.ts'
import { chainOf, type Statement } from './chain.ts'

// Everything here is done as the owner of the database, whom no right of the server's binds.
const platform = await startPlatform(t)
const admin = await platform.signIn('admin')
const chain = await chainOf(t, platform)
const other = await newTenant(platform, '中共邻县委员会')
const unknown = '01890000-0000-7000-8000-0000000000aa'

/** Written over HTTP, and sealed alone. */
async function written(code: string): Promise<{ id: string; seal: number }> {
  const { status } = await admin.post('/core/roles', { code, name: '审计员', permissions: {} })
  if (status !== 201) throw new Error(`refused: ${status}`)
  await chain.verdict()
  const { rows } = await chain.owner.query(
    `select e.id, s.number as seal from core.audit_entry e join core.audit_seal s on s.tenant_id = e.tenant_id and e.id = any(s.entries)
    where e.tenant_id = $1 order by e.id desc limit 1`,
    [chain.tenant],
  )
  return rows[0]
}
const older = await written('first')
await written('second')
const newest = await written('third')

t.test('what was written over HTTP is whole', async t => {
  const { findings, entries, seals, pending, head } = await chain.verdict()
  t.strictSame([findings, pending, head?.number], [[], 0, newest.seal])
  t.ok(entries > 3)
  t.equal(seals, newest.seal)
})

t.test('every column of an entry counts', async t => {
  for (const change of [
    `changes = '{"name": [null, "角色丁"]}'`,
    `action = 'read'`,
    `user_name = '别人'`,
    'user_id = null',
    'user_id = gen_random_uuid()',
    `record_id = 'x'`,
    'record_label = null',
    `entity = 'core/user'`,
    'organization_id = gen_random_uuid()',
    `ip = '127.0.0.9'`,
    `request_id = 'x'`,
    `created_at = created_at + interval '1 microsecond'`,
    `updated_at = updated_at - interval '1 day'`,
    'created_by = gen_random_uuid()',
    'updated_by = gen_random_uuid()',
    'version = 2',
  ]) {
    const { findings } = await chain.after([[`update core.audit_entry set ${change} where id = $1`, [older.id]]])
    t.strictSame(findings, [{ kind: 'entry-changed', seal: older.seal, entry: older.id }], change)
  }
})

t.test('a removed entry is named', async t => {
  const { findings } = await chain.after([['delete from core.audit_entry where id = $1', [older.id]]])
  t.strictSame(findings, [{ kind: 'entry-removed', seal: older.seal, entry: older.id }])
})

t.test('an entry under another id is one removed and one added', async t => {
  const { findings } = await chain.after([['update core.audit_entry set id = $2 where id = $1', [older.id, unknown]]])
  t.strictSame(findings, [
    { kind: 'entry-removed', seal: older.seal, entry: older.id },
    { kind: 'entry-added', entry: unknown },
  ])
})

t.test('two entries cannot change places', async t => {
  const swap = `update core.audit_entry e set changes = o.changes, record_id = o.record_id, request_id = o.request_id,
    created_at = o.created_at, updated_at = o.updated_at
    from core.audit_entry o where e.id = any($1) and o.id = any($1) and e.id <> o.id`
  const { findings } = await chain.after([[swap, [[older.id, newest.id]]]])
  t.strictSame(
    findings,
    [older, newest].map(({ id, seal }) => ({ kind: 'entry-changed', seal, entry: id })),
  )
})

const addEntry = `insert into core.audit_entry (tenant_id, id, action) values ($1, $2, 'sign-in')`
const addPending = 'insert into core.audit_pending (tenant_id, id, kind, entries, macs)'

t.test('an added entry is named, whatever is added with it', async t => {
  const added: Statement = [addEntry, [chain.tenant, unknown]]
  t.strictSame((await chain.after([added])).findings, [{ kind: 'entry-added', entry: unknown }])
  const forgeries: Record<string, Statement> = {
    'a made-up hash': [`${addPending} values ($1, $2, 'entries', array[$2]::uuid[], $3)`, [chain.tenant, unknown, Buffer.alloc(16, 7)]],
    'another entry’s hash': [
      `${addPending} select $1, $2, 'entries', array[$2]::uuid[], substring(macs for 16) from core.audit_seal where tenant_id = $1 and number = $3`,
      [chain.tenant, unknown, newest.seal],
    ],
  }
  for (const [what, forgery] of Object.entries(forgeries))
    t.strictSame(
      (await chain.after([added, forgery])).findings,
      [{ kind: 'entry-changed', seal: undefined, entry: unknown }],
      `with ${what} it is not what the hash is of`,
    )
  const repeated: Statement = [
    `${addPending} select tenant_id, $2, kind, entries, macs from core.audit_seal where tenant_id = $1 and number = $3`,
    [chain.tenant, unknown, newest.seal],
  ]
  const nil = '00000000-0000-0000-0000-000000000000'
  for (const [place, table, first, rest] of [
    ['a seal before the first', 'audit_seal', 'number, details, made_at, hash', `-1, '{}', now(), ''`],
    ['the lowest of ids', 'audit_pending', 'id', `'${nil}'`],
  ] as const) {
    const { findings } = await chain.after([
      added,
      [
        `insert into core.${table} (tenant_id, kind, entries, macs, ${first}) values ($1, 'entries', array[$2]::uuid[], '', ${rest})`,
        [chain.tenant, unknown],
      ],
    ])
    t.ok(
      findings.some(finding => finding.kind === 'entry-changed' && finding.entry === unknown),
      `${place} hides nothing`,
    )
  }
  t.strictSame(
    (await chain.after([added, repeated])).findings,
    [{ kind: 'entry-added', entry: unknown }],
    'nor do hashes that come twice hide it',
  )
})

t.test('an entry is of one tenant', async t => {
  const neighbours = await chainOf(t, platform, other.code)
  const moved: Statement = ['update core.audit_entry set tenant_id = $2 where id = $1', [older.id, other.id]]
  t.strictSame((await chain.after([moved])).findings, [{ kind: 'entry-removed', seal: older.seal, entry: older.id }])
  t.strictSame((await neighbours.after([moved])).findings, [{ kind: 'entry-added', entry: older.id }])
  const withSeal: Statement = [
    `insert into core.audit_seal select $2, (select max(number) + 1 from core.audit_seal where tenant_id = $2), kind, array[$3]::uuid[],
       substring(macs for 16), details, made_at, previous, hash from core.audit_seal where tenant_id = $1 and number = $4`,
    [chain.tenant, other.id, older.id, older.seal],
  ]
  t.match((await neighbours.after([moved, withSeal])).findings, [{ kind: 'seal-changed' }, { kind: 'entry-changed', entry: older.id }])
})

t.test('a changed seal is named', async t => {
  const all = '{"before": "ffffffff-ffff-7fff-8fff-ffffffffffff"}'
  for (const change of [
    `kind = 'earlier'`,
    `details = '${all}'`,
    `kind = 'retention', details = '${all}'`,
    `made_at = made_at - interval '1 second'`,
    'previous = hash',
    'hash = sha256(hash)',
  ]) {
    const statement = `update core.audit_seal set ${change} where tenant_id = $1 and number = $2`
    t.strictSame(
      (await chain.after([[statement, [chain.tenant, newest.seal]]])).findings,
      [{ kind: 'seal-changed', seal: newest.seal }],
      change,
    )
  }
  const emptied = await chain.after([
    [`update core.audit_seal set entries = '{}', macs = '' where tenant_id = $1 and number = $2`, [chain.tenant, newest.seal]],
    ['delete from core.audit_entry where id = $1', [newest.id]],
  ])
  t.strictSame(emptied.findings, [{ kind: 'seal-changed', seal: newest.seal }], 'an entry gone with its place in the seal')
})

t.test('a forged seal lets nothing be dropped', async t => {
  const { findings } = await chain.after([
    [
      `insert into core.audit_seal select tenant_id, number + 1, 'retention', '{}', '', '{"before": "ffffffff-ffff-7fff-8fff-ffffffffffff"}', now(), hash, sha256(hash)
       from core.audit_seal where tenant_id = $1 and number = $2`,
      [chain.tenant, newest.seal],
    ],
    ['delete from core.audit_entry where id = $1', [older.id]],
  ])
  t.match(findings, [
    { kind: 'seal-changed', seal: newest.seal + 1 },
    { kind: 'entry-removed', entry: older.id },
  ])
})

t.test('a seal taken out of the chain is missed, and what it covered is named', async t => {
  const { findings } = await chain.after([['delete from core.audit_seal where tenant_id = $1 and number = $2', [chain.tenant, older.seal]]])
  t.match(findings[0], { kind: 'seal-missing', seal: older.seal })
  t.ok(findings.some(finding => finding.kind === 'entry-added' && finding.entry === older.id))
})

t.test('of very much that is wrong a thousand are named, and all of it is counted', async t => {
  const forged = `insert into core.audit_entry (tenant_id, id, action) select $1, gen_random_uuid(), 'x' from generate_series(1, 1500)`
  const added = await chain.after([[forged, [chain.tenant]]])
  t.strictSame([added.findings.length, added.found], [1_000, 1_500])
  const far = 1_000_000_000_000
  const gap = await chain.after([
    ['update core.audit_seal set number = $3 where tenant_id = $1 and number = $2', [chain.tenant, newest.seal, far]],
  ])
  t.strictSame([gap.findings.length, gap.found], [1_000, far - newest.seal + 1], 'numbers that are missing, and the seal that was moved')
})

t.test('the newest entries gone with their seals are missed by the heads noted outside', async t => {
  const cut: Statement[] = [
    ['delete from core.audit_entry where id = $1', [newest.id]],
    ['delete from core.audit_seal where tenant_id = $1 and number >= $2', [chain.tenant, newest.seal]],
  ]
  t.strictSame((await chain.after(cut, true)).findings, [{ kind: 'head-missing', seal: newest.seal }])
  const emptied: Statement[] = ['audit_entry', 'audit_seal'].map(table => [
    `delete from core.${table} where tenant_id = $1`,
    [chain.tenant],
  ])
  t.ok((await chain.after(emptied, true)).findings.length > 0, 'also when nothing is left')
})

t.test('what an owner slips in to be sealed is named for ever', async t => {
  await chain.owner.query(addEntry, [chain.tenant, unknown])
  await chain.owner.query(`${addPending} values ($1, $2, 'entries', array[$2]::uuid[], $3)`, [chain.tenant, unknown, Buffer.alloc(16, 7)])
  await admin.post('/core/roles', { code: 'fourth', name: '审计员', permissions: {} })
  t.match((await chain.verdict()).findings, [{ kind: 'entry-changed', seal: Number, entry: unknown }])
  await chain.owner.query('delete from core.audit_entry where id = $1', [unknown])
  t.match((await chain.verdict()).findings, [{ kind: 'entry-removed', entry: unknown }], 'taken away again, it is missed')
})
