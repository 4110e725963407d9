import pg from 'pg'
import { type TenantId, type TenantRows, tenantId } from '../database/database.ts'
import { compileSql, sql } from '../database/sql.ts'
import { platformTenant } from '../tenants/tenant-state.ts'

/** Works as the database's owner, for what the server may not do. */
export async function asOwner<T>(ownerUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** One transaction of the owner's; `mode` as after `begin`. */
export async function inTransaction<T>(client: pg.Client, work: () => Promise<T>, mode = ''): Promise<T> {
  await client.query(`begin ${mode}`)
  try {
    const result = await work()
    await client.query('commit')
    return result
  } catch (error) {
    // Why it failed is what counts; a connection that is gone rolls back by itself.
    await client.query('rollback').catch(() => {})
    throw error
  }
}

/** A tenant's rows within the owner's open transaction: policies bind the owner too. */
export async function tenantOf(client: pg.Client, id: TenantId): Promise<TenantRows> {
  await client.query(`set local app.tenant = '${tenantId(id)}'`)
  return { tenantId: id, run: async <R>(query: Parameters<TenantRows['run']>[0]) => (await client.query(compileSql(query))).rows as R[] }
}

/** Every tenant, whatever became of it, with its code where it has one; the owner's transaction must be open. */
export async function allTenants(client: pg.Client): Promise<{ id: TenantId; code: string }[]> {
  const platform = await tenantOf(client, platformTenant)
  return platform.run(sql<{ id: TenantId; code: string }>`
    select id, code from core.tenant where tenant_id = ${platformTenant} order by code`)
}
