import pg from 'pg'
import { serverUrl } from '../database/database.ts'
import type { Model } from '../declarations/model.ts'
import { worksWith } from '../upgrade/works-with.ts'

/** What a server is at work with: its declarations, and what it would note of them in the database. */
export type Version = { model: Model; hash: string }

/** `fits`: it is as this version has it, or another version has merely added to it. */
export type DatabaseState = { fits: boolean; clockSkewMs: number }

/**
 * Looks at the database over a connection made for it, as a first request would: a pool that is merely busy is no trouble.
 * @throws when it cannot be reached within two seconds
 */
export async function probeDatabase(ownerUrl: string, version: Version): Promise<DatabaseState> {
  const client = new pg.Client({
    connectionString: serverUrl(ownerUrl),
    application_name: 'dangjian readiness',
    connectionTimeoutMillis: 2_000,
    query_timeout: 2_000,
  })
  // A connection lost in between fails the query, which tells it.
  client.on('error', () => {})
  await client.connect()
  try {
    const sent = Date.now()
    const { rows } = await client.query(
      `select extract(epoch from clock_timestamp())::float8 * 1000 as now, (select hash from core.applied where name = 'model') as hash`,
    )
    // Answered somewhere between question and answer: within that span the clocks agree.
    const [row] = rows as { now: number; hash: string | null }[]
    const skew = Math.max(sent - row!.now, row!.now - Date.now(), 0)
    const fits = row!.hash?.split(' ')[0] === version.hash || (await worksWith(client, version.model))
    return { fits, clockSkewMs: skew }
  } finally {
    // What it had to say is said; how a broken connection ends adds nothing.
    client.end().catch(() => {})
  }
}
