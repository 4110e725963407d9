import pg from 'pg'
import t from 'tap'
import { serverUrl } from '../../core/database/database.ts'
import { ownerConnection } from '../isolation/planted.ts'
import { startWithOwnFields } from './own-asset-fields.ts'

const platform = await startWithOwnFields(t)
const owner = await ownerConnection(t, platform)
const { rows } = await owner.query(`select id from core.tenant where code = 'demo'`)
const tenant = String(rows[0].id)
await owner.query('begin; set local session_replication_role = replica')
await owner.query(
  `insert into assets.asset (tenant_id, id, name, search_text, own_fields)
   select $1, gen_random_uuid(), 'n' || i, md5(i::text), jsonb_build_object('ownSupplier', 's' || i) from generate_series(1, 30000) i`,
  [tenant],
)
await owner.query('commit; analyze assets.asset')

/** The plan of a query as the server's role has it. */
async function plan(condition: string): Promise<string> {
  const server = new pg.Client({ connectionString: serverUrl(platform.ownerUrl) })
  await server.connect()
  try {
    await server.query(`begin; set local app.tenant = '${tenant}'`)
    const explained = await server.query(`explain select id from assets.asset t where t.tenant_id = '${tenant}' and ${condition}`)
    return explained.rows.map(row => row['QUERY PLAN']).join('\n')
  } finally {
    await server.end()
  }
}

t.test('an own field that equals a value is found by the index, under row-level security too', async t => {
  t.match(await plan(`t.own_fields @> '{"ownSupplier":"s77"}'`), /asset_own_fields_index[\s\S]*own_fields @>/)
})

t.test('so is a name by the quick search', async t => {
  t.match(await plan(`t.search_grams @> '{abc,bcd,cde,def}'`), /asset_search_grams[\s\S]*search_grams @>/)
})
