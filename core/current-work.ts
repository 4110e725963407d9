import { AsyncLocalStorage } from 'node:async_hooks'
import type { RuleData } from './declarations/rule-data.ts'

/** A request being answered, or a job at work on behalf of the request that asked for it. */
export type Work = {
  kind: 'request' | 'job'
  requestId: string
  route?: string
  job?: string
  /** For whom it is done, once that is known, and the rules that hold there where they are not as declared. */
  tenantId?: string
  rules?: RuleData
}

/** What is being done just now, so that a slow query or an error far below can be told with the request that it belongs to. */
export const currentWork = new AsyncLocalStorage<Work>()

/** What is done from here on is done for this tenant, by its own rules; whom it concerns besides, later on, changes nothing of that. */
export function servingTenant(tenantId: string, rules: RuleData | undefined): void {
  const work = currentWork.getStore()
  if (work && work.tenantId === undefined) Object.assign(work, { tenantId, rules })
}

/** The same as it stands in a line of the log. */
export function workInLog(): { reqId?: string; route?: string; job?: string } {
  const work = currentWork.getStore()
  return work ? { reqId: work.requestId, route: work.route, job: work.job } : {}
}
