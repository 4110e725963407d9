import pg from 'pg'
import { readsOver, serverUrl, type TenantSql } from '../core/database/database.ts'
import { compileSql } from '../core/database/sql.ts'

export type Explained = { sql: string; plan: string }

/**
 * A tenant's handle that runs what it is given and keeps each statement's plan, as the server's role sees it under row-level security.
 * The plan is the generic one, which is what a prepared statement ends with: it must be good without knowing the values.
 */
export async function explaining(
  ownerUrl: string,
  { tenantId, secrets }: TenantSql,
  options = 'costs off, timing off, summary off, buffers off',
): Promise<{ connection: TenantSql; explained: Explained[]; close(): Promise<void> }> {
  const client = new pg.Client({ connectionString: serverUrl(ownerUrl) })
  await client.connect()
  await client.query(`set app.tenant = '${tenantId}'; set plan_cache_mode = ${process.env['PLAN'] ?? 'force_generic_plan'}; set jit = off`)
  const explained: Explained[] = []
  let prepared = 0
  const reads = readsOver(async query => {
    const { text, values } = compileSql(query)
    const name = `s${++prepared}`
    await client.query(`prepare ${name} as ${text}`)
    const given = values.length === 0 ? '' : `(${values.map(value => literal(client, value)).join(', ')})`
    const plan = await client.query(`explain (analyze, ${options}) execute ${name}${given}`)
    explained.push({ sql: text, plan: plan.rows.map(row => row['QUERY PLAN']).join('\n') })
    return (await client.query({ text, values })).rows
  })
  return { explained, connection: { tenantId, secrets, ...reads }, close: () => client.end() }
}

function literal(client: pg.Client, value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (Array.isArray(value)) return client.escapeLiteral(`{${value.map(one => JSON.stringify(one)).join(',')}}`)
  return client.escapeLiteral(String(value))
}
