import { existsSync, globSync, readdirSync, readlinkSync } from 'node:fs'
import { zstdCompressSync } from 'node:zlib'
import pg from 'pg'
import t from 'tap'
import type { TenantId } from '../../core/database/database.ts'
import { tableName } from '../../core/database/table-definition.ts'
import { plainRow } from '../../core/tenant-copies/secrets.ts'
import { stayingTables, travellingTables } from '../../core/tenant-copies/travelling.ts'
import { copyType } from '../../core/tenant-copies/write-copy.ts'
import type { Body } from '../support/client.ts'
import { newTenant } from '../support/new-tenant.ts'
import { startPlatform } from '../support/platform.ts'
import { until } from '../support/server-process.ts'
import { bringCopy, copyOf, linesIn, passphrase, sealed, takeCopy } from './copies.ts'

const platform = await startPlatform(t)
const { model } = platform.app.platform.engine
const owner = new pg.Client({ connectionString: platform.ownerUrl })
await owner.connect()
t.teardown(() => owner.end())
const operator = await platform.signIn('operator')

/** By table, all rows of a tenant as text, but for what is another in another tenant. */
async function rowsOf(tenantId: string): Promise<Record<string, string[]>> {
  const told: Record<string, string[]> = {}
  for (const one of travellingTables(model)) {
    const { name, table, only = 'true' } = one
    const { rows } = await owner.query(
      `select (to_jsonb(t) - 'tenant_id' - case when $1 then array['path', 'storage_key'] else '{}' end)::text as row from ${tableName(table)} t
        where tenant_id = $2 and ($3 <> 'core.file' or content_type <> $4) and ($3 <> 'core.audit_entry' or to_jsonb(t)->>'action' not in ('copy-tenant', 'import-tenant'))
          and ${only} and ($3 <> 'core.pending_reaction' or (to_jsonb(t)->>'due_at')::timestamptz > now())
        order by 1`.replace(`content_type <> $4`, name === 'core.file' ? 'content_type <> $4' : '$4::text is not null'),
      [['core.organization', 'core.file'].includes(name), tenantId, name, copyType],
    )
    const { secrets } = platform.app.platform.engine.database.tenant(tenantId as TenantId)
    told[name] = rows.map(({ row }) => JSON.stringify(plainRow(one, JSON.parse(row), { model, secrets }))).sort()
  }
  return told
}

async function idOf(code: string): Promise<string> {
  const { rows } = await owner.query('select id from core.tenant where code = $1', [code])
  return rows[0]?.id
}

t.test('a copy becomes a new tenant with every row and file of the old one', async t => {
  const admin = await platform.signIn('admin')
  const uploaded = await admin.upload('/core/files', { name: '申请书.txt', content: Buffer.from('入党申请书'.repeat(30_000)) })
  t.equal(uploaded.status, 201)
  const { job, bytes } = await takeCopy(admin)
  t.match(job, { result: { files: 1, missing: [] } })
  t.notOk(bytes.includes('入党'), 'nothing in it can be read')

  const brought = await bringCopy(operator, bytes, { passphrase, code: 'qianyi', name: '迁移后的单位' })
  t.match(brought, { state: 'done', result: { code: 'qianyi', rows: job.result.rows, files: 1 } })
  const [before, after] = [await rowsOf(await idOf('demo')), await rowsOf(await idOf('qianyi'))]
  t.equal(before['members.member']!.length, 1000)
  for (const [name, rows] of Object.entries(before)) t.strictSame(after[name], rows, name)

  const there = await platform.signIn('admin', { tenant: 'qianyi' })
  t.equal((await there.get('/core/tenant')).body.name, '迁移后的单位')
  t.strictSame((await there.get(`/core/files/${uploaded.body.id}/content`)).bytes.toString(), '入党申请书'.repeat(30_000))
  const lines = await linesIn(bytes)
  const { id_number: number, name } = lines.find(line => line.row?.id_number).row
  const found = await there.get(`/members/members?filter[idNumber][eq]=${number}`)
  t.strictSame(
    found.body.data.map((one: Body) => one.name),
    [name],
    'secrets are found by their whole value, under the keys of the new tenant',
  )
  const secretary = await platform.signIn('secretary', { tenant: 'qianyi' })
  const own = await (await platform.signIn('secretary')).get('/members/members?count=exact')
  t.equal((await secretary.get('/members/members?count=exact')).body.page.total, own.body.page.total, 'rights are as they were')

  const { rows: crooked } = await owner.query(
    `select o.name from core.organization o left join core.organization p on p.tenant_id = o.tenant_id and p.id = o.parent_id
      where o.tenant_id = $1 and (o.path !~ ('^' || coalesce(p.path, '') || '[0-9a-z]{7}$') or o.depth <> coalesce(p.depth, 0) + 1)`,
    [await idOf('qianyi')],
  )
  t.strictSame(crooked, [], 'the tree agrees with the parents')
  const { rows: counts } = await owner.query(
    `select count(*)::int as different from core.organization_count a full join core.organization_count b
      on a.entity = b.entity and a.organization_id = b.organization_id and b.tenant_id = $2
      where a.tenant_id = $1 and a.records is distinct from b.records and a.records <> 0`,
    [await idOf('demo'), await idOf('qianyi')],
  )
  t.equal(counts[0].different, 0, 'and the counts with the rows')
  t.match(await bringCopy(operator, bytes, { passphrase, code: 'qianyi' }), { state: 'failed' }, 'a code is one tenant’s')
})

