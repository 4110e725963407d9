import { randomBytes } from 'node:crypto'
import pg from 'pg'
import type { Test } from 'tap'
import { databaseUrl } from '../support/template.ts'

export type PlainOwner = { name: string; ownerUrl: string; superuser: pg.Client }

/** An empty database of an owner as operators have it: it may make roles and databases, and row-level security binds it like anyone. */
export async function plainOwner(t: Test): Promise<PlainOwner> {
  const server = new URL(process.env['TEST_DATABASE_URL']!)
  const name = `plain_${randomBytes(6).toString('hex')}`
  const root = new pg.Client({ connectionString: server.href })
  await root.connect()
  const password = root.escapeLiteral(decodeURIComponent(server.password))
  await root.query(`create role ${name} login createrole createdb password ${password}`)
  await root.query(`create database ${name} owner ${name}`)
  const ownerUrl = new URL(databaseUrl(server.href, name))
  const superuser = new pg.Client({ connectionString: ownerUrl.href })
  await superuser.connect()
  ownerUrl.username = name
  t.teardown(async () => {
    await superuser.end()
    await root.query(`drop database ${name} with (force)`)
    await root.query(`drop role ${name}`)
    await root.end()
  })
  return { name, ownerUrl: ownerUrl.href, superuser }
}
