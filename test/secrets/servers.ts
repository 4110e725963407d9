import { randomBytes } from 'node:crypto'
import pg from 'pg'
import type { Test } from 'tap'
import { buildApp } from '../../core/app.ts'
import type { CipherName } from '../../core/secrets/crypto-provider.ts'
import type { MasterKey } from '../../core/secrets/master-keys.ts'
import { demoPassword } from '../../demo/seed.ts'
import { Client } from '../support/client.ts'
import { databaseUrl, ownPlugins, templateDatabase } from '../support/template.ts'

/** A database of this test alone, with the demo tenant, and no server on it; with its owner's connection. */
export async function databaseCopy(t: Test): Promise<{ url: string; owner: pg.Client }> {
  const server = process.env['TEST_DATABASE_URL']!
  const name = `test_${randomBytes(8).toString('hex')}`
  const maker = new pg.Client({ connectionString: server })
  await maker.connect()
  await maker.query(`create database ${name} template ${templateDatabase}`)
  const url = databaseUrl(server, name)
  const owner = new pg.Client({ connectionString: url })
  await owner.connect()
  t.after(async () => {
    await owner.end()
    await maker.query(`drop database ${name} with (force)`)
    await maker.end()
  })
  return { url, owner }
}

export type KeyedServer = { admin: Client; close(): Promise<void> }

/** A server with these keys, the demo's admin signed in. */
export async function serverWith(t: Test, url: string, masterKeys: MasterKey[], secretCipher: CipherName = 'aes'): Promise<KeyedServer> {
  const app = await buildApp({
    databaseUrl: url,
    masterKeys,
    secretCipher,
    pluginFolders: [ownPlugins],
    demo: true,
    files: { kind: 'disk', directory: `${process.env['TEST_FOLDER']}/keyed` },
    logLevel: process.env['TEST_LOG'] ?? 'silent',
    connections: 4,
  })
  let closing: Promise<void> | undefined
  const close = () => {
    closing ??= app.close()
    return closing
  }
  t.teardown(close)
  await app.platform.jobs.start()
  await app.platform.reactions.start()
  const anyone = new Client(await app.server.listen({ host: '127.0.0.1', port: 0 }))
  const { body } = await anyone.post('/session', { tenant: 'demo', username: 'admin', password: demoPassword })
  return { admin: anyone.withToken(body.token), close }
}
