import type { TenantId } from '../database/database.ts'

/** What is asked while events are written. */
export type Hearing = {
  /** Names of the reactions that the tenant has on such an event; of an update, with the fields that it changes, where these are told. */
  heardBy(tenantId: TenantId, event: string, changed?: readonly string[]): Promise<readonly string[]>
  /** Tells that the tenant has something to be done. Never fails; what it forgets is found by the next look. */
  nudge(tenantId: TenantId): void
}

/**
 * While a tenant is being made nobody in it listens yet. To ask who does would take a second connection beside its transaction's, and many
 * tenants that are made at once would wait for each other.
 */
export const nobodyListens: Hearing = { heardBy: async () => [], nudge() {} }
