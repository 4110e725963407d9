import type { Body, Client } from '../support/client.ts'
import type { TestPlatform } from '../support/platform.ts'
import { cookieSet, enterBy, goingOver } from '../visitors/going-over.ts'
import { siteWithColumn } from './columns.ts'

export type LiveSite = { siteId: string; columnId: string; siteCode: string; columnCode: string; base: string }

/** A site with one column that visitors find: its home page is published. */
export async function liveSite(platform: TestPlatform, client: Client, organizationId: string, column: Body = {}): Promise<LiveSite> {
  const { siteId, columnId } = await siteWithColumn(client, organizationId, column)
  const home = {
    siteId,
    kind: 'home',
    title: '首页',
    content: { components: [{ tagName: 'p', components: [{ type: 'textnode', content: '欢迎' }] }] },
  }
  for (const reply of [await client.post('/portal/pages', home), await client.post(`/portal/sites/${siteId}/releases`, {})])
    if (reply.status !== 201) throw new Error(JSON.stringify(reply.body))
  const [siteCode, columnCode] = await Promise.all(
    [`/portal/sites/${siteId}`, `/portal/columns/${columnId}`].map(async path => (await client.get(path)).body.code as string),
  )
  return { siteId, columnId, siteCode: siteCode!, columnCode: columnCode!, base: `${platform.sitesUrl}/demo/${siteCode}/` }
}

/** The cookie of someone who has gone over to the sites from the desktop. */
export async function cookieOf(client: Client, sitesUrl: string, to: string): Promise<string> {
  return cookieSet(await enterBy(await goingOver(client, sitesUrl, to)))
}

/** What a page's script sends: JSON, from the page's own origin. */
export function send(address: string, body: Body, headers: Record<string, string> = {}): Promise<Response> {
  const origin = new URL(address).origin
  return fetch(address, {
    method: 'POST',
    body: JSON.stringify(body),
    redirect: 'manual',
    headers: { origin, accept: 'application/json', 'content-type': 'application/json', ...headers },
  })
}
