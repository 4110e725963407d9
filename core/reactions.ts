import type { Model } from './declarations/model.ts'
import { declaredReaction, declaredSchedule } from './events/declared-reaction.ts'
import type { Reaction } from './events/reactions.ts'
import { askingForReports } from './messages/ask-for-reports.ts'
import { delivering } from './messages/deliver.ts'
import { aboveAnew } from './organizations/above-anew.ts'
import type { TenantStates } from './tenants/tenant-state.ts'
import { webhookCalling, webhookHearing } from './webhooks/deliver.ts'
import { tasksAnew } from './workflows/give-anew.ts'
import { overdueReactions } from './workflows/overdue.ts'

/** What is done when something has happened: core's own, and what plugins declare. */
export function allReactions(model: Model, tenants: TenantStates): Reaction[] {
  return [
    ...overdueReactions(model),
    tasksAnew,
    aboveAnew,
    delivering,
    askingForReports,
    webhookHearing(tenants),
    webhookCalling,
    ...model.reactions.map(declaredReaction),
    ...model.schedules.map(declaredSchedule),
  ]
}
