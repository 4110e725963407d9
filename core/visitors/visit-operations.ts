import type { Operation } from '../http/operation.ts'
import type { Platform } from '../platform.ts'
import { defineProblem } from '../problem.ts'
import { invalid } from '../records/problems.ts'
import { browserHash } from './asking-browser.ts'
import { pathOfSites, tenantCodeIn } from './destination.ts'
import type { VisitorStore } from './visitor-store.ts'

const otherTenant = defineProblem('visit.other-tenant', 409, '您登录的单位不是这个网站的单位，不能以现在的账号登录这个网站')

/**
 * From the desktop over to the sites, where its session opens nothing: a ticket that is good once, for a minute, in the browser that asked for it
 * at the sites. Who has not been there yet is sent to ask.
 */
export function visitOperations({ tenants, visitors: { origins } }: Platform, store: VisitorStore): Operation[] {
  return [
    {
      method: 'POST',
      path: '/api/v1/core/visits',
      id: 'visits.begin',
      summary: '带着身份去本单位的网站：给出一分钟内可用一次、只在这个浏览器可用的地址',
      perMinute: 60,
      tag: '网站',
      access: 'full',
      body: {
        type: 'object',
        required: ['to'],
        additionalProperties: false,
        properties: {
          to: { type: 'string', minLength: 1, maxLength: 500, description: '网站上的页面，如 /demo/dangjian/' },
          browser: browserHash,
        },
      },
      status: 201,
      reply: { type: 'object', required: ['url'], properties: { url: { type: 'string' } } },
      write: async ({ caller, body, raw }, transaction) => {
        const { to, browser } = body as { to: string; browser?: string }
        const path = pathOfSites(to)
        if (path === undefined)
          throw invalid('不是网站上的页面', [{ pointer: '/to', code: 'outside', detail: '须是网站上的页面，以 / 开头' }])
        const state = await tenants.of(caller.tenantId)
        if (tenantCodeIn(path) !== state?.code) throw otherTenant()
        const { userId, sessionId } = caller
        const way = browser
          ? `enter?ticket=${await store.issue(transaction, { userId: userId!, sessionId: sessionId!, browser, destination: path })}`
          : `login?to=${encodeURIComponent(path)}`
        const url = `${origins.sites(raw)}/-/${way}`
        return { headers: { 'cache-control': 'no-store' }, body: { url } }
      },
    },
  ]
}
