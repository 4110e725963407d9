import pg from 'pg'
import t from 'tap'
import { serverRole, serverUrl } from '../../core/database/database.ts'
import { quote } from '../../core/database/table-definition.ts'
import { startPlatform } from '../support/platform.ts'
import { secondTenant } from './second-tenant.ts'

/** Tables that belong to no tenant, each with the reason. Whatever else is found in a schema of ours must keep tenants apart. */
const global: Record<string, string> = {
  'core.applied': 'what was applied to the database; the server may only read it',
  'core.sign_in_name': 'finds the tenant of who signs in, before any tenant is known: hashes and ids alone',
  'core.secret_key': 'the names of master keys and the lasting keys encrypted under them; nothing for the server',
  'core.audit_pending': 'what is to be sealed, for all tenants: ids and keyed hashes alone',
  'core.pending_reaction': 'what is still to be done, for all tenants: ids and names alone',
  'core.handover': 'what one tenant lets another take over by a code: hashes and ids alone',
  'core.machine': 'workflows as they once were declared, by their hash: what plugins say, and nobody’s data',
  'core.open_job': 'what a crash left over, for all tenants: ids and kinds alone',
  'core.outbound_turn': 'when a site of the internet may be visited again: the pause is all tenants’ together; nobody’s data',
  'core.platform_day': 'holidays that the operator edited for all tenants; nobody’s data',
}

const platform = await startPlatform(t)
const second = await secondTenant(platform)
const schemas = [...new Set([...platform.app.platform.engine.model.entities.values()].map(entity => entity.table.schema))]

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return client
}
const owner = await connect(platform.ownerUrl)
const server = await connect(serverUrl(platform.ownerUrl))
t.after(async () => {
  await server.end()
  await owner.end()
})
const { rows: tenants } = await owner.query<{ id: string }>(`select id from core.tenant where code = 'demo'`)
const demo = tenants[0]!.id

type Table = { oid: string; name: string; row_security: boolean; forced: boolean; partition: boolean; columns: string[] }
const { rows: tables } = await owner.query<Table>(
  `select c.oid, n.nspname || '.' || c.relname as name, c.relrowsecurity as row_security, c.relforcerowsecurity as forced, c.relispartition as partition,
    (select array_agg(a.attname::text order by a.attnum) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns
  from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = any($1) and c.relkind in ('r', 'p') order by 2`,
  [schemas],
)
const ours = tables.filter(table => !(table.name in global))
const whole = ours.filter(table => !table.partition)
const named = (table: Table) => table.name.split('.').map(quote).join('.')

/** As the server for one tenant (or none), everything taken back. */
async function asServer<T>(tenant: string | undefined, work: () => Promise<T>): Promise<T> {
  await server.query('begin')
  if (tenant) await server.query(`set local app.tenant = '${tenant}'`)
  try {
    return await work()
  } finally {
    await server.query('rollback')
  }
}

/** What a statement as the server comes to: how many rows, or the error's code. */
async function outcome(tenant: string | undefined, statement: string, values: unknown[] = []): Promise<number | string> {
  return asServer(tenant, async () => (await server.query(statement, values)).rowCount ?? 0).catch(
    (error: pg.DatabaseError) => error.code ?? error.message,
  )
}

const refused = '42501'

t.test('every declared entity and sub-table has a table among those looked at', async t => {
  for (const entity of platform.app.platform.engine.model.entities.values())
    for (const name of [entity.table.name, ...entity.fields.flatMap(field => (field.rows ? [field.rows.table] : []))])
      t.ok(
        whole.some(table => table.name === `${entity.table.schema}.${name}`),
        `${entity.key}: ${name}`,
      )
})

t.test('every table has a tenant and row-level security, forced on its owner too', async t => {
  for (const table of ours) {
    t.ok(table.columns.includes('tenant_id'), `${table.name} has a tenant`)
    t.ok(table.row_security, `${table.name} has row-level security`)
    t.ok(table.forced, `${table.name} forces it`)
  }
  for (const name of Object.keys(global))
    t.ok(
      tables.some(table => table.name === name),
      `${name} is there to be an exception`,
    )
})

t.test('every primary key, unique index and foreign key begins with the tenant', async t => {
  const { rows: indexes } = await owner.query<{ name: string; columns: string[] }>(
    `select indexrelid::regclass::text as name, array(select a.attname::text from unnest(indkey::smallint[]) with ordinality k(number, at)
       join pg_attribute a on a.attrelid = indrelid and a.attnum = k.number order by k.at) as columns
     from pg_index where indisunique and indrelid = any($1)`,
    [ours.map(table => table.oid)],
  )
  t.ok(indexes.length >= ours.length, 'each has a primary key at least')
  for (const index of indexes) t.equal(index.columns[0], 'tenant_id', index.name)
  const { rows: keys } = await owner.query<{ name: string; columns: string[]; targets: string[] }>(
    `select conrelid::regclass || '.' || conname as name,
       array(select a.attname::text from unnest(conkey) with ordinality k(number, at) join pg_attribute a on a.attrelid = conrelid and a.attnum = k.number order by k.at) as columns,
       array(select a.attname::text from unnest(confkey) with ordinality k(number, at) join pg_attribute a on a.attrelid = confrelid and a.attnum = k.number order by k.at) as targets
     from pg_constraint where contype = 'f' and conrelid = any($1)`,
    [ours.map(table => table.oid)],
  )
  t.ok(keys.length > 20)
  for (const key of keys) t.same([key.columns[0], key.targets[0]], ['tenant_id', 'tenant_id'], key.name)
})

