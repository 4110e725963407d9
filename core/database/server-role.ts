import pg from 'pg'
import { CannotStart } from '../cannot-start.ts'
import { serverRole, serverUrl } from './database.ts'
import { quote } from './table-definition.ts'

/**
 * The role that the server works as: it can sign in and read and write rows, and nothing else. One that is as it should be is left
 * alone: owners who are no superusers may make roles, and may not say of them what only superusers may.
 */
export async function ensureServerRole(client: pg.Client, ownerUrl: string): Promise<void> {
  const role = serverRole(ownerUrl)
  const password = client.escapeLiteral(decodeURIComponent(new URL(serverUrl(ownerUrl)).password))
  const known = await client.query(
    'select rolsuper or rolcreatedb or rolcreaterole or rolbypassrls or rolreplication as mighty from pg_roles where rolname = $1',
    [role],
  )
  if (known.rowCount === 0) await client.query(`create role ${quote(role)} login password ${password}`)
  else if (known.rows[0].mighty) throw new CannotStart(`数据库角色 ${role} 的权限过大，请数据库管理员收回它的特权后再启动。`)
  else if (!(await canSignIn(serverUrl(ownerUrl)))) await client.query(`alter role ${quote(role)} login password ${password}`)
}

async function canSignIn(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    return true
  } catch (error) {
    // Wrong password, or a role that may not sign in.
    if (/^28...$/.test((error as { code?: string }).code ?? '')) return false
    throw error
  } finally {
    // Whether it could sign in is known by now; how a connection that failed ends adds nothing.
    await client.end().catch(() => {})
  }
}

/** What the server's role may do with the tables of these schemas: rows, and not the past of logs and of what is only ever added to. */
export async function grantToServer(client: pg.Client, ownerUrl: string, schemas: string[], appendOnly: string[]): Promise<void> {
  const role = quote(serverRole(ownerUrl))
  for (const schema of schemas) {
    await client.query(`grant usage on schema ${quote(schema)} to ${role}`)
    await client.query(`grant select, insert, update, delete on all tables in schema ${quote(schema)} to ${role}`)
    await client.query(`grant usage on all sequences in schema ${quote(schema)} to ${role}`)
  }
  // Nobody rewrites the log: not the server either.
  const logs = ['core.audit_entry', 'core.audit_seal', 'core.record_history', 'core.applied', ...appendOnly]
  await client.query(`revoke update, delete on ${logs.join(', ')} from ${role}`)
  await client.query(`revoke insert on core.applied from ${role}`)
  await client.query(`revoke all on core.secret_key from ${role}`)
  await closePartitions(client, ownerUrl, schemas)
}

/** Whether it has been given its rights in this database: one just made has none, nor one of another owner than before. */
export async function isGranted(client: pg.Client, ownerUrl: string): Promise<boolean> {
  const { rows } = await client.query<{ granted: boolean | null }>(
    `select has_schema_privilege($1, to_regnamespace('core')::oid, 'usage') as granted`,
    [serverRole(ownerUrl)],
  )
  return rows[0]!.granted === true
}

/** What every server of a PostgreSQL worked as before each owner had a role of its own. */
export const formerRole = 'dangjian_server'

/** Takes its rights in this database from the former role, once no server works as it here any more. */
export async function withdrawFormerRole(client: pg.Client, ownerUrl: string): Promise<void> {
  if (serverRole(ownerUrl) === formerRole) return
  const { rows } = await client.query<{ schema: string }>(
    `select n.nspname as schema from pg_roles r join pg_namespace n on has_schema_privilege(r.oid, n.oid, 'usage')
    where r.rolname = $1 and not r.rolsuper and has_schema_privilege(r.oid, to_regnamespace('core')::oid, 'usage')
      and n.nspname not in ('public', 'information_schema') and n.nspname !~ '^pg_'
      and not exists (select from pg_stat_activity a where a.datname = current_database() and a.usename = r.rolname)`,
    [formerRole],
  )
  if (rows.length === 0) return
  // The queue gives rights in its schema under a lock of its own.
  await client.query(`select pg_advisory_xact_lock(hashtext('dangjian job grants'))`)
  for (const { schema } of rows) {
    for (const kind of ['tables', 'sequences', 'functions'])
      await client.query(`revoke all on all ${kind} in schema ${quote(schema)} from ${formerRole}`)
    await client.query(`revoke all on schema ${quote(schema)} from ${formerRole}`)
  }
}

/** A partition named by itself knows neither its parent's policy nor what was revoked there: the server goes through the parent. */
export async function closePartitions(client: pg.Client, ownerUrl: string, schemas: string[]): Promise<void> {
  const role = quote(serverRole(ownerUrl))
  const partitions = await client.query(
    `select format('%I.%I', n.nspname, c.relname) as name, c.relrowsecurity and c.relforcerowsecurity as secured
      from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relispartition and c.relkind = 'r' and n.nspname = any($1)`,
    [schemas],
  )
  for (const { name, secured } of partitions.rows as { name: string; secured: boolean }[]) {
    await client.query(`revoke all on ${name} from ${role}`)
    // Without a policy of its own it shows nothing; the parent's holds for whoever comes through the parent.
    if (!secured) await client.query(`alter table ${name} enable row level security, force row level security`)
  }
}