t.test('every table with a tenant travels, or is named among those that stay', async t => {
  const { rows } = await owner.query(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' where c.relkind in ('r', 'p') and not c.relispartition and n.nspname <> 'bullmq'`,
  )
  const travelling = new Set(travellingTables(model).map(table => table.name))
  const declaredToStay = [...model.entities.values()].filter(entity => entity.platform || entity.schema['x-travels'] === false)
  const staying = new Set([
    ...stayingTables.map(name => `core.${name}`),
    ...declaredToStay.map(({ table }) => `${table.schema}.${table.name}`),
  ])
  t.strictSame(
    rows.map(row => row.name).filter(name => travelling.has(name) === staying.has(name)),
    [],
  )
})

t.test('who has not the whole tenant takes no copy, and who is no operator brings none', async t => {
  for (const name of ['orgadmin', 'secretary', 'member']) {
    const person = await platform.signIn(name)
    t.match(await person.post('/core/tenant-copies', { passphrase }), { status: 403 }, name)
  }
  const admin = await platform.signIn('admin')
  t.match(await bringCopy(admin, Buffer.from('x'), { passphrase, code: 'mine' }), { status: 403 })
  t.match(await admin.post('/core/tenant-copies', { passphrase: 'short' }), { status: 422 })
  t.match(await operator.post('/core/tenant-copies', { passphrase }), { status: 409, body: { code: 'tenant-copy.platform' } })
  t.match(await bringCopy(operator, Buffer.from('x'), { code: 'mine' }), { status: 422, body: { errors: [{ pointer: '/passphrase' }] } })
  const { job } = await takeCopy(admin)
  const other = await platform.signIn('orgadmin')
  t.equal((await other.get(`/core/files/${job.result.fileId}/content`)).status, 404, 'a copy is for who asked for it')
  const { rows } = await owner.query(`select input::text as input from core.job where kind = 'export-tenant'`)
  for (const row of rows) t.notMatch(row.input, passphrase, 'the passphrase is nowhere to be read')
})

