import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from '../core/database/sql.ts'
import { entityOf } from '../core/declarations/model.ts'
import type { Caller } from '../core/permissions/access.ts'
import { getRecord } from '../core/records/get.ts'
import { listRecords } from '../core/records/list.ts'
import { readListQuery } from '../core/records/list-query.ts'
import { readQueryString } from '../core/records/query-string.ts'
import { explaining } from './explain.ts'
import { benchApp, openBench, option, tell } from './open.ts'
import { benchUsers } from './seed/seed.ts'

// npm run bench:plans: writes how PostgreSQL answers the scoped queries at full size, as text for review.
const folder = join(import.meta.dirname, 'plans')
const queries = {
  list: 'filter[education][eq]=21',
  'list-by-birth': 'filter[education][eq]=21&sort=-birthOn',
  'search-by-name': `q=${encodeURIComponent('欧阳建')}`,
  count: 'filter[education][eq]=21&count=estimated&page[size]=1&fields=name',
}

const database = await openBench(option('scale') ?? 'full')
const app = await benchApp(database)
const { engine, access, tenants } = app.platform
const tenant = (await tenants.byCode('bench'))!
const member = entityOf(engine.model, 'members/member')
mkdirSync(folder, { recursive: true })
for (const [role, username] of Object.entries(benchUsers)) {
  const caller = await callerOf(username)
  const explained = await explaining(database.embedded.url, engine.database.tenant(tenant))
  const { connection } = explained
  const list = (query: string) => listRecords(connection, caller, engine.model, member, readListQuery(member, readQueryString(query)))
  for (const [name, query] of Object.entries(queries)) {
    await list(query)
    keep(`${name}-${role}`)
  }
  const [first] = (await list('page[size]=1')).data
  keep(undefined)
  await getRecord(connection, caller, engine.model, member, String(first!['id']))
  keep(`get-${role}`)
  await explained.close()

  function keep(name: string | undefined): void {
    const text = explained.explained.map(one => `${one.sql.trim()}\n\n${one.plan}\n`).join('\n')
    explained.explained.length = 0
    if (name) writeFileSync(join(folder, `${name}.txt`), text)
  }
}
await app.close()
await database.embedded.stop()
tell(`written to ${folder}`)

async function callerOf(username: string): Promise<Caller> {
  const [user] = await engine.database.tenant(tenant).run(
    sql<{
      id: string
      organization_id: string
    }>`select id, organization_id from core."user" where tenant_id = ${tenant} and username = ${username}`,
  )
  return { tenantId: tenant, userId: user!.id, organizationId: user!.organization_id, access: await access.of(tenant, user!.id) }
}
