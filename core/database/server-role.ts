import pg from 'pg'
import { CannotStart } from '../cannot-start.ts'
import { serverRole, serverUrl } from './database.ts'
import { quote } from './table-definition.ts'

/**
 * The role that the server works as: it can sign in and read and write rows, and nothing else. One that is as it should be is left
 * alone: owners who are no superusers may make roles, and may not say of them what only superusers may.
 */
export async function ensureServerRole(client: pg.Client, ownerUrl: string): Promise<void> {
  const password = client.escapeLiteral(decodeURIComponent(new URL(serverUrl(ownerUrl)).password))
  const known = await client.query(
    'select rolsuper or rolcreatedb or rolcreaterole or rolbypassrls or rolreplication as mighty from pg_roles where rolname = $1',
    [serverRole],
  )
  if (known.rowCount === 0) await client.query(`create role ${serverRole} login password ${password}`)
  else if (known.rows[0].mighty) throw new CannotStart(`数据库角色 ${serverRole} 的权限过大，请数据库管理员收回它的特权后再启动。`)
  else if (!(await canSignIn(serverUrl(ownerUrl)))) await client.query(`alter role ${serverRole} login password ${password}`)
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

/** What the server's role may do with the tables of these schemas: rows, and not the logs' past. */
export async function grantToServer(client: pg.Client, schemas: string[]): Promise<void> {
  for (const schema of schemas) {
    await client.query(`grant usage on schema ${quote(schema)} to ${serverRole}`)
    await client.query(`grant select, insert, update, delete on all tables in schema ${quote(schema)} to ${serverRole}`)
    await client.query(`grant usage on all sequences in schema ${quote(schema)} to ${serverRole}`)
  }
  // Nobody rewrites the log: not the server either.
  await client.query(`revoke update, delete on core.audit_entry, core.audit_seal, core.record_history, core.applied from ${serverRole}`)
  await client.query(`revoke insert on core.applied from ${serverRole}`)
  await client.query(`revoke all on core.secret_key from ${serverRole}`)
  await closePartitions(client, schemas)
}

/** A partition named by itself knows neither its parent's policy nor what was revoked there: the server goes through the parent. */
export async function closePartitions(client: pg.Client, schemas: string[]): Promise<void> {
  const partitions = await client.query(
    `select format('%I.%I', n.nspname, c.relname) as name, c.relrowsecurity and c.relforcerowsecurity as secured
      from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relispartition and c.relkind = 'r' and n.nspname = any($1)`,
    [schemas],
  )
  for (const { name, secured } of partitions.rows as { name: string; secured: boolean }[]) {
    await client.query(`revoke all on ${name} from ${serverRole}`)
    // Without a policy of its own it shows nothing; the parent's holds for whoever comes through the parent.
    if (!secured) await client.query(`alter table ${name} enable row level security, force row level security`)
  }
}
