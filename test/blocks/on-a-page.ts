import type { App } from '../../core/app.ts'
import { tenantId } from '../../core/database/database.ts'
import type { Json } from '../../core/declarations/model.ts'
import type { BlockRendered } from '../../core/index.ts'
import { blocks } from '../../core/plugins/parts/blocks.ts'
import type { Client } from '../support/client.ts'

/** A site of an organization as a page has it. */
export type Place = { tenant: string; organizationId: string; title?: string; context?: Json }

/** What the public sees of a block on a page of that organization. */
export function seen(app: App, block: string, place: Place, settings: Json = {}): Promise<BlockRendered> {
  const { tenant, organizationId, title = '我们的网站', context = {} } = place
  return blocks.of('core', app.platform).render({
    tenantId: tenantId(tenant),
    site: { id: '019a0000-0000-7000-8000-000000000001', organizationId, title, base: '/demo/party/' },
    context: { kind: 'home', ...context },
    block,
    settings,
  })
}

/** The demo tenant, and its organizations by their names. */
export async function demoPlace(admin: Client): Promise<{ tenant: string; root: string; below: string[] }> {
  const { tenant } = (await admin.get('/session')).body
  const { data } = (await admin.get('/core/organizations?sort=depth,name&fields=name,depth,parentId&page[size]=200')).body
  const root = data[0].id
  return {
    tenant: tenant.id,
    root,
    below: data.filter((one: { parent?: { id: string } }) => one.parent?.id === root).map((one: { id: string }) => one.id),
  }
}