t.test('a hostile or damaged copy is refused, and nothing of it stays', async t => {
  const { admin } = await newTenant(platform, '中共青禾镇委员会')
  await admin.upload('/core/files', { name: 'a.txt', content: Buffer.from('原文') })
  const { bytes } = await takeCopy(admin)
  const [head, ...lines] = await linesIn(bytes)
  const rowIn = (table: string, change: (row: Body) => void) => changed(lines, table, change)
  const cases: [title: string, copy: () => Promise<Buffer>][] = [
    ['no copy at all', async () => Buffer.from('PK\x03\x04 a zip')],
    ['empty', async () => Buffer.alloc(0)],
    ['cut off', async () => bytes.subarray(0, bytes.length - 20)],
    ['cut off between two pieces', async () => sealed(Buffer.alloc(200_000)).then(whole => whole.subarray(0, 24 + 4 + 65_536 + 16))],
    ['with a bit turned', async () => turned(bytes)],
    ['packed without end', async () => sealed(zstdCompressSync(Buffer.alloc(300 * 1_048_576, 'x')))],
    ['that is no packed stream', async () => sealed(Buffer.from('{"format":1}'))],
    ['that ends within a line', async () => sealed(zstdCompressSync(`${JSON.stringify(head)}\n{"table":`))],
    ['with lines that are no JSON', () => copyOf([head, 'nonsense'])],
    ['of a newer format', () => copyOf([{ ...head, format: 2 }, ...lines])],
    [
      'of a plugin that is not installed',
      () => copyOf([{ ...head, plugins: { moon: '1.0.0' }, tables: { ...head.tables, 'moon.base': ['id'] } }, ...lines]),
    ],
    ['with a table of the platform', () => copyOf([{ ...head, tables: { ...head.tables, 'core.tenant': ['id', 'code'] } }, ...lines])],
    [
      'with a table that is none of ours',
      () => copyOf([{ ...head, tables: { ...head.tables, 'pg_catalog.pg_authid': ['oid'] } }, ...lines]),
    ],
    [
      'with the id of a tenant in a row',
      () => copyOf([head, ...rowIn('core.post', row => (row.tenant_id = '00000000-0000-7000-8000-000000000001'))]),
    ],
    [
      'with a column that nobody declared',
      () => copyOf([{ ...head, tables: { ...head.tables, 'core.user': [...head.tables['core.user'], 'admin'] } }, ...lines]),
    ],
    ['with a wrong type', () => copyOf([head, ...rowIn('core.user', row => (row.must_change_password = 'yes'))])],
    ['with a choice that is none', () => copyOf([head, ...rowIn('core.user', row => (row.state = 'god'))])],
    ['with a name too long', () => copyOf([head, ...rowIn('core.user', row => (row.name = 'x'.repeat(100_000)))])],
    [
      'that names an organization of someone else',
      () => copyOf([head, ...rowIn('core.user', row => (row.organization_id = '00000000-0000-7000-8000-000000000009'))]),
    ],
    ['with an organization below itself', () => copyOf([head, ...rowIn('core.organization', row => (row.parent_id = row.id))])],
    ['with two of the same id', () => copyOf([head, ...lines.flatMap(line => (line.row?.username ? [line, line] : [line]))])],
    ['with the same table twice', () => copyOf([head, ...lines, { table: 'core.post' }])],
    ['with the operator’s role', () => copyOf([head, ...rowIn('core.role', row => (row.base = 'operator'))])],
    [
      'with a file that is another',
      () => copyOf([head, ...lines.map(line => (line.part ? { part: Buffer.from('改过').toString('base64') } : line))]),
    ],
    ['with a file that no row names', () => copyOf([head, ...lines, { file: '../../etc/passwd' }, { part: 'eA==' }])],
    ['with parts of no file', () => copyOf([head, { part: 'eA==' }])],
    [
      'with an own field that is none',
      () => copyOf([head, { table: 'core.own_field' }, { row: { ...ownField, name: 'constructor' } }, ...without(lines, 'core.own_field')]),
    ],
  ]
  const before = await totals()
  for (const [title, copy] of cases) {
    const job = await bringCopy(operator, await copy(), { passphrase, code: 'hostile' })
    t.match(job, { state: 'failed', error: /副本|口令|插件/ }, title)
  }
  t.match(
    await bringCopy(operator, bytes, { passphrase: `${passphrase}!`, code: 'hostile' }),
    { state: 'failed', error: /口令/ },
    'another passphrase',
  )
  t.strictSame(await totals(), before)
  t.strictSame(
    globSync('**/copy-*', { cwd: `${process.env['TEST_FOLDER']}/${new URL(platform.ownerUrl).pathname.slice(1)}` }),
    [],
    'what was sent neither',
  )
  await until(() => !openFiles().some(path => path.includes('/copy-')))
  t.match(await bringCopy(operator, bytes, { passphrase, code: 'hostile' }), { state: 'done' }, 'the copy itself is good')
})

const ownField = {
  id: '00000000-0000-7000-8000-00000000000a',
  version: 1,
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
  entity: 'members/member',
  title: '籍贯',
  kind: 'text',
  on: true,
}

async function totals(): Promise<Record<string, number>> {
  const told: Record<string, number> = {}
  for (const table of [{ schema: 'core', name: 'tenant' }, ...travellingTables(model).map(one => one.table)]) {
    // Sign-ins and refused jobs of the operator are no part of a copy.
    const { rows } = await owner.query(`select count(distinct tenant_id)::int as count from ${tableName(table)}`)
    told[table.name] = rows[0].count
  }
  const { rows } = await owner.query('select count(*)::int as count from core.tenant')
  return { ...told, tenants: rows[0].count }
}

/** What this process has open, where the system tells it. */
function openFiles(): string[] {
  const folder = '/proc/self/fd'
  const pathOf = (name: string) => {
    try {
      return [readlinkSync(`${folder}/${name}`)]
    } catch {
      return []
    }
  }
  return existsSync(folder) ? readdirSync(folder).flatMap(pathOf) : []
}

function turned(bytes: Buffer): Buffer {
  const other = Buffer.from(bytes)
  other[other.length >> 1]! ^= 1
  return other
}

/** The lines with the first row of a table changed. */
function changed(lines: Body[], table: string, change: (row: Body) => void): Body[] {
  const copy = structuredClone(lines)
  const at = copy.findIndex(line => line.table === table)
  const row = copy.slice(at + 1).find(line => line.row)
  change(row.row)
  return copy
}

/** The lines without a table and its rows. */
function without(lines: Body[], table: string): Body[] {
  let skipping = false
  return lines.filter(line => {
    if (line.table) skipping = line.table === table
    if (line.file) skipping = false
    return !skipping
  })
}
