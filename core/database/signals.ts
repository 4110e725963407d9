import pg from 'pg'
import type { TenantTransaction } from './database.ts'
import { serverUrl } from './database.ts'
import { sql } from './sql.ts'

/** Tells every server process of this database what they must no longer believe. */
export type Signals = {
  /** Gives what stops the hearing. */
  on(name: string, heard: (payload: string) => void): () => void
  /** Sent when the transaction commits, and heard here at once as well. */
  send(transaction: TenantTransaction, name: string, payload: string): Promise<void>
  close(): Promise<void>
}

const channel = 'dangjian'

/** Listens on a connection of its own, and comes back by itself when it is lost; `forget` then empties every cache. */
export async function openSignals(ownerUrl: string): Promise<Signals> {
  const listeners = new Map<string, ((payload: string) => void)[]>()
  const hear = (name: string, payload: string): void => {
    for (const listener of listeners.get(name) ?? []) listener(payload)
  }
  let closed = false
  let client: pg.Client
  const connect = async (): Promise<void> => {
    client = new pg.Client({ connectionString: serverUrl(ownerUrl), application_name: 'dangjian signals', keepAlive: true })
    client.on('notification', ({ payload = '' }) => hear(payload.slice(0, payload.indexOf(' ')), payload.slice(payload.indexOf(' ') + 1)))
    client.on('error', () => void reconnect())
    await client.connect()
    await client.query(`listen ${channel}`)
  }
  const reconnect = async (): Promise<void> => {
    hear('forget', '')
    while (!closed) {
      await new Promise(done => setTimeout(done, 500))
      try {
        await connect()
        hear('forget', '')
        return
      } catch {
        // The database is not back yet: the next round tries again.
        hear('forget', '')
      }
    }
  }
  await connect()
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
      await client.end()
    },
  }
}
