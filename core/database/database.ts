import { createHash, createHmac } from 'node:crypto'
import pg from 'pg'
import type { KeyRing } from '../secrets/key-ring.ts'
import { type TenantSecrets, tenantSecrets } from '../secrets/tenant-secrets.ts'
import { answerMs, asking, type Watch } from './asking.ts'
import type { Statement } from './exchange.ts'
import { isoTime } from './iso-time.ts'
import { compileSql, type Sql, sql } from './sql.ts'
import { statementName } from './statement-name.ts'
import { transact } from './transact.ts'

/** Branded, so that no other uuid is taken for a tenant's. */
export type TenantId = string & { readonly brand: 'tenant' }

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** @throws TypeError when the text is no uuid: nothing else may ever reach the tenant setting */
export function tenantId(text: string): TenantId {
  if (!uuidShape.test(text)) throw new TypeError('a tenant id is a lower-case uuid')
  return text as TenantId
}

/** Runs SQL for one tenant: the database itself shows no other tenant's rows. */
export type TenantRows = { readonly tenantId: TenantId; run<T>(query: Sql<T>): Promise<T[]> }

/** The same, with the tenant's keys at hand. */
export type TenantSql = TenantRows & {
  readonly secrets: TenantSecrets
  /** Several at once, in one round trip. */
  runTogether<T>(queries: Sql<T>[]): Promise<T[][]>
}

/** A tenant's SQL within one transaction. */
export type TenantTransaction = TenantSql & {
  /**
   * Sends a write without waiting for it: what comes after goes behind it on the same connection. Where it fails, whoever waits next is told
   * (another statement, or the end of the transaction), in the words of `told`.
   */
  send(query: Sql, told?: (error: unknown) => unknown): void
  /** Reads once, and ends the transaction in the same breath: locks are held no longer than that. Nothing can be asked of it afterwards. */
  readonly lastly: TenantSql
  /** Does something once the transaction has been committed, and never if it was not. */
  afterCommit(act: () => void | Promise<void>): void
  /** For switching to another tenant within the transaction. */
  secretsOf(other: TenantId): TenantSecrets
}

export type Database = {
  /** One read in one round trip. */
  tenant(id: TenantId): TenantSql
  transaction<T>(id: TenantId, work: (transaction: TenantTransaction) => Promise<T>): Promise<T>
  /** SQL of tables that belong to no tenant. */
  global<T>(query: Sql<T>): Promise<T[]>
  readonly pool: pg.Pool
  close(): Promise<void>
}

// Dates stay the text they are: a calendar date has no time zone. Times are ISO in UTC. Big numbers fit a double here.
pg.types.setTypeParser(pg.types.builtins.DATE, text => text)
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, isoTime)
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number)

/** The most bytes of a name that PostgreSQL tells apart. */
const longestName = 63

/**
 * The role that the server works as, one for each owner: roles belong to the whole PostgreSQL, and two installations there, each with its
 * own owner, leave each other's alone. The owner `dangjian` has `dangjian_server`.
 */
export function serverRole(ownerUrl: string): string {
  const owner = decodeURIComponent(new URL(ownerUrl).username)
  const name = `${owner}_server`
  return Buffer.byteLength(name) <= longestName ? name : `dangjian_server_${createHash('sha256').update(owner).digest('hex').slice(0, 32)}`
}

/**
 * How both ends of a connection notice that the other has gone, so that neither waits for ever: a network that swallows everything, a
 * server that was killed and whose locks nobody would let go. `query_timeout` (milliseconds) and the others may be set in DATABASE_URL.
 */
export const liveness = {
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
  query_timeout: 60_000,
  idle_in_transaction_session_timeout: 60_000,
  options: '-c client_connection_check_interval=5s -c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=4',
}

/** The address of the same database for the role that owns nothing; its password follows from the owner's. */
export function serverUrl(ownerUrl: string): string {
  const url = new URL(ownerUrl)
  url.password = createHmac('sha256', decodeURIComponent(url.password)).update('server role').digest('base64url')
  url.username = encodeURIComponent(serverRole(ownerUrl))
  return url.href
}

