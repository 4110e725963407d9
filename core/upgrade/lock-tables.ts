import type pg from 'pg'
import type { Catalog } from './catalog.ts'

/** Less than the second after which PostgreSQL ends one of those that wait for each other: it shall not be a server at work. */
const lockMs = 800

/** Tables that were in use for too long: the whole start is taken back, others go on, and it is tried again. */
export class TablesInUse extends Error {}

/**
 * Takes all tables that will change at one stroke, before anything is changed: whoever works with them is let finish, and waits from then
 * on. @throws TablesInUse
 */
export async function lockTables(client: pg.Client, names: string[]): Promise<void> {
  if (names.length === 0) return
  await client.query(`set local statement_timeout = ${lockMs}`)
  try {
    await client.query(`lock table ${names.join(', ')} in access exclusive mode`)
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === '57014' || code === '40P01') throw new TablesInUse()
    throw error
  }
  await client.query('set local statement_timeout = 0')
}

/** Every table of these schemas, for what may have to do with any. */
export function allTables(catalog: Catalog): string[] {
  return [...catalog.keys()].map(name =>
    name
      .split('.')
      .map(part => `"${part}"`)
      .join('.'),
  )
}
