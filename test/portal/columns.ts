import type { Body, Client } from '../support/client.ts'

let made = 0

/** A site of an organization with one column, made by this person. */
export async function siteWithColumn(
  client: Client,
  organizationId: string,
  column: Body = {},
): Promise<{ siteId: string; columnId: string }> {
  made++
  const site = await client.post('/portal/sites', { organizationId, code: `site-${made}`, title: `第${made}个站点` })
  if (site.status !== 201) throw new Error(JSON.stringify(site.body))
  return { siteId: site.body.id, columnId: await columnOf(client, site.body.id, column) }
}

export async function columnOf(client: Client, siteId: string, column: Body = {}): Promise<string> {
  made++
  const { status, body } = await client.post('/portal/columns', { siteId, title: `栏目${made}`, code: `column-${made}`, ...column })
  if (status !== 201) throw new Error(JSON.stringify(body))
  return body.id
}

export async function articleIn(client: Client, columnId: string, article: Body = {}): Promise<Body> {
  made++
  const { status, body } = await client.post('/portal/articles', { columnId, title: `文章${made}`, body: '<p>正文。</p>', ...article })
  if (status !== 201) throw new Error(JSON.stringify(body))
  return body
}

export async function publishedIn(client: Client, columnId: string, article: Body = {}): Promise<Body> {
  const { id } = await articleIn(client, columnId, article)
  const { status, body } = await client.post(`/portal/articles/${id}/transitions/publish`, {})
  if (status !== 200) throw new Error(JSON.stringify(body))
  return (await client.get(`/portal/articles/${id}`)).body
}
