import { type BlockAsking, blocks, type Given, sql, visitors } from '../../../../core/index.ts'
import { navigationOf } from './navigation.ts'
import { suggestions } from './suggestions.ts'

/** The parts that heads and feet of sites need. */
export const lookNeeds = { blocks, visitors }

/** What the site says of itself, for the blocks of its head and foot, and what is suggested under their search field. */
export function startLook({ blocks, visitors }: Given<typeof lookNeeds>): void {
  blocks.provide('brand.head', headOf)
  blocks.provide('filing.head', headOf)
  blocks.provide('navigation.menu', navigationOf)
  visitors.get('suggest', visit => suggestions(visitors.reading(visit), visit))
}

async function headOf({ engine, caller: { tenantId }, site }: BlockAsking): Promise<object> {
  const [found] = await engine.database.tenant(tenantId).run(sql<{ logo: string | null }>`
    select logo, filing_number as "filingNumber", police_number as "policeNumber" from portal.site
    where tenant_id = ${tenantId} and id = ${site.id} and deleted_at is null`)
  return found ?? { logo: null, filingNumber: null, policeNumber: null }
}
