import pg from 'pg'
import { currentWork } from '../current-work.ts'
import type { TenantId } from './database.ts'
import { Exchange, type Row, type Statement } from './exchange.ts'

export type Watch = {
  /** Milliseconds after which the database stops a statement of a job. Default: as for a request. */
  jobStatementMs?: number
  /** Told of every statement that took `slowMs` or longer: its text without any values. */
  slowMs?: number
  onSlow?: (slow: SlowQuery) => void
}

export type SlowQuery = { text: string; ms: number; tenant?: TenantId }

export type Asking = {
  /** Sends statements in one round trip, and watches how long each takes. */
  ask(client: pg.PoolClient, statements: Statement[], tenant?: TenantId): Promise<Row[][]>
  /** The same on a connection of the pool, as a transaction of their own. */
  once(statements: Statement[], tenant?: TenantId): Promise<Row[][]>
  /** What goes before a tenant's statements in their exchange; whether those are planned without their values. */
  setting(tenant: TenantId, plannedOnce: boolean): Statement
  /** What a longer transaction of the tenant begins with. */
  begin(tenant: TenantId): string
}

/** Milliseconds longer than the database's own limit, after which no answer is awaited any more. */
export const answerMs = 10_000

export function asking(pool: pg.Pool, { jobStatementMs, slowMs, onSlow }: Watch): Asking {
  return { ask, once, setting, begin }

  /** The tenant is set within the transaction, so a pooled connection cannot carry it over; so is the time that a job's statements have. */
  function setting(tenant: TenantId, plannedOnce: boolean): Statement {
    const ms = longer()
    const planned = plannedOnce ? `, set_config('plan_cache_mode', 'force_generic_plan', true)` : ''
    const text = `select set_config('app.tenant', $1, true)${planned}`
    const name = plannedOnce ? 'tenant, planned once' : 'tenant'
    return ms
      ? { name: `${name}, and time`, text: `${text}, set_config('statement_timeout', $2, true)`, values: [tenant, ms] }
      : { name, text, values: [tenant] }
  }

  function begin(tenant: TenantId): string {
    const ms = longer()
    return `begin; set local app.tenant = '${tenant}'${ms ? `; set local statement_timeout = ${ms}` : ''}`
  }

  /** The time that statements have when it is another than a request's. */
  function longer(): number | undefined {
    return currentWork.getStore()?.kind === 'job' ? jobStatementMs : undefined
  }

  async function once(statements: Statement[], tenant?: TenantId): Promise<Row[][]> {
    const client = await pool.connect()
    let broken: Error | undefined
    try {
      return await ask(client, statements, tenant)
    } catch (error) {
      if (!isRefusal(error)) broken = error as Error
      throw error
    } finally {
      client.release(broken)
    }
  }

  async function ask(client: pg.PoolClient, statements: Statement[], tenant?: TenantId): Promise<Row[][]> {
    const ms = longer()
    let exchange: Exchange | undefined
    try {
      return await new Promise((done, failed) => {
        exchange = new Exchange(statements, ms && ms + answerMs, (error, rows) => (error ? failed(error) : done(rows!)))
        client.query(exchange)
      })
    } catch (error) {
      // It arises where the answer is read: who asked is what helps.
      Error.captureStackTrace(error as Error)
      throw error
    } finally {
      if (exchange && slowMs !== undefined) tellSlow(statements, exchange.times(), slowMs, tenant)
    }
  }

  function tellSlow(statements: Statement[], times: number[], slowMs: number, tenant?: TenantId): void {
    times.forEach((ms, at) => {
      if (ms >= slowMs) onSlow?.({ text: statements[at]!.text, ms: Math.round(ms), tenant })
    })
  }
}

/** What PostgreSQL refuses leaves the connection as good as before, unless it goes away with these words. */
function isRefusal(error: unknown): boolean {
  return error instanceof pg.DatabaseError && !/^(08...|57P..|25P03)$/.test(error.code ?? '')
}
