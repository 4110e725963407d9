import { randomBytes } from 'node:crypto'
import pg from 'pg'
import type { Test } from 'tap'
import { dataFolder, type ServerProcess, startServer } from '../support/server-process.ts'
import { databaseUrl, templateDatabase, testKeys } from '../support/template.ts'

/** A database of this test alone, with the platform and the demo tenant; gives the owner's address. */
export async function copiedDatabase(t: Test): Promise<string> {
  const server = process.env['TEST_DATABASE_URL']!
  const name = `servers_${randomBytes(6).toString('hex')}`
  const owner = new pg.Client({ connectionString: server })
  await owner.connect()
  await owner.query(`create database ${name} template ${templateDatabase}`)
  t.teardown(async () => {
    await owner.query(`drop database ${name} with (force)`)
    await owner.end()
  })
  return databaseUrl(server, name)
}

/** A real server process on that database, with the keys that its secrets are under. */
export function serverOn(t: Test, url: string, settings: Record<string, string> = {}): Promise<ServerProcess> {
  const keys = testKeys.map(({ id, secret }) => `${id}:${secret.toString('base64')}`).join()
  return startServer(t, {
    DATABASE_URL: url,
    DATA_DIR: dataFolder(),
    DEMO: 'on',
    SECRET_KEYS: keys,
    RATE_PER_USER: '0',
    RATE_PER_ADDRESS: '0',
    ...settings,
  })
}
