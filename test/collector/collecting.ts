import { createHash } from 'node:crypto'
import type { Test } from 'tap'
import { asOwner } from '../core/owner.ts'
import type { Body, Client } from '../support/client.ts'
import { startPlatform, type TestPlatform } from '../support/platform.ts'
import { until } from '../support/server-process.ts'
import { type Content, openSite, type Site } from './site.ts'

export type Collecting = {
  platform: TestPlatform
  admin: Client
  organizationId: string
  owner(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>
  /** Somebody's site on the internet, which is all that may be fetched from. */
  site(pages?: Record<string, Content>): Promise<Site>
  source(name: string, address: string, more?: object): Promise<string>
  /** Collects a source now; gives the run when it has ended. */
  collect(sourceId: string): Promise<Body>
  begin(sourceId: string): Promise<string>
  ended(runId: string): Promise<Body>
  items(sourceId: string): Promise<Body[]>
}

/** What stands for the internet: an address of this machine that is permitted. All its others are the inside. */
export const internet = '127.0.0.2'

/** A platform whose demo tenant collects from stand-ins. */
export async function collecting(t: Test): Promise<Collecting> {
  const platform = await startPlatform(t, { fetchNetworks: [`${internet}/32`] })
  const admin = await platform.signIn('admin')
  const { body: roots } = await admin.get('/core/organizations?filter[parentId][null]=true')
  const organizationId: string = roots.data[0].id
  const run = async (id: string) => (await admin.get(`/article-collector/runs/${id}`)).body
  const ended = async (id: string) => {
    await until(async () => ['done', 'failed'].includes((await run(id)).state))
    return run(id)
  }
  const begin = async (sourceId: string) => {
    const { status, body } = await admin.post(`/article-collector/sources/${sourceId}/collect`)
    if (status !== 202) throw new Error(JSON.stringify(body))
    return body.runId
  }
  return {
    platform,
    admin,
    organizationId,
    owner: (text, values) => asOwner(platform, text, values),
    site: pages => openSite(t, pages, internet),
    async source(name, address, more = {}) {
      const values = { organizationId, name, kind: 'feed', address, collectAt: '06:30', pause: 0.1, ...more }
      const { status, body } = await admin.post('/article-collector/sources', values)
      if (status !== 201) throw new Error(JSON.stringify(body))
      return body.id
    },
    begin,
    ended,
    collect: async sourceId => ended(await begin(sourceId)),
    async items(sourceId) {
      const path = `/article-collector/items?filter[sourceId][eq]=${sourceId}&sort=title&page[size]=200&fields=title,state,author,address,sourceName,publishedAt,summary,body,duplicateOfId`
      return (await admin.get(path)).body.data
    },
  }
}

const words =
  '支部 党员 围绕 主题 逐一 发言 交流 体会 查找 差距 明确 方向 乡村 治理 学习 群众 服务 项目 产业 干部 基层 考核 制度 调研 志愿 社区 培训 课堂 书记 换届 公示 宣讲 档案 示范 帮扶 联系 走访 整改 责任 落实'.split(
    ' ',
  )

/** Sentences enough to be taken for the text of an article; others for another subject. */
export function sentences(subject: string, count = 8): string {
  const said = (at: number) => [...createHash('sha1').update(`${subject}${at}`).digest()].map(byte => words[byte % words.length]).join('')
  return Array.from({ length: count }, (_, at) => `<p>${subject}第${at + 1}段：${said(at)}。</p>`).join('')
}

/** An article's page as sites have them: with what does not belong to it around. */
export function articlePage(title: string, body = sentences(title), head = ''): string {
  return `<!doctype html><html><head><meta charset="utf-8">${head}<title>${title}_某网站</title></head><body>
    <nav><a href="/">首页</a><a href="/a">时政</a></nav><h1>${title}</h1><div class="text">${body}</div><footer>版权所有 京ICP备00000000号</footer></body></html>`
}

export function rss(items: { title: string; link: string; more?: string }[], encoding = 'utf-8'): string {
  return `<?xml version="1.0" encoding="${encoding}"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>某网站</title>${items
    .map(({ title, link, more = '' }) => `<item><title>${title}</title><link>${link}</link>${more}</item>`)
    .join('')}</channel></rss>`
}
