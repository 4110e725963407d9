import type { TenantId } from '../database/database.ts'

/** What is asked while events are written. */
export type Hearing = {
  /** Names of the reactions that the tenant has on such an event. */
  heardBy(tenantId: TenantId, event: string): Promise<readonly string[]>
  /** Tells that the tenant has something to be done. Never fails; what it forgets is found by the next look. */
  nudge(tenantId: TenantId): void
}
