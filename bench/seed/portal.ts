import type { TenantId } from '../../core/database/database.ts'
import { sql } from '../../core/database/sql.ts'
import { obey } from '../../core/effects/ask-for.ts'
import { newId } from '../../core/new-id.ts'
import { platformCaller } from '../../core/permissions/access.ts'
import { draftOf } from '../../core/records/create.ts'
import type { Engine } from '../../core/records/engine.ts'
import { write } from '../../core/tenants/create-tenant.ts'
import { platformTenant } from '../../core/tenants/tenant-state.ts'
import { inBatches } from './seed.ts'

const pages = 20

export type BenchSite = { siteId: string; columnId: string }

/** A site from a template, of twenty pages, with so many published articles in its first column. What was seeded before stays as it is. */
export async function seedPortal(engine: Engine, articles: number, tell: (line: string) => void): Promise<BenchSite> {
  const [tenant] = await engine.database.tenant(platformTenant).run(sql<{ id: TenantId }>`
    select id from core.tenant where tenant_id = ${platformTenant} and code = 'bench'`)
  const tenantId = tenant!.id
  const connection = engine.database.tenant(tenantId)
  const known = () =>
    connection.run(sql<BenchSite>`
      select s.id as "siteId", c.id as "columnId" from portal.site s
      join portal."column" c on c.tenant_id = s.tenant_id and c.site_id = s.id and c.code = 'news'
      where s.tenant_id = ${tenantId} and s.code = 'portal'`)
  if ((await known()).length === 0) await newSite(engine, tenantId)
  const site = (await known())[0]!
  const [there] = await connection.run(sql<{ count: number }>`
    select count(*) as count from portal.article where tenant_id = ${tenantId} and column_id = ${site.columnId}`)
  const missing = Math.max(0, articles - there!.count)
  const numbers = Array.from({ length: missing }, (_, at) => there!.count + at)
  await inBatches(engine, tenantId, 'portal/article', numbers, at => draftOf({ ...articleNumber(at), columnId: site.columnId }), tell)
  await engine.database.transaction(tenantId, transaction =>
    transaction.run(sql`
      update portal.article set state = 'published', published_at = now() - random() * interval '3 years'
      where tenant_id = ${tenantId} and column_id = ${site.columnId} and state <> 'published'`),
  )
  tell(`a site of ${pages} pages, ${Math.max(articles, there!.count)} articles in one column`)
  return site
}

async function newSite(engine: Engine, tenantId: TenantId): Promise<void> {
  await engine.database.transaction(tenantId, async transaction => {
    const telling = { engine, transaction, caller: platformCaller(tenantId) }
    const [root] = await transaction.run(sql<{ id: string }>`
      select id from core.organization where tenant_id = ${tenantId} and parent_id is null`)
    const asked = { organizationId: root!.id, template: 'stately', code: 'portal', title: '澜屏先锋网' }
    const siteId = (await obey(telling, 'portal.build-site', { asked, id: newId() }))!
    const [drafted] = await transaction.run(sql<{ count: number; about: unknown }>`
      select count(*) as count, (array_agg(content) filter (where path = 'about'))[1] as about from portal.page
      where tenant_id = ${tenantId} and site_id = ${siteId}`)
    for (let at = drafted!.count; at < pages; at++)
      await write(engine, transaction, 'portal/page', {
        siteId,
        kind: 'page',
        path: `page-${at}`,
        title: `专题 ${at}`,
        content: drafted!.about,
      })
    await obey(telling, 'portal.publish-site', { recordId: siteId, asked: {}, id: newId() })
  })
}

const subjects = ['主题党日', '乡村振兴', '基层治理', '理论学习', '志愿服务', '人才工作', '支部建设', '廉政教育']
const deeds = ['扎实开展', '深入推进', '持续抓好', '全面部署', '现场观摩']

function articleNumber(at: number): { title: string; summary: string; body: string } {
  const [subject, deed] = [subjects[at % subjects.length]!, deeds[at % deeds.length]!]
  const sentence = `第 ${at} 号：各级党组织${deed}${subject}，党员干部带头到一线，听取群众意见，解决实际问题。`
  return {
    title: `${deed}${subject}（第 ${at} 期）`,
    summary: sentence,
    body: Array.from({ length: 4 }, () => `<p>${sentence}</p>`).join(''),
  }
}
