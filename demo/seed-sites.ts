import type { TenantTransaction } from '../core/database/database.ts'
import { sql } from '../core/database/sql.ts'
import { obey } from '../core/effects/ask-for.ts'
import { newId } from '../core/new-id.ts'
import { platformCaller } from '../core/permissions/access.ts'
import type { Engine } from '../core/records/engine.ts'
import { demoSites } from './sites.ts'

/** Sites from templates, with articles in their columns, published for everybody to see. */
export async function seedSites(engine: Engine, transaction: TenantTransaction, places: Record<'city' | 'branch', string>): Promise<void> {
  const { tenantId } = transaction
  const telling = { engine, transaction, caller: platformCaller(tenantId) }
  for (const { of, articles, ...site } of demoSites) {
    const siteId = (await obey(telling, 'portal.build-site', { asked: { ...site, organizationId: places[of] }, id: newId() }))!
    const columns = await transaction.run(sql<{ id: string; code: string }>`
      select id, code from portal."column" where tenant_id = ${tenantId} and site_id = ${siteId}`)
    for (const { column, days, paragraphs, ...texts } of articles) {
      const columnId = columns.find(one => one.code === column)!.id
      const body = paragraphs.map(text => `<p>${text}</p>`).join('')
      const id = await obey(telling, 'portal.receive', { asked: { ...texts, siteId, columnId, body, publish: true }, id: newId() })
      await transaction.run(sql`
        update portal.article set published_at = now() - ${days}::int * interval '1 day' where tenant_id = ${tenantId} and id = ${id}`)
    }
    await obey(telling, 'portal.publish-site', { recordId: siteId, asked: { note: '建站' }, id: newId() })
  }
}
