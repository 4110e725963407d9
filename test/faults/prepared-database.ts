import { randomBytes } from 'node:crypto'
import pg from 'pg'
import type { Test } from 'tap'
import { databaseUrl, templateDatabase } from '../support/template.ts'

/** The keys that the prepared database was made with, as the setting has them. */
export const secretKeys = `test:${Buffer.alloc(32, 'dangjian').toString('base64')}`

/** A database of this test's own, with the platform and the demo in it, that outlives the servers that work on it; gives its address. */
export async function preparedDatabase(t: Test): Promise<string> {
  const server = process.env['TEST_DATABASE_URL']!
  const name = `faults_${randomBytes(8).toString('hex')}`
  const owner = new pg.Client({ connectionString: server })
  await owner.connect()
  await owner.query(`create database ${name} template ${templateDatabase}`)
  t.teardown(async () => {
    await owner.query(`drop database ${name} with (force)`)
    await owner.end()
  })
  return databaseUrl(server, name)
}
