import { calendarOperations } from './calendar/operations.ts'
import { declarationOperations } from './declarations/operations.ts'
import { deadLetterOperations } from './events/dead-letters.ts'
import { fileOperations } from './files/operations.ts'
import { documentOperations } from './http/document.ts'
import type { Operation } from './http/operation.ts'
import { sheetOperations } from './imports/operations.ts'
import { jobOperations } from './jobs/operations.ts'
import { menuOperations } from './menus/operations.ts'
import { tenantCostOperations } from './messages/costs-of-tenants.ts'
import { deliveryOperations } from './messages/delivery-operations.ts'
import { liveMessageOperations } from './messages/live.ts'
import { messageOperations } from './messages/read-all.ts'
import { reminderOperations } from './messages/remind.ts'
import { reportOperations } from './messages/report-operations.ts'
import { figureOperations } from './organizations/figures.ts'
import { organizationOperations } from './organizations/operations.ts'
import { rightsOperations } from './permissions/preview/operations.ts'
import type { Platform } from './platform.ts'
import { pluginOperations } from './plugins/operations.ts'
import { healthOperations } from './readiness/operations.ts'
import { entityOperations } from './records/operations.ts'
import { sampleOperations } from './samples/operations.ts'
import { screenOperations } from './screens/operations.ts'
import { sessionOperations } from './sessions/operations.ts'
import type { SessionStore } from './sessions/session-store.ts'
import { singleSignOnOperations } from './single-sign-on/operations.ts'
import { ownApplicationOperations } from './single-sign-on/own-applications.ts'
import { reviewOperations } from './single-sign-on/review.ts'
import { tenantCopyOperations } from './tenant-copies/operations.ts'
import { tenantOperations } from './tenants/operations.ts'
import { userOperations } from './users/operations.ts'
import { profileOperations } from './users/profile.ts'
import { visitOperations } from './visitors/visit-operations.ts'
import type { VisitorStore } from './visitors/visitor-store.ts'
import { webhookOperations } from './webhooks/operations.ts'
import { workflowOperations } from './workflows/operations.ts'
import { processOperations } from './workflows/process-operations.ts'

/** Everything that can be asked of the server: core's own operations, and those of every declared entity. */
export function coreOperations(
  platform: Platform,
  { sessions, visitors }: { sessions: SessionStore; visitors: VisitorStore },
): Operation[] {
  const { engine } = platform
  const operations: Operation[] = [
    ...sessionOperations(platform, sessions),
    ...singleSignOnOperations(platform, sessions),
    ...visitOperations(platform, visitors),
    ...ownApplicationOperations(platform),
    ...reviewOperations(platform),
    ...tenantOperations(platform),
    ...tenantCopyOperations(platform),
    ...healthOperations(platform),
    ...deadLetterOperations(platform),
    ...profileOperations(platform),
    ...userOperations(platform),
    ...organizationOperations(platform),
    ...figureOperations(platform),
    ...messageOperations(platform),
    ...liveMessageOperations(platform),
    ...deliveryOperations(platform),
    ...reportOperations(platform),
    ...tenantCostOperations(platform),
    ...calendarOperations(platform),
    ...pluginOperations(platform),
    ...menuOperations(platform),
    ...declarationOperations(engine.model),
    ...fileOperations(platform),
    ...jobOperations(platform),
    ...sampleOperations(platform),
    ...processOperations(platform),
    ...webhookOperations(platform),
    ...platform.pluginOperations,
    ...[...engine.model.entities.values()].flatMap(entity => [
      ...entityOperations(entity),
      ...sheetOperations(platform, entity),
      ...reminderOperations(platform, entity),
      ...workflowOperations(engine.model, entity),
    ]),
  ]
  operations.push(...rightsOperations(platform, operations))
  const withScreens = [...operations, ...screenOperations(platform, operations)]
  return [...withScreens, ...documentOperations(platform, withScreens)]
}
