import { blocks, checks, commands, events, type Given, operations, records, rights, tenants, visitors } from '../../../../core/index.ts'
import { checkPages, checkSections } from './check-pages.ts'
import { checkPictures } from './check-pictures.ts'
import { checkSites } from './check-sites.ts'
import { type NewSite, siteFromTemplate } from './from-template.ts'
import { liveSites } from './live-site.ts'
import { defineLookOperations } from './look-operations.ts'
import { makeRelease } from './publish.ts'
import { putLive } from './put-live.ts'
import { serveSites } from './serve.ts'
import { defineSiteOperations } from './site-operations.ts'
import type { SiteRow } from './site-rows.ts'

/** The parts that sites, their pages and their releases need. */
export const siteNeeds = { blocks, checks, commands, events, operations, records, rights, tenants, visitors }

/**
 * What sites do beyond their declarations: pages are judged before they are written, published by the server, and one release follows another, which everybody sees at the
 * visitors' origin.
 */
export function startSites(parts: Given<typeof siteNeeds>): void {
  const { blocks, checks, commands, events, tenants } = parts
  const changed: Parameters<typeof checkSites>[2] = at => blocks.changed(at, 'site')
  checks.define('site', (at, drafts) => checkSites(at, drafts, changed))
  checks.define('page', (at, drafts) => checkPages(at, drafts, blocks.check))
  checks.define('picture', checkPictures)
  checks.define('section', async (_at, drafts) => checkSections(drafts, blocks.check))
  commands.define('put-live', (at, order) => putLive(parts, at, order.recordId!, order.record!))
  commands.define('build-site', (at, { asked }) => siteFromTemplate(parts, at, asked as NewSite))
  commands.define('publish-site', async (at, { recordId, record, asked }) => {
    const site = { ...record, id: recordId } as SiteRow
    const note = asked['note'] === null ? undefined : String(asked['note'])
    return (await makeRelease(parts, at, site, { note })).id
  })
  events.on('site-gone', ['portal/site.deleted', 'portal/site.restored'], changed)
  defineSiteOperations(parts)
  defineLookOperations(parts)
  serveSites(parts, liveSites(tenants.sql))
}
