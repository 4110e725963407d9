import { AsyncLocalStorage } from 'node:async_hooks'

/** A request being answered, or a job at work on behalf of the request that asked for it. */
export type Work = { kind: 'request' | 'job'; requestId: string; route?: string; job?: string }

/** What is being done just now, so that a slow query or an error far below can be told with the request that it belongs to. */
export const currentWork = new AsyncLocalStorage<Work>()

/** The same as it stands in a line of the log. */
export function workInLog(): { reqId?: string; route?: string; job?: string } {
  const work = currentWork.getStore()
  return work ? { reqId: work.requestId, route: work.route, job: work.job } : {}
}
