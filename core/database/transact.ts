import type { Socket } from 'node:net'
import type pg from 'pg'
import type { TenantId, TenantSql, TenantTransaction } from './database.ts'
import type { Statement } from './exchange.ts'
import type { Sql } from './sql.ts'

type Settings = {
  pool: pg.Pool
  /** Begins the transaction and sets its tenant. */
  beginning: string
  prepare(query: Sql): Statement
  ask(client: pg.PoolClient, statement: Statement): Promise<unknown[]>
  secretsOf: TenantTransaction['secretsOf']
}

/** Does work in a transaction: all of it stays once it has come to its end, or nothing. */
export async function transact<T>(
  { pool, secretsOf, ...settings }: Settings,
  id: TenantId,
  work: (transaction: TenantTransaction) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  const afterwards: (() => void | Promise<void>)[] = []
  let broken: Error | undefined
  let result: T
  const statements = statementsOf(client, settings)
  try {
    const tenant = { tenantId: id, secrets: secretsOf(id) }
    result = await work({
      ...tenant,
      ...asking(statements.run),
      secretsOf,
      send: statements.send,
      lastly: { ...tenant, ...asking(statements.runLastly) },
      afterCommit: act => void afterwards.push(act),
    })
    await statements.commit()
  } catch (error) {
    // What still goes on of the work must not reach the connection's next user.
    statements.end()
    await client.query('rollback').catch((failure: Error) => {
      broken = failure
    })
    throw error
  } finally {
    client.release(broken)
  }
  for (const act of afterwards) await act()
  return result
}

function asking(run: (queries: Sql[]) => Promise<unknown[][]>): Pick<TenantSql, 'run' | 'runTogether'> {
  return {
    run: async <R>(query: Sql<R>) => (await run([query]))[0] as R[],
    runTogether: async <R>(queries: Sql<R>[]) => (await run(queries)) as R[][],
  }
}

/** No more than this waits to be sent along with what comes next. */
const heldBytes = 64 * 1024

/** The statements of one transaction, on their way one behind the other; what began it goes with the first. */
function statementsOf(client: pg.PoolClient, { beginning, prepare, ask }: Pick<Settings, 'beginning' | 'prepare' | 'ask'>) {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection
  let began = false
  let ended = false
  let held = false
  /** The first failure: all that come after it fail for its sake. */
  let failure: { error: unknown } | undefined
  let answered: Promise<unknown> = Promise.resolve()
  return { run, runLastly, send, commit, end }

  async function run(queries: Sql[]): Promise<unknown[][]> {
    // Before anything is sent: what cannot be said in SQL must not leave half of it behind.
    const statements = queries.map(prepared)
    try {
      return await Promise.all(statements.map(statement => answerTo(statement)))
    } catch (error) {
      await answered
      throw failure?.error ?? error
    }
  }

  async function runLastly(queries: Sql[]): Promise<unknown[][]> {
    const asked = run(queries)
    const [results, committed] = await Promise.allSettled([asked, commit()])
    if (results.status === 'rejected') throw results.reason
    if (committed.status === 'rejected') throw committed.reason
    return results.value
  }

  function send(query: Sql, told: (error: unknown) => unknown = error => error): void {
    const answer = answerTo(prepared(query), told).catch(() => {})
    answered = answered.then(() => answer)
  }

  function end(): void {
    ended = true
  }

  async function commit(): Promise<void> {
    if (!began || ended) return
    refuseFailed()
    ended = true
    const answer = await client.query('commit')
    await answered
    refuseFailed()
    // After a failed statement PostgreSQL answers a commit by rolling back, and calls that no error.
    if (answer.command !== 'COMMIT') throw new Error('the transaction was rolled back: a statement in it had failed unnoticed')
  }

  function prepared(query: Sql): Statement {
    if (ended) throw new Error('the transaction has ended: nothing can be asked of it any more')
    return prepare(query)
  }

  async function answerTo(statement: Statement, told: (error: unknown) => unknown = error => error): Promise<unknown[]> {
    hold()
    // Should it not begin, nothing behind it has a tenant: row-level security lets none of it be written.
    if (!began) client.query(beginning).catch(note)
    began = true
    const answer = ask(client, statement)
    if (stream.writableLength > heldBytes) letGo()
    try {
      return await answer
    } catch (error) {
      note(told(error))
      throw error
    }
  }

  function refuseFailed(): void {
    if (failure) throw failure.error
  }

  function note(error: unknown): void {
    failure ??= { error }
  }

  /** What is asked in the same breath goes in one write. */
  function hold(): void {
    if (held) return
    held = true
    stream.cork()
    process.nextTick(letGo)
  }

  function letGo(): void {
    if (!held) return
    held = false
    stream.uncork()
  }
}
