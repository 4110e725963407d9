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
  /**
   * Whether nothing older than a second can have been missed: the database answered on this very connection a moment ago.
   * While it is false nothing kept in memory may be believed.
   */
  current(): boolean
  close(): Promise<void>
}

/** Where PostgreSQL passes them on: `name payload`. */
export const channel = 'dangjian'
const beatMs = 250
/** How long an answer vouches for, counted from its question. With the beat this stays below the second that servers have to agree in. */
const validMs = 900
/** Unanswered for so long a connection is given up: the other side may be gone without a word. */
const deadMs = 2_000

/** How a server is called at the database, with the key that it encrypts with: by this a rotation knows who still uses another. */
export const signalsName = (keyId: string): string => `dangjian signals ${keyId}`

/** Listens on a connection of its own, and comes back by itself when it is lost; `forget` then empties every cache. */
export async function openSignals(ownerUrl: string, keyId: string): Promise<Signals> {
  const listeners = new Map<string, ((payload: string) => void)[]>()
  const hear = (name: string, payload: string): void => {
    for (const listener of listeners.get(name) ?? []) listener(payload)
  }
  let closed = false
  let client: pg.Client | undefined
  let answeredTo = Number.NEGATIVE_INFINITY
  let askedAt: number | undefined

  const connect = async (): Promise<void> => {
    const made = new pg.Client({
      connectionString: serverUrl(ownerUrl),
      application_name: signalsName(keyId),
      ...liveness,
      connectionTimeoutMillis: 3_000,
    })
    made.on('notification', ({ payload = '' }) => hear(payload.slice(0, payload.indexOf(' ')), payload.slice(payload.indexOf(' ') + 1)))
    made.on('error', () => lost(made))
    made.on('end', () => lost(made))
    try {
      await made.connect()
      await made.query(`listen ${channel}`)
    } catch (error) {
      cut(made)
      throw error
    }
    client = made
    askedAt = undefined
  }
  const lost = (which: pg.Client): void => {
    if (closed || which !== client) return
    client = undefined
    answeredTo = Number.NEGATIVE_INFINITY
    hear('forget', '')
    void reconnect()
  }
  const reconnect = async (): Promise<void> => {
    while (!closed) {
      try {
        await connect()
        // Whatever was read before the listening began may have changed since.
        hear('forget', '')
        await beat()
        hear('back', '')
        return
      } catch {
        // The database is not back yet: the next round tries again.
        await new Promise(done => setTimeout(done, 500))
      }
    }
  }
  const beat = async (): Promise<void> => {
    const asked = client
    if (!asked) return
    if (askedAt !== undefined) {
      if (performance.now() - askedAt > deadMs) cut(asked)
      return
    }
    const sent = performance.now()
    askedAt = sent
    try {
      await asked.query('select 1')
      if (asked === client) answeredTo = sent
    } catch {
      lost(asked)
    } finally {
      if (askedAt === sent) askedAt = undefined
    }
  }

  await connect()
  await beat()
  const beating = setInterval(() => void beat(), beatMs).unref()
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
    current: () => performance.now() - answeredTo < validMs,
    async close() {
      closed = true
      clearInterval(beating)
      const last = client
      if (!last) return
      const hurry = setTimeout(() => cut(last), deadMs)
      await last.end()
      clearTimeout(hurry)
    },
  }
}

/** Ends a connection without asking the other side, which may not answer. */
function cut(client: pg.Client): void {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection
  stream.destroy()
}
