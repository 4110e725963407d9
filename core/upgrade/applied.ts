import type pg from 'pg'
import { CannotStart } from '../cannot-start.ts'
import type { Migration } from '../declarations/migration.ts'
import type { Model, PluginModel } from '../declarations/model.ts'
import { columnName } from '../declarations/names.ts'
import { type PluginShape, shapeOf } from './shape.ts'

/** What the database says of earlier starts. */
export type Applied = {
  /** The hash of each migration file that was done, by `migration <plugin>/<file>`. */
  migrations: ReadonlyMap<string, string>
  plugins: ReadonlyMap<string, PluginShape>
  /** Plugins that this database never had. */
  fresh: ReadonlySet<string>
  /** The hash of the platform's own SQL that was run. */
  platform: string | undefined
}

/** Before anything of this start is done. */
export async function readApplied(client: pg.Client, model: Model): Promise<Applied> {
  const { rows: schemas } = await client.query<{ name: string; applied: boolean; content: boolean }>(
    `select nspname as name, nspname = 'core' and to_regclass('core.applied') is not null as applied,
      nspname = 'core' and exists (select 1 from pg_attribute where attrelid = to_regclass('core.applied') and attname = 'content') as content
    from pg_namespace`,
  )
  const core = schemas.find(schema => schema.name === 'core')
  const known = core?.applied
    ? await client.query<{ name: string; hash: string; content: PluginShape | null }>(
        `select name, hash, ${core.content ? 'content' : 'null as content'} from core.applied`,
      )
    : { rows: [] }
  const plugins = new Map(known.rows.flatMap(row => (row.content ? [[row.name.replace(/^plugin /, ''), row.content] as const] : [])))
  const has = (plugin: string) => plugins.has(plugin) || (core?.applied && schemas.some(schema => schema.name === columnName(plugin)))
  return {
    migrations: new Map(known.rows.filter(row => row.name.startsWith('migration ')).map(row => [row.name, row.hash])),
    plugins,
    platform: known.rows.find(row => row.name === 'platform')?.hash,
    fresh: new Set([...model.plugins.keys()].filter(plugin => !has(plugin))),
  }
}

export const migrationKey = (plugin: string, migration: Pick<Migration, 'name'>): string => `migration ${plugin}/${migration.name}`

/** @throws CannotStart for an older version of a plugin than was applied, and for migrations that were done and are now others, or gone */
export function refuseOlder(model: Model, applied: Applied): void {
  for (const plugin of model.plugins.values()) {
    const before = applied.plugins.get(plugin.name)
    if (before && isOlder(plugin.version, before.version))
      throw new CannotStart(
        `插件“${plugin.title}”（${plugin.name}）的版本 ${plugin.version} 低于数据库已升级到的 ${before.version}。` +
          '数据库未作改动。请启动新版本，或用升级前的备份恢复后再启动旧版本。',
      )
    refuseChangedMigrations(plugin, applied)
  }
}

function refuseChangedMigrations(plugin: PluginModel, applied: Applied): void {
  const hashes = new Map(plugin.migrations.map(migration => [migrationKey(plugin.name, migration), migration.hash]))
  for (const [key, hash] of applied.migrations) {
    if (!key.startsWith(`migration ${plugin.name}/`)) continue
    const file = `${plugin.name}/migrations/${key.slice(key.indexOf('/') + 1)}`
    const now = hashes.get(key)
    if (now === undefined)
      throw new CannotStart(
        `插件“${plugin.title}”缺少已执行过的迁移文件 ${file}：程序可能比数据库旧，或文件被误删。数据库未作改动。请恢复该文件，或启动新版本。`,
      )
    if (now !== hash)
      throw new CannotStart(`迁移文件 ${file} 执行之后又被改动。数据库未作改动。请恢复它原来的内容，把新的改动写进编号更大的文件。`)
  }
}

function isOlder(version: string, than: string): boolean {
  const [one, other] = [version, than].map(text => text.split('.').map(Number)) as [number[], number[]]
  const at = one.findIndex((part, index) => part !== other[index])
  return at >= 0 && one[at]! < other[at]!
}

export async function noteMigration(client: pg.Client, plugin: string, migration: Migration): Promise<void> {
  await client.query('insert into core.applied (name, hash) values ($1, $2)', [migrationKey(plugin, migration), migration.hash])
}

/** Remembers what was applied: the model's hash, and each plugin's shape. What plugins that are gone had stays remembered. */
export async function noteModel(client: pg.Client, model: Model, hash: string, platform: string): Promise<void> {
  const shapes = [...model.plugins.keys()].map(plugin => ({ name: `plugin ${plugin}`, shape: shapeOf(plugin, model) }))
  await client.query(
    `insert into core.applied (name, hash, content)
      select name, hash, content from jsonb_to_recordset($1::jsonb) as row(name text, hash text, content jsonb)
      on conflict (name) do update set hash = excluded.hash, content = excluded.content, at = now()`,
    [
      JSON.stringify([
        { name: 'model', hash, content: null },
        { name: 'platform', hash: platform, content: null },
        ...shapes.map(({ name, shape }) => ({ name, hash: shape.version, content: shape })),
      ]),
    ],
  )
}
