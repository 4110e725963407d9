import { setTimeout as sleep } from 'node:timers/promises'
import type { Page, Request } from 'playwright-core'

/** Milliseconds without a request after which a page has all that it asked for. */
const quietMs = 300

/** Watches what a page asks for from now on; gives what waits until it asks for nothing more, but for the stream of news that stays open. */
export function whenQuiet(page: Page): () => Promise<void> {
  const open = new Set<Request>()
  let lastMs = 0
  const ended = (request: Request) => {
    open.delete(request)
    lastMs = performance.now()
  }
  page.on('request', request => {
    if (!isStream(request)) open.add(request)
    lastMs = performance.now()
  })
  page.on('requestfinished', ended)
  page.on('requestfailed', ended)
  return async () => {
    lastMs = performance.now()
    while (open.size > 0 || performance.now() - lastMs < quietMs) await sleep(50)
  }
}

function isStream(request: Request): boolean {
  return request.resourceType() === 'eventsource' || request.headers()['accept'] === 'text/event-stream'
}
