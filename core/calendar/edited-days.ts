import type { TenantRows } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import type { SpecialDay } from './published-days.ts'

export type EditedDay = SpecialDay & { by: 'platform' | 'tenant' }

/** The days that the platform's operator edited for all, and in their place those that the tenant edited for itself. */
export async function editedDays(connection: TenantRows): Promise<Map<string, EditedDay>> {
  const rows = await connection.run(sql<EditedDay>`
    select date, kind, name, 'platform' as by from core.platform_day
    union all select date, kind, name, 'tenant' from core.holiday where tenant_id = ${connection.tenantId} order by by, date`)
  return new Map(rows.map(row => [row.date, row]))
}
