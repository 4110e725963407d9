import type { Client } from '../support/client.ts'

/** The link by which somebody goes over to a site, and the cookie of the browser that asked for it there. */
export type Crossing = { link: string; browser: string }

/** Asks at the site, as its link 登录 does, and then at the desktop. */
export async function goingOver(client: Client, sitesUrl: string, to: string): Promise<Crossing> {
  const asked = await fetch(`${sitesUrl}/-/login?to=${encodeURIComponent(to)}`, { redirect: 'manual' })
  const marked = new URL(asked.headers.get('location') ?? '').searchParams.get('browser')
  const { status, body } = await client.post('/core/visits', { to, browser: marked })
  if (status !== 201) throw new Error(JSON.stringify(body))
  return { link: body.url, browser: cookieSet(asked) }
}

/** Goes by the link, in the browser that asked for it. */
export function enterBy({ link, browser }: Crossing, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(link, { redirect: 'manual', headers: { cookie: browser, ...headers } })
}

/** The cookie that a reply sets, as a browser sends it back. */
export function cookieSet(reply: Response): string {
  return reply.headers.get('set-cookie')?.split(';')[0] ?? ''
}
