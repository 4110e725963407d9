import { type At, type Given, type Json, sql } from '../../../../core/index.ts'
import { byItself } from './by-itself.ts'
import type { siteNeeds } from './sites.ts'

/** Makes a release what visitors see of its site, in the place of the one before. */
export async function putLive(
  { commands, records }: Given<typeof siteNeeds>,
  at: At,
  releaseId: string,
  release: Json,
): Promise<undefined> {
  const { transaction } = at
  const siteId = String(release['siteId'])
  const before = await transaction.run(sql<{ id: string }>`
    select id from portal.release where tenant_id = ${transaction.tenantId} and site_id = ${siteId} and state = 'live' and id <> ${releaseId}`)
  for (const { id } of before) await commands.run(at, 'portal.retire', { recordId: id, asked: {} })
  await records.change(byItself(at), 'release', releaseId, { publishedAt: new Date().toISOString() })
  await records.change(byItself(at), 'site', siteId, { liveReleaseId: releaseId })
}
