import type { Related } from '../../fields/record.ts'

export type AuditEntry = {
  id: string
  createdAt: string
  userName: string
  action: string
  entity: string | null
  recordLabel: string | null
  /** Old and new values by field; some entries tell a single fact instead. */
  changes: Record<string, unknown> | null
  ip: string | null
  organization: Related | null
}
