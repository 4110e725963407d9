import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import pg from 'pg'
import type { Test } from 'tap'
import { buildApp } from '../../core/app.ts'
import { applyModel } from '../../core/database/apply-model.ts'
import { loadModel } from '../../core/declarations/load-model.ts'
import type { Change } from '../../core/upgrade/upgrading.ts'
import { demoPassword } from '../../demo/seed.ts'
import type { Files } from '../declarations/plugin-folder.ts'
import { Client } from '../support/client.ts'
import { databaseUrl, ownPlugins, templateDatabase, testKeys } from '../support/template.ts'

export type Upgradable = {
  ownerUrl: string
  /** A plugins' folder with these files, beside the platform's own. */
  folder(files: Files): string
  /** What a start with these plugins does to the database, and nothing more. */
  apply(files: Files): Promise<Change[]>
  /** A server with these plugins, its tenant's admin signed in; `close` stops it. */
  serve(files: Files): Promise<{ admin: Client; close(): Promise<void> }>
  sql<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>
}

/** A database with the platform and the demo tenant, for one plugin after another to be started on. */
export async function upgradable(t: Test): Promise<Upgradable> {
  const server = process.env['TEST_DATABASE_URL']!
  const name = `upgrade_${randomBytes(8).toString('hex')}`
  const root = new pg.Client({ connectionString: server })
  await root.connect()
  await root.query(`create database ${name} template ${templateDatabase}`)
  const ownerUrl = databaseUrl(server, name)
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  const closing = new Set<() => Promise<void>>()
  t.teardown(async () => {
    for (const close of closing) await close()
    await owner.end()
    await root.query(`drop database ${name} with (force)`)
    await root.end()
  })
  return {
    ownerUrl,
    folder: folderOf,
    async apply(files) {
      const changes: Change[] = []
      await applyModel(ownerUrl, loadModel([ownPlugins, folderOf(files)]), { onChange: change => changes.push(change) })
      return changes
    },
    async serve(files) {
      const app = await buildApp({
        databaseUrl: ownerUrl,
        pluginFolders: [ownPlugins, folderOf(files)],
        masterKeys: testKeys,
        secretCipher: 'aes',
        demo: true,
        files: { kind: 'disk', directory: `${process.env['TEST_FOLDER']}/${name}` },
        logLevel: process.env['TEST_LOG'] ?? 'silent',
        connections: 4,
      })
      await app.platform.jobs.start()
      await app.platform.reactions.start()
      const client = new Client(await app.server.listen({ host: '127.0.0.1', port: 0 }))
      const close = async () => {
        if (closing.delete(close)) await app.close()
      }
      closing.add(close)
      const { body } = await client.post('/session', { tenant: 'demo', username: 'admin', password: demoPassword })
      return { admin: client.withToken(String(body.token)), close }
    },
    sql: async (text, values) => (await owner.query(text, values)).rows,
  }
}

/** A plugins’ folder with these files. */
export function folderOf(files: Files): string {
  const made = mkdtempSync(join(process.env['TEST_FOLDER']!, 'plugins-'))
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(made, path)), { recursive: true })
    writeFileSync(join(made, path), typeof content === 'string' ? content : JSON.stringify(content))
  }
  return made
}