export type DatabaseOptions = Watch & {
  connections?: number
  onError?: (error: Error) => void
  /** Milliseconds after which the database stops a statement of a request. Default: never. */
  statementMs?: number
}

/** Connects as the role that owns nothing and bypasses nothing. */
export function openDatabase(ownerUrl: string, keyRing: KeyRing, options: DatabaseOptions = {}): Database {
  const pool = new pg.Pool({
    connectionString: serverUrl(ownerUrl),
    max: options.connections ?? 16,
    application_name: 'dangjian',
    pipeline: true,
    connectionTimeoutMillis: 10_000,
    ...liveness,
    statement_timeout: options.statementMs,
    query_timeout: options.statementMs === undefined ? liveness.query_timeout : options.statementMs + answerMs,
  } as pg.PoolConfig)
  let closing = false
  // One that is lost while at work tells its query too; unheard, it would end the process.
  pool.on('connect', client => client.on('error', () => {}))
  // What a server that shuts down tells to connections just let go of is no loss.
  pool.on('error', error => closing || options.onError?.(error))
  const { ask, once, setting, begin } = asking(pool, options)
  return {
    pool,
    tenant: id => ({
      tenantId: id,
      secrets: tenantSecrets(keyRing, id),
      ...reads(async queries => {
        const plannedOnce = queries.every(query => query.plannedOnce)
        return (await once([setting(tenantId(id), plannedOnce), ...queries.map(prepared)], id)).slice(1)
      }),
    }),
    transaction: (id, work) =>
      transact(
        {
          pool,
          beginning: begin(tenantId(id)),
          prepare: prepared,
          ask: async (client, statement) => (await ask(client, [statement], id))[0]!,
          secretsOf: other => tenantSecrets(keyRing, other),
        },
        id,
        work,
      ),
    global: async <T>(query: Sql<T>) => (await once([compileSql(query)]))[0] as T[],
    close() {
      closing = true
      return pool.end()
    },
  }
}

/** A statement that comes often is planned once for each connection. */
function prepared(query: Sql): Statement {
  const compiled = compileSql(query)
  return { ...compiled, name: statementName(compiled.text) }
}

type Reads = Pick<TenantSql, 'run' | 'runTogether'>

/** Reads over a connection of one's own, one after another. */
export function readsOver(ask: (query: Sql) => Promise<unknown[]>): Reads {
  return reads(async queries => {
    const results: unknown[][] = []
    for (const query of queries) results.push(await ask(query))
    return results
  })
}

function reads(ask: (queries: Sql[]) => Promise<unknown[][]>): Reads {
  return {
    run: async <T>(query: Sql<T>) => (await ask([query]))[0] as T[],
    runTogether: async <T>(queries: Sql<T>[]) => (await ask(queries)) as T[][],
  }
}

/**
 * Goes on in the same transaction as another tenant: only for what must happen to two tenants or to none, such as activation.
 * The former handle must not be used until switched back to.
 */
export async function switchTenant(transaction: TenantTransaction, id: TenantId): Promise<TenantTransaction> {
  await transaction.run(sql`select set_config('app.tenant', ${tenantId(id)}, true)`)
  const other = { tenantId: id, secrets: transaction.secretsOf(id) }
  return { ...transaction, ...other, lastly: { ...transaction.lastly, ...other } }
}

/** A lock held until the transaction ends, for what must not happen twice at once within a tenant. */
export async function lockTenant(transaction: TenantTransaction, what: string): Promise<void> {
  await transaction.run(sql`select pg_advisory_xact_lock(hashtextextended(${`${transaction.tenantId}/${what}`}, 0))`)
}

/** The same lock where it is free; tells whether it was. For what may have to wait longer than a statement may take. */
export async function tryLockTenant(transaction: TenantTransaction, what: string): Promise<boolean> {
  const [row] = await transaction.run(
    sql<{ locked: boolean }>`select pg_try_advisory_xact_lock(hashtextextended(${`${transaction.tenantId}/${what}`}, 0)) as locked`,
  )
  return row!.locked
}
