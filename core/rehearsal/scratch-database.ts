import { randomBytes } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { copyOut, openSnapshot, plainTexts } from '../backup/snapshot.ts'
import { creatingStatements } from '../backup/structure.ts'
import { CannotStart } from '../cannot-start.ts'
import { quote, tableName } from '../database/table-definition.ts'

export type Copied = { tables: number; rows: number }

const prefix = 'dangjian_check_'

/**
 * A copy of the database as it is at one moment, beside it on the same PostgreSQL, for as long as the work takes. The database itself is
 * only read, and may be at work.
 * @throws CannotStart when the owner may not create databases
 */
export async function withScratchCopy<Result>(
  ownerUrl: string,
  work: (scratchUrl: string, copied: Copied) => Promise<Result>,
): Promise<Result> {
  const live = await connect(ownerUrl)
  try {
    await dropAbandoned(live)
    const name = `${prefix}${Date.now().toString(36)}_${randomBytes(4).toString('hex')}`
    await createLike(live, name)
    const url = new URL(ownerUrl)
    url.pathname = `/${name}`
    try {
      return await work(url.href, await copyDatabase(live, url.href))
    } finally {
      await live.query('rollback')
      await live.query(`drop database ${quote(name)} with (force)`)
    }
  } finally {
    await live.end()
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'dangjian upgrade check' })
  await client.connect()
  return client
}

/** Texts must compare in the copy as they do in the database. */
async function createLike(live: pg.Client, name: string): Promise<void> {
  const { rows } = await live.query<{ collate: string; type: string; encoding: string }>(
    'select datcollate as collate, datctype as type, pg_encoding_to_char(encoding) as encoding from pg_database where datname = current_database()',
  )
  const { collate, type, encoding } = rows[0]!
  const [lcCollate, lcType] = [collate, type].map(text => live.escapeLiteral(text))
  try {
    await live.query(`create database ${quote(name)} template template0 encoding '${encoding}' lc_collate ${lcCollate} lc_ctype ${lcType}`)
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error
    throw new CannotStart(
      '数据库账号不能新建数据库，无法在副本上试升级。请由管理员执行 alter role 账号 createdb，或在恢复了备份的另一台机器上检查。',
    )
  }
}

/** Copies of checks that were killed; one at work is not older than an hour, or somebody is connected to it. */
async function dropAbandoned(live: pg.Client): Promise<void> {
  const { rows } = await live.query<{ name: string }>(
    `select datname as name from pg_database where starts_with(datname, $1) and datdba = (select oid from pg_roles where rolname = current_user)
      and not exists (select 1 from pg_stat_activity a where a.datname = pg_database.datname)`,
    [prefix],
  )
  for (const { name } of rows)
    if (Date.now() - Number.parseInt(name.slice(prefix.length).split('_')[0]!, 36) > 3_600_000)
      await live.query(`drop database if exists ${quote(name)}`)
}

async function copyDatabase(live: pg.Client, url: string): Promise<Copied> {
  const snapshot = await openSnapshot(live)
  const scratch = await connect(url)
  try {
    await scratch.query('begin')
    await scratch.query(plainTexts)
    for (const statement of creatingStatements(snapshot.structure)) await scratch.query(statement)
    let rows = 0
    for (const table of snapshot.structure.tables) {
      const columns = table.copied.map(quote).join(', ')
      const out = copyOut(live, `select ${columns} from ${tableName(table)}`, snapshot.passes.get(tableName(table))!, passed => {
        rows += passed
      })
      await pipeline(out, scratch.query(copyFrom(`copy ${tableName(table)} (${columns}) from stdin`)))
    }
    for (const statement of snapshot.structure.finishing) await scratch.query(statement)
    // What it was brought to holds for the database it comes from: the server's role has no rights here yet.
    await scratch.query(`delete from core.applied where name = 'model'`)
    await scratch.query('commit')
    await scratch.query('analyze')
    return { tables: snapshot.structure.tables.length, rows }
  } finally {
    await scratch.end()
  }
}
