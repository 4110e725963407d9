import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from '../core/database/sql.ts'
import { entityOf } from '../core/declarations/model.ts'
import { type Caller, platformCaller } from '../core/permissions/access.ts'
import { placesOf } from '../core/permissions/places.ts'
import { getRecord } from '../core/records/get.ts'
import { listRecords } from '../core/records/list.ts'
import { readListQuery } from '../core/records/list-query.ts'
import { readQueryString } from '../core/records/query-string.ts'
import { labelColumn } from '../core/records/relations.ts'
import type { RankingAsked } from '../plugins/points/server/rankings/asked.ts'
import { rankedPage } from '../plugins/points/server/rankings/ranked.ts'
import { whereOf } from '../plugins/points/server/rankings/where.ts'
import { explaining } from './explain.ts'
import { benchApp, openBench, option, tell } from './open.ts'
import { seedPoints } from './seed/points.ts'
import { benchUsers } from './seed/seed.ts'

// npm run bench:plans: writes how PostgreSQL answers the scoped queries at full size, as text for review.
const folder = join(import.meta.dirname, 'plans')
const queries = {
  list: 'filter[education][eq]=21',
  'list-by-birth': 'filter[education][eq]=21&sort=-birthOn',
  'search-by-name': `q=${encodeURIComponent('欧阳建')}`,
  count: 'filter[education][eq]=21&count=estimated&page[size]=1&fields=name',
}

const rankings: Record<string, { ranking: RankingAsked; size: number }> = {
  'ranking-people': { ranking: { receiver: 'member', period: 'all', category: '' }, size: 30 },
  'ranking-organizations': { ranking: { receiver: 'organization', period: '2026', category: '' }, size: 20 },
}

const database = await openBench(option('scale') ?? 'full')
await seedPoints(database, tell)
const app = await benchApp(database)
const { engine, access, tenants } = app.platform
const tenant = (await tenants.byCode('bench'))!
const members = entityOf(engine.model, 'members/member')
const sum = entityOf(engine.model, 'points/sum')
mkdirSync(folder, { recursive: true })
for (const [role, username] of Object.entries(benchUsers)) {
  const caller = await callerOf(username)
  const explained = await explaining(database.embedded.url, engine.database.tenant(tenant))
  const { connection } = explained
  const list = (query: string) => listRecords(connection, caller, engine.model, members, readListQuery(members, readQueryString(query)))
  for (const [name, query] of Object.entries(queries)) {
    await list(query)
    keep(`${name}-${role}`)
  }
  const [first] = (await list('page[size]=1')).data
  keep(undefined)
  await getRecord(connection, caller, engine.model, members, String(first!['id']))
  keep(`get-${role}`)
  // A ranking asks the engine for its connection.
  const asking = { caller, engine: { ...engine, database: { ...engine.database, tenant: () => connection } } }
  const where = await whereOf(asking, placesOf(caller, sum, 'read', engine.model), undefined)
  const member = labelColumn(platformCaller(tenant), engine.model, 'members/member', sql`s.member_id`, 'member')
  keep(undefined)
  for (const [name, { ranking, size }] of Object.entries(rankings)) {
    await rankedPage(asking, { ranking, where, member, size })
    keep(`${name}-${role}`)
  }
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
