import pg from 'pg'
import { load } from './load.ts'
import { type BenchDatabase, tell } from './open.ts'
import { startProduct } from './processes.ts'
import { benchUsers } from './seed/seed.ts'
import { tokenOf } from './sign-in.ts'
import { figures, row } from './table.ts'

/** Open to-dos of one person, one from each of so many organizations below him. */
const own = 5_000

/** How many to-dos somebody has above 5,000 organizations: asked by one person alone, and by twenty at once. */
export async function benchTodos(
  database: BenchDatabase,
  { seconds, connections }: { seconds: number; connections: number },
): Promise<void> {
  await seedTodos(database)
  const product = await startProduct(database.embedded.url, database.folder)
  try {
    const token = await tokenOf(product.url, benchUsers.tenant)
    const path = '/api/v1/core/tasks/count'
    tell(row('', 'requests /s', 'p50 ms', 'p99 ms'))
    tell(row('---', '---', '---', '---'))
    for (const many of [1, connections])
      tell(
        row(
          `to-do count, ${many === 1 ? '1 connection' : `${many} connections`}`,
          ...figures(await load(product.url, { path, token }, { seconds, connections: many })),
        ),
      )
  } finally {
    await product.stop()
  }
}

/** The person's own, and one of everyone else, of which one in ten is still open. */
async function seedTodos({ embedded }: BenchDatabase): Promise<void> {
  const client = new pg.Client({ connectionString: embedded.url })
  await client.connect()
  try {
    const tenant = `(select id from core.tenant where code = 'bench')`
    if ((await client.query(`select 1 from core.task where tenant_id = ${tenant} limit 1`)).rows.length > 0) return
    await client.query(`
      create temp table asked as
      select p.*, u.id as user_id, u.username, row_number() over () as number
      from core."user" u join core.organization o on o.tenant_id = u.tenant_id and o.id = u.organization_id
      cross join lateral (select u.tenant_id, uuidv7() as id, 'pledges/pledge' as entity, uuidv7()::text as record_id, o.id as organization_id
        from generate_series(1, case when u.username = '${benchUsers.tenant}' then ${own} else 1 end)) p
      where u.tenant_id = ${tenant}`)
    await client.query(`
      insert into core.process (tenant_id, id, entity, record_id, organization_id, machine, state)
      select tenant_id, id, entity, record_id, organization_id, 'bench', 'branch' from asked`)
    await client.query(`
      insert into core.task (tenant_id, id, title, step, step_title, entity, record_id, organization_id, process_id, user_id, state, round)
      select tenant_id, uuidv7(), '审批', 'branch', '支部审批', entity, record_id, organization_id, id, user_id,
        case when username = '${benchUsers.tenant}' or number % 10 = 0 then 'open' else 'done' end, 1
      from asked`)
    for (const table of ['core.process', 'core.task']) await client.query(`vacuum (analyze) ${table}`)
    tell(`${own} to-dos of one person beside those of everyone`)
  } finally {
    await client.end()
  }
}
