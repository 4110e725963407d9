import pg from 'pg'
import { tableName, tablesOf } from '../../core/database/table-definition.ts'
import { loadModel } from '../../core/declarations/load-model.ts'
import { ownPlugins } from '../support/template.ts'

/** By table, how many rows there are and the hash of all of them as text: every table of every entity, and the platform's own. */
export async function allRows(superuserUrl: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  try {
    const model = loadModel([ownPlugins])
    const declared = [...model.entities.values()].flatMap(entity => tablesOf(entity, model)).map(tableName)
    const { rows: found } = await client.query(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'core' and c.relkind in ('r', 'p') and not c.relispartition`,
    )
    const tables = new Set([
      ...declared,
      ...(found as { name: string }[]).map(row => row.name.replace(/\.(\w+)$/, '."$1"').replace(/^(\w+)/, '"$1"')),
    ])
    // The hash of the declarations is noted anew by every restore.
    tables.delete('"core"."applied"')
    const told: Record<string, string> = {}
    for (const table of [...tables].sort()) {
      // A restore says in every chain that it was one.
      const without = table === '"core"."audit_seal"' ? ` where kind <> 'restored'` : ''
      const { rows } = await client.query(
        `select count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\\n' order by t::text collate "C")), '') as told from ${table} t${without}`,
      )
      told[table] = rows[0].told
    }
    return told
  } finally {
    await client.end()
  }
}
