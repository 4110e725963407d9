import { elsewhere, issueCode, releaseCode, takeCode } from '../../handovers/handover.ts'
import type { At, Part } from '../part.ts'

/** Records that go from one tenant of the installation to another: by a code that one issues and the other is told. */
export const handovers: Part<{
  /** A code for a record of the plugin's, until that day (`2026-06-30`); one issued before no longer holds. It is said once and not kept. */
  issue(at: At, order: { recordId: string; until: string }): Promise<string>
  /** Takes a code for this tenant; what is given is kept with the own record, and is what it goes on by. @throws Problem where it does not hold */
  take(at: At, code: string): Promise<string>
  release(at: At, key: string): Promise<void>
  /**
   * Does something in the tenant that issued a code taken by this one, within the same transaction: all of it happens to both, or nothing.
   * @throws Problem where it no longer holds
   */
  elsewhere<T>(at: At, key: string, work: (there: At, recordId: string) => Promise<T>): Promise<T>
}> = {
  name: 'handovers',
  of: plugin => ({
    issue: ({ transaction }, order) => issueCode(transaction, plugin, order),
    take: ({ transaction }, code) => takeCode(transaction, plugin, code),
    release: ({ transaction }, key) => releaseCode(transaction, plugin, key),
    elsewhere: (at, key, work) => elsewhere(at, plugin, key, work),
  }),
}
