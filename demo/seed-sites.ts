import type { TenantTransaction } from '../core/database/database.ts'
import { sql } from '../core/database/sql.ts'
import { obey } from '../core/effects/ask-for.ts'
import { newId } from '../core/new-id.ts'
import { platformCaller } from '../core/permissions/access.ts'
import type { At } from '../core/plugins/part.ts'
import type { Engine } from '../core/records/engine.ts'
import { drawCover } from './draw-cover.ts'
import { demoSites } from './sites.ts'

/** Keeps a file, for a record to take; gives its id. */
export type KeepFile = (at: At, file: { name: string; content: Buffer }) => Promise<string>

/** What is told in words alone. */
const withoutCover = ['open']

/** Sites from templates, with articles in their columns, published for everybody to see; with covers where files can be kept. */
export async function seedSites(
  engine: Engine,
  transaction: TenantTransaction,
  places: Record<'city' | 'branch', string>,
  keepFile?: KeepFile,
): Promise<void> {
  let drawn = 0
  const { tenantId } = transaction
  const telling = { engine, transaction, caller: platformCaller(tenantId) }
  for (const { of, articles, ...site } of demoSites) {
    const siteId = (await obey(telling, 'portal.build-site', { asked: { ...site, organizationId: places[of] }, id: newId() }))!
    const columns = await transaction.run(sql<{ id: string; code: string }>`
      select id, code from portal."column" where tenant_id = ${tenantId} and site_id = ${siteId}`)
    for (const { column, days, paragraphs, ...texts } of articles) {
      const columnId = columns.find(one => one.code === column)!.id
      const body = paragraphs.map(text => `<p>${text}</p>`).join('')
      const drawing = keepFile && !withoutCover.includes(column)
      const cover = drawing ? await keepFile(telling, { name: '封面.jpg', content: await drawCover(drawn++) }) : undefined
      const asked = { ...texts, siteId, columnId, body, publish: true, ...(cover ? { cover } : {}) }
      const id = await obey(telling, 'portal.receive', { asked, id: newId() })
      await transaction.run(sql`
        update portal.article set published_at = now() - ${days}::int * interval '1 day' where tenant_id = ${tenantId} and id = ${id}`)
    }
    await obey(telling, 'portal.publish-site', { recordId: siteId, asked: { note: '建站' }, id: newId() })
  }
}