t.test('without a tenant the server sees no row of any table, and can add none', async t => {
  for (const table of whole) {
    const { rows } = await asServer(undefined, () => server.query(`select count(*)::int as count from ${named(table)}`))
    t.equal(rows[0].count, 0, table.name)
  }
  t.equal(await outcome(undefined, 'insert into core.role (tenant_id, id) values ($1, gen_random_uuid())', [demo]), refused)
})

t.test('as one tenant the server can read, change, remove, move and add no row of another', async t => {
  let filled = 0
  for (const table of whole) {
    const { rows: theirs } = await owner.query(`select 1 from ${named(table)} where tenant_id = $1 limit 1`, [demo])
    filled += theirs.length
    const { rows } = await asServer(second.id, () =>
      server.query(`select count(*)::int as count from ${named(table)} where tenant_id <> $1`, [second.id]),
    )
    t.equal(rows[0].count, 0, `${table.name}: nothing of another is read`)
    const removed = await outcome(second.id, `delete from ${named(table)} where tenant_id = $1`, [demo])
    t.ok(removed === 0 || removed === refused, `${table.name}: nothing of another is removed (${removed})`)
    const changed = await outcome(second.id, `update ${named(table)} set tenant_id = tenant_id where tenant_id = $1`, [demo])
    t.ok(changed === 0 || changed === refused, `${table.name}: nothing of another is changed (${changed})`)
    const moved = await outcome(demo, `update ${named(table)} set tenant_id = $1`, [second.id])
    t.equal(theirs.length > 0 ? moved : refused, refused, `${table.name}: nothing is moved to another`)
    const row = table.columns.includes('id') ? { id: '00000000-0000-7000-8000-0000000000aa' } : {}
    const added = await outcome(second.id, `insert into ${named(table)} select (jsonb_populate_record(null::${named(table)}, $1)).*`, [
      JSON.stringify({ ...row, tenant_id: demo }),
    ])
    t.equal(added, refused, `${table.name}: nothing is added for another`)
  }
  t.ok(filled >= 10, 'the other tenant has rows in most of them')
})

t.test('a partition cannot be reached past its parent', async t => {
  const partitions = ours.filter(table => table.partition)
  t.ok(partitions.length > 20)
  for (const table of partitions)
    for (const statement of ['select 1 from', 'delete from'])
      t.equal(await outcome(demo, `${statement} ${named(table)}`), refused, `${statement} ${table.name}`)
})

t.test('history and audit can be added to, and not be changed, by the server', async t => {
  const audit = `insert into core.audit_entry (tenant_id, id, action) values ($1, gen_random_uuid(), 'x')`
  const history = `insert into core.record_history (tenant_id, id, entity, record_id, version, action, changed, data)
    values ($1, gen_random_uuid(), 'x', gen_random_uuid(), 1, 'x', '{}', '{}')`
  for (const statement of [audit, history]) t.equal(await outcome(demo, statement, [demo]), 1, statement)
  for (const name of ['core.audit_entry', 'core.record_history'])
    for (const statement of [`update ${name} set action = 'y'`, `delete from ${name}`, `truncate ${name}`])
      t.equal(await outcome(demo, statement), refused, statement)
})

t.test('the server owns nothing, bypasses nothing and can make nothing', async t => {
  const { rows: roles } = await owner.query('select * from pg_roles where rolname = $1', [serverRole(platform.ownerUrl)])
  for (const right of ['rolsuper', 'rolcreatedb', 'rolcreaterole', 'rolbypassrls', 'rolreplication']) t.equal(roles[0][right], false, right)
  const { rows: owned } = await owner.query(
    `select relname as name from pg_class where relowner = $1 union all select nspname from pg_namespace where nspowner = $1
     union all select proname from pg_proc where proowner = $1 union all select datname from pg_database where datdba = $1`,
    [roles[0].oid],
  )
  t.same(owned, [])
  const { rows: groups } = await owner.query('select 1 from pg_auth_members where member = $1', [roles[0].oid])
  t.same(groups, [], 'is in no group')
  for (const statement of [
    'create schema mine',
    'create table core.mine (x int)',
    'create table public.mine (x int)',
    `create function core.mine() returns int language sql as 'select 1'`,
    'create role mine',
    'create extension dblink',
    'alter table core.role disable row level security',
    'drop policy tenant on core.role',
    'drop table core.role',
    'set local session authorization postgres',
    `insert into core.applied (name, hash) values ('x', 'y')`,
    `copy core.role to '/tmp/role'`,
    `copy core.role from program 'id'`,
  ])
    t.match(await outcome(demo, statement), /^(42501|22023)$/, statement)
})

t.test('no function of ours runs with the rights of its owner', async t => {
  const { rows } = await owner.query(
    'select proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = any($1) and prosecdef',
    [schemas],
  )
  t.same(rows, [])
})
