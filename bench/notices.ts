import type { TenantId } from '../core/database/database.ts'
import { sql } from '../core/database/sql.ts'
import { entityOf } from '../core/declarations/model.ts'
import { platformCaller } from '../core/permissions/access.ts'
import type { Platform } from '../core/platform.ts'
import { write } from '../core/tenants/create-tenant.ts'
import { goOnByItself } from '../core/workflows/go-on-by-itself.ts'
import { tell } from './open.ts'
import { newTenant, pause, withPlatform } from './small.ts'

const organizations = 200
const peopleOfEach = 500

/** How long a notice takes to reach 100,000 people, each with a receipt and a message of his own, and what memory that takes. */
export function benchNotices(): Promise<void> {
  return withPlatform('notices', async platform => {
    const { tenantId, rootId } = await newTenant(platform)
    await seedPeople(platform, tenantId, rootId)
    await platform.reactions.start()
    const before = process.memoryUsage.rss()
    const began = performance.now()
    const id = await send(platform, tenantId, rootId)
    let peak = before
    while (!(await isDone(platform, tenantId, id))) {
      peak = Math.max(peak, process.memoryUsage.rss())
      await pause(100)
    }
    const seconds = (performance.now() - began) / 1_000
    const [reached] = await platform.engine.database.tenant(tenantId).run(sql<{ receipts: number; messages: number }>`
      select (select count(*) from notices.receipt where tenant_id = ${tenantId} and notice_id = ${id}) as receipts,
        (select count(*) from core.message where tenant_id = ${tenantId} and link = ${`/m/notices.inbox/${id}`}) as messages`)
    tell(
      `a notice to ${organizations * peopleOfEach} people: ${seconds.toFixed(1)} s, ${reached!.receipts} receipts and ${reached!.messages} messages, ` +
        `${Math.round(reached!.messages / seconds)} messages a second, memory ${megabytes(before)} MB before and ${megabytes(peak)} MB at most`,
    )
  })
}

async function send({ engine }: Platform, tenantId: TenantId, rootId: string): Promise<string> {
  return engine.database.transaction(tenantId, async transaction => {
    const values = { organizationId: rootId, title: '全体通知', content: '请阅读。', toOrganizations: [rootId], withBelow: true }
    const id = await write(engine, transaction, 'notices/notice', values)
    const writing = { engine, transaction, caller: platformCaller(tenantId), entity: entityOf(engine.model, 'notices/notice') }
    await goOnByItself(writing, id, 'send', {})
    return id
  })
}

async function isDone({ engine }: Platform, tenantId: TenantId, id: string): Promise<boolean> {
  const [notice] = await engine.database
    .tenant(tenantId)
    .run(sql<{ progress: string | null }>`select progress from notices.notice where tenant_id = ${tenantId} and id = ${id}`)
  return notice?.progress === 'done'
}

async function seedPeople({ engine }: Platform, tenantId: TenantId, rootId: string): Promise<void> {
  await engine.database.transaction(tenantId, async transaction => {
    for (let at = 0; at < organizations; at++) {
      const name = `中共第${at + 1}支部委员会`
      const id = await write(engine, transaction, 'core/organization', {
        name,
        shortName: `第${at + 1}支部`,
        category: '631',
        parentId: rootId,
      })
      await transaction.run(sql`
        insert into core."user" (tenant_id, id, name, organization_id, state)
        select ${tenantId}::uuid, uuidv7(), '党员' || nth, ${id}::uuid, 'active' from generate_series(1, ${peopleOfEach}::int) nth`)
    }
  })
}

const megabytes = (bytes: number) => Math.round(bytes / 1_048_576)
