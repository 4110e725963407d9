import type { Socket } from 'node:net'
import pg from 'pg'
import { serverUrl } from '../../core/database/database.ts'

export type Row = Record<string, unknown>

/** A statement that each connection plans once. */
export type Statement = { name: string; text: string }

export type HandDatabase = {
  /** One read for a tenant, under row-level security, in one round trip. */
  read(tenant: string, statement: Statement, values: unknown[]): Promise<Row[]>
  /** Several statements for a tenant, all or none, sent at once. */
  write(tenant: string, statements: [Statement, unknown[]][]): Promise<Row[][]>
  close(): Promise<void>
}

export function openHandDatabase(ownerUrl: string): HandDatabase {
  const pool = new pg.Pool({ connectionString: serverUrl(ownerUrl), max: 16, pipeline: true } as pg.PoolConfig)
  const together = async (tenant: string, statements: [Statement, unknown[]][]): Promise<Row[][]> => {
    const client = await pool.connect()
    try {
      const { stream } = (client as unknown as { connection: { stream: Socket } }).connection
      stream.cork()
      const sent = [
        client.query(`begin; set local app.tenant = '${tenant}'`),
        ...statements.map(([statement, values]) => client.query({ ...statement, values })),
        client.query('commit'),
      ]
      stream.uncork()
      const [, ...results] = await Promise.all(sent)
      return results.slice(0, -1).map(result => result.rows as Row[])
    } finally {
      client.release()
    }
  }
  return {
    read: async (tenant, statement, values) => (await together(tenant, [[statement, values]]))[0]!,
    write: together,
    close: () => pool.end(),
  }
}
