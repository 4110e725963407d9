import type { Socket } from 'node:net'
import pg from 'pg'
import type { TenantTransaction } from './database.ts'
import { liveness, serverUrl } from './database.ts'
import { sql } from './sql.ts'

/** Tells every server process of this database what they must no longer believe. */
export type Signals = {
  /**
   * Gives what stops the hearing. Two names are heard without anyone sending them: `forget` when something may have been missed, and `back`
   * when the database is there again.
   */
  on(name: string, heard: (payload: string) => void): () => void
  /** Sent when the transaction commits, and heard here at once as well. */
  send(transaction: TenantTransaction, name: string, payload: string): Promise<void>
  close(): Promise<void>
}

const channel = 'dangjian'

const pulseMs = 5_000
const comeBackMs = 500

/**
 * Listens on a connection of its own, and comes back by itself when it is lost; `forget` then empties every cache. A connection that
 * has gone silent is asked every few seconds, since nothing else would tell it from one on which nothing is said.
 */
export async function openSignals(ownerUrl: string): Promise<Signals> {
  const listeners = new Map<string, ((payload: string) => void)[]>()
  const hear = (name: string, payload: string): void => {
    for (const listener of listeners.get(name) ?? []) listener(payload)
  }
  let closed = false
  let wake: () => void = () => {}
  let client: pg.Client
  client = await listen()
  const watching = watch()

  async function listen(): Promise<pg.Client> {
    const made = new pg.Client({
      connectionString: serverUrl(ownerUrl),
      application_name: 'dangjian signals',
      ...liveness,
      connectionTimeoutMillis: pulseMs,
      query_timeout: pulseMs,
    })
    made.on('notification', ({ payload = '' }) => hear(payload.slice(0, payload.indexOf(' ')), payload.slice(payload.indexOf(' ') + 1)))
    made.on('error', () => wake())
    try {
      await made.connect()
      await made.query(`listen ${channel}`)
      return made
    } catch (error) {
      await letGo(made)
      throw error
    }
  }

  async function watch(): Promise<void> {
    while (!closed) {
      await pause(pulseMs)
      while (!closed && !(await answers(client))) {
        hear('forget', '')
        await pause(comeBackMs)
        await comeBack()
      }
    }
  }

  async function comeBack(): Promise<void> {
    await letGo(client)
    try {
      client = await listen()
    } catch {
      // The database is not back yet: the next round tries again.
      return
    }
    hear('forget', '')
    hear('back', '')
  }

  function pause(ms: number): Promise<void> {
    return new Promise(done => {
      const timer = setTimeout(done, ms).unref()
      wake = () => {
        clearTimeout(timer)
        done()
      }
    })
  }

  return {
    on(name, heard) {
      listeners.set(name, [...(listeners.get(name) ?? []), heard])
      return () =>
        void listeners.set(
          name,
          (listeners.get(name) ?? []).filter(listener => listener !== heard),
        )
    },
    async send(transaction, name, payload) {
      await transaction.run(sql`select pg_notify(${channel}, ${`${name} ${payload}`})`)
      transaction.afterCommit(() => hear(name, payload))
    },
    async close() {
      closed = true
      wake()
      await watching
      await letGo(client)
    },
  }
}

async function answers(client: pg.Client): Promise<boolean> {
  try {
    await client.query('select 1')
    return true
  } catch {
    return false
  }
}

/** Says goodbye where the other end listens, and hangs up in any case. */
async function letGo(client: pg.Client): Promise<void> {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection
  const impatient = setTimeout(() => stream.destroy(), 1_000)
  try {
    await client.end()
  } finally {
    clearTimeout(impatient)
  }
}
