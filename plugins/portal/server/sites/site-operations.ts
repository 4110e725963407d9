import type { Asked, Given } from '../../../../core/index.ts'
import { compareReleases } from './compare.ts'
import { previewSign } from './previews.ts'
import { publish } from './publish.ts'
import { restoreRelease } from './restore.ts'
import { siteFor } from './site-rows.ts'
import type { siteNeeds } from './sites.ts'

const uuid = { type: 'string', format: 'uuid' }
const published = {
  type: 'object',
  required: ['id', 'number', 'state', 'address'],
  properties: {
    id: uuid,
    number: { type: 'integer', description: '版本' },
    state: { type: 'string', enum: ['review', 'scheduled', 'live'], description: '待审核、定时发布或已上线' },
    address: { type: 'string', description: '访客看到它的网址' },
  },
}
const compared = {
  type: 'object',
  required: ['pages'],
  properties: {
    pages: {
      type: 'array',
      items: {
        type: 'object',
        required: ['kind', 'path', 'title', 'change', 'texts'],
        properties: {
          kind: { type: 'string' },
          path: { type: ['string', 'null'] },
          title: { type: 'string' },
          change: { type: 'string', enum: ['added', 'removed', 'changed', 'same'] },
          texts: {
            type: 'array',
            items: {
              type: 'object',
              required: ['kind', 'text'],
              properties: { kind: { type: 'string', enum: ['added', 'removed'] }, text: { type: 'string' } },
            },
          },
        },
      },
    },
  },
}

const usualHours = 72

/** What is done with a site as a whole: it is published, compared, brought back, and shown before that. */
export function defineSiteOperations(parts: Given<typeof siteNeeds>): void {
  const { operations, tenants, visitors } = parts
  const addressOf = async (asked: Asked, code: string) =>
    `${visitors.address(asked)}/${await tenants.codeOf(asked.caller.tenantId)}/${code}/`
  operations.define({
    ...{
      method: 'POST',
      path: '/sites/{id}/releases',
      id: 'sites.publish',
      summary: '发布站点',
      gate: { entity: 'release', action: 'publish' },
    },
    body: {
      type: 'object',
      additionalProperties: false,
      properties: {
        note: { type: 'string', maxLength: 200, description: '这一版改了什么' },
        publishAt: { type: 'string', format: 'date-time', description: '到这个时间再上线' },
      },
    },
    ...{ reply: published, status: 201 },
    async write(asked, at) {
      const wish = (asked.body ?? {}) as { note?: string; publishAt?: string }
      const { site, release } = await publish(parts, asked, at, asked.parameters['id']!, wish)
      return { status: 201, body: { ...release, address: await addressOf(asked, site.code) } }
    },
  })
  operations.define({
    ...{ method: 'GET', path: '/sites/{id}/address', id: 'sites.address', summary: '站点的网址', gate: { entity: 'site', action: 'read' } },
    reply: { type: 'object', required: ['address'], properties: { address: { type: 'string', description: '访客看到它的网址' } } },
    async read(asked) {
      const { code } = await siteFor(parts, asked, asked.parameters['id']!)
      return { body: { address: await addressOf(asked, code) } }
    },
  })
  operations.define({
    ...{ method: 'POST', path: '/releases/{id}/restore', id: 'releases.bringBack', summary: '恢复到这一版' },
    gate: { entity: 'release', action: 'bring-back' },
    body: {
      type: 'object',
      additionalProperties: false,
      properties: {
        live: { type: 'boolean', default: true, description: '让访客重新看到这一版' },
        drafts: { type: 'boolean', default: false, description: '把草稿也改回这一版' },
      },
    },
    status: 204,
    async write(asked, at) {
      await restoreRelease(parts, asked, at, asked.parameters['id']!, (asked.body ?? {}) as { live?: boolean; drafts?: boolean })
      return { status: 204 }
    },
  })
  operations.define({
    ...{
      method: 'GET',
      path: '/releases/{id}/compare',
      id: 'releases.compare',
      summary: '与另一版比较',
      gate: { entity: 'release', action: 'read' },
    },
    query: [
      {
        name: 'with',
        in: 'query',
        required: true,
        description: '另一版的 id，或 drafts：现在的草稿',
        schema: { type: 'string', pattern: '^(drafts|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$' },
      },
    ],
    reply: compared,
    read: async asked => ({ body: { pages: await compareReleases(parts, asked, asked.parameters['id']!, String(asked.query['with'])) } }),
  })
  operations.define({
    ...{
      method: 'POST',
      path: '/sites/{id}/previews',
      id: 'sites.preview',
      summary: '生成预览链接',
      gate: { entity: 'page', action: 'update' },
    },
    body: {
      type: 'object',
      additionalProperties: false,
      properties: { hours: { type: 'integer', minimum: 1, maximum: 168, default: usualHours, description: '多少小时内有效' } },
    },
    reply: {
      type: 'object',
      required: ['address', 'expiresAt'],
      properties: { address: { type: 'string' }, expiresAt: { type: 'string', format: 'date-time' } },
    },
    status: 201,
    async read(asked) {
      const site = await siteFor(parts, asked, asked.parameters['id']!, 'update')
      const { hours = usualHours } = (asked.body ?? {}) as { hours?: number }
      const expiresAt = new Date(Date.now() + hours * 3_600_000)
      const address = `${await addressOf(asked, site.code)}-/preview/${previewSign(site, expiresAt)}/`
      return { status: 201, body: { address, expiresAt: expiresAt.toISOString() } }
    },
  })
}
