import { commands, type Given, records } from '../../../../core/index.ts'
import { putLive } from './put-live.ts'

/** The parts that sites, their pages and their releases need. */
export const siteNeeds = { commands, records }

/** What sites do beyond their declarations. */
export function startSites(parts: Given<typeof siteNeeds>): void {
  const { commands } = parts
  commands.define('put-live', (at, order) => putLive(parts, at, order.recordId!, order.record!))
}
