import { checks, commands, type Given, operations, records, rights } from '../../../../core/index.ts'
import { checkPages, checkSections } from './check-pages.ts'
import { putLive } from './put-live.ts'
import { defineSiteOperations } from './site-operations.ts'

/** The parts that sites, their pages and their releases need. */
export const siteNeeds = { checks, commands, operations, records, rights }

/** What sites do beyond their declarations: pages are judged before they are written, published by the server, and one release follows another. */
export function startSites(parts: Given<typeof siteNeeds>): void {
  const { checks, commands } = parts
  checks.define('page', (at, drafts) => checkPages(at, drafts, () => []))
  checks.define('section', async (_at, drafts) => checkSections(drafts, () => []))
  commands.define('put-live', (at, order) => putLive(parts, at, order.recordId!, order.record!))
  defineSiteOperations(parts)
}
