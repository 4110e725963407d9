import type { Given, Json } from '../../../../core/index.ts'
import { readAddress } from '../content/addresses.ts'
import { baseCss } from '../look/base-css.ts'
import { library } from '../look/library.ts'
import { coverOf } from '../look/site-templates.ts'
import { themeCss, themes } from '../look/themes.ts'
import { type NewSite, offeredTemplates, siteFromTemplate } from './from-template.ts'
import { noSite, siteFor } from './site-rows.ts'
import type { siteNeeds } from './sites.ts'

const text = { type: 'string' }
const list = (properties: Record<string, unknown>) => ({
  type: 'object',
  required: ['data'],
  properties: { data: { type: 'array', items: { type: 'object', properties } } },
})
const named = { name: text, title: text }
const readPages = { entity: 'page', action: 'read' }

/** What sites are designed with: templates, themes, pieces, blocks as the public sees them, and the styles that they have on the page. */
export function defineLookOperations(parts: Given<typeof siteNeeds>): void {
  const { operations, blocks } = parts
  operations.define({
    ...{ method: 'GET', path: '/templates', id: 'templates.list', summary: '整站模板', gate: readPages },
    reply: list({
      ...named,
      description: text,
      theme: { type: 'object' },
      cover: text,
      pages: { type: 'array', items: text },
      columns: { type: 'array', items: text },
    }),
    read: async () => ({ body: { data: offeredTemplates() } }),
  })
  operations.define({
    ...{ method: 'GET', path: '/templates/{name}/cover', id: 'templates.cover', summary: '模板封面', gate: readPages },
    inPath: { name: { type: 'string', pattern: '^[a-z-]{1,40}$' } },
    reply: { contentType: 'image/webp' },
    async read({ parameters }) {
      const cover = coverOf(parameters['name']!)
      if (!cover) throw noSite('这个模板没有封面')
      return { headers: { 'content-type': 'image/webp', 'cache-control': 'private, max-age=3600' }, body: cover }
    },
  })
  operations.define({
    ...{ method: 'GET', path: '/themes', id: 'themes.list', summary: '主题', gate: readPages },
    reply: list({ ...named, description: text, tokens: { type: 'object' } }),
    read: async () => ({ body: { data: themes() } }),
  })
  operations.define({
    ...{ method: 'GET', path: '/library', id: 'library.list', summary: '版块库', gate: readPages },
    reply: list({ ...named, category: text, icon: text, order: { type: 'integer' }, component: { type: 'object' } }),
    read: async () => ({ body: { data: library() } }),
  })
  operations.define({
    ...{ method: 'GET', path: '/blocks', id: 'blocks.list', summary: '动态区块', gate: readPages },
    reply: list({ ...named, description: text, category: text, icon: text, order: { type: 'integer' }, settings: { type: 'object' } }),
    read: async ({ caller }) => ({ body: { data: await blocks.all(caller.tenantId) } }),
  })
  operations.define({
    ...{ method: 'POST', path: '/blocks/{name}/preview', id: 'blocks.preview', summary: '预览动态区块', gate: readPages },
    inPath: { name: { type: 'string', pattern: '^[a-z][a-z0-9-]*\\.[a-z][a-z0-9-]*$' } },
    body: {
      type: 'object',
      additionalProperties: false,
      required: ['siteId'],
      properties: {
        siteId: { type: 'string', format: 'uuid' },
        settings: { type: 'object' },
        context: {
          type: 'object',
          properties: { kind: { type: 'string', enum: ['home', 'page', 'column', 'article', 'search', 'header', 'footer'] } },
        },
      },
    },
    ...{ reply: { type: 'object', required: ['html'], properties: { html: text } }, status: 200 },
    async read(asked) {
      const { siteId, settings = {}, context = {} } = asked.body as { siteId: string; settings?: Json; context?: { kind?: string } }
      const site = await siteFor(parts, asked, siteId)
      const { html } = await blocks.render({
        tenantId: asked.caller.tenantId,
        site: { id: site.id, organizationId: site.organizationId, title: site.title, base: `/preview/${site.code}/` },
        ...{ context: { kind: context.kind ?? 'home' }, block: asked.parameters['name']!, settings },
        addresses: { file: fileOfDesk, href: typed => (readAddress(typed)?.kind === 'file' ? fileOfDesk(typed.slice(5)) : typed) },
      })
      return { body: { html } }
    },
  })
  operations.define({
    ...{ method: 'GET', path: '/styles', id: 'styles.of', summary: '站点样式', gate: readPages },
    query: [{ name: 'siteId', in: 'query', required: true, schema: { type: 'string', format: 'uuid' } }],
    reply: { type: 'object', required: ['base', 'theme', 'blocks'], properties: { base: text, theme: text, blocks: text } },
    async read(asked) {
      const site = await siteFor(parts, asked, String(asked.query['siteId']))
      const all = await blocks.all(asked.caller.tenantId)
      return { body: { base: baseCss(), theme: themeCss(site.theme ?? {}), blocks: blocks.css(all.map(one => one.name)) } }
    },
  })
  operations.define({
    ...{
      method: 'POST',
      path: '/sites/from-template',
      id: 'sites.fromTemplate',
      summary: '用模板建站',
      gate: { entity: 'site', action: 'create' },
    },
    body: {
      type: 'object',
      additionalProperties: false,
      required: ['organizationId', 'template', 'code', 'title'],
      properties: {
        organizationId: { type: 'string', format: 'uuid' },
        template: { type: 'string', maxLength: 60 },
        code: { type: 'string', maxLength: 40 },
        title: { type: 'string', maxLength: 60 },
        description: { type: 'string', maxLength: 300 },
      },
    },
    ...{ reply: { type: 'object', required: ['id'], properties: { id: { type: 'string', format: 'uuid' } } }, status: 201 },
    write: async (asked, at) => ({ status: 201, body: { id: await siteFromTemplate(parts, at, asked.body as NewSite) } }),
  })
}

/** At the desk's own origin: its pages show nothing of another. */
function fileOfDesk(id: string, width?: number): string {
  return `/api/v1/core/files/${id}/content${width === undefined ? '' : `?width=${width}`}`
}
