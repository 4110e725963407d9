import { type BlockAsking, blocks, type Given, sql } from '../../../../core/index.ts'
import { navigationOf } from './navigation.ts'

/** The parts that the blocks of heads and feet need. */
export const lookNeeds = { blocks }

/** What the site says of itself, for the blocks of its head and foot. */
export function startLook({ blocks }: Given<typeof lookNeeds>): void {
  blocks.provide('brand.head', headOf)
  blocks.provide('filing.head', headOf)
  blocks.provide('navigation.menu', navigationOf)
}

type Head = { logo: string | null; filingNumber: string | null; policeNumber: string | null }

async function headOf({ engine, caller: { tenantId }, site }: BlockAsking): Promise<Head> {
  const [found] = await engine.database.tenant(tenantId).run(sql<Head>`
    select logo, filing_number as "filingNumber", police_number as "policeNumber" from portal.site
    where tenant_id = ${tenantId} and id = ${site.id} and deleted_at is null`)
  return found ?? { logo: null, filingNumber: null, policeNumber: null }
}
