import { type TenantId, tenantId } from '../database/database.ts'

/** What a provider gives back with its report: whose delivery it is, for a report comes without a session. */
export function referenceOf(tenant: TenantId, id: string): string {
  return `${tenant}/${id}`
}

/** The same read again; nothing where it is none of ours. */
export function readReference(text: unknown): { tenantId: TenantId; id: string } | undefined {
  const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
  const found = typeof text === 'string' ? new RegExp(`^(${uuid})/(${uuid})$`).exec(text) : null
  return found ? { tenantId: tenantId(found[1]!), id: found[2]! } : undefined
}
