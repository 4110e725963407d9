import type { TenantSql } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import type { PaidChannel } from './costs.ts'

/** How many SMS or calls are in a state. */
export type DeliveryCount = { channel: PaidChannel; state: string; count: number }

/** What was sent about a record, by channel and state. */
export async function deliveriesOf(connection: TenantSql, recordId: string): Promise<DeliveryCount[]> {
  return connection.run(sql<DeliveryCount>`
    select channel, state, count(*) as count from core.delivery
    where tenant_id = ${connection.tenantId} and record_id = ${recordId} group by channel, state order by channel, state`)
}
