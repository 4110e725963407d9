import { sql } from '../database/sql.ts'
import { FileError } from '../files/file-error.ts'
import { scaledCopy } from '../files/scaled-copy.ts'
import { imageWidths } from '../files/scaled-image.ts'
import type { Asked, Operation, Reply } from '../http/operation.ts'
import type { Platform } from '../platform.ts'
import { leaf } from '../records/list-query.ts'
import { badQuery, notFound } from '../records/problems.ts'
import { isUuid } from '../records/relations.ts'
import type { TenantState } from './tenant-state.ts'

const looks = '/api/v1/core/look/{code}'

const nullableText = { type: ['string', 'null'] }

/** How a tenant's own login page looks before anyone is signed in (S2.7): its name and background, and nothing else of it. */
export function lookOperations({ engine, tenants, files }: Platform): Operation[] {
  /** Codes of no tenant, and of one whose service has ended, look alike: like the platform itself. */
  async function shown({ parameters }: Asked): Promise<TenantState | undefined> {
    const code = parameters['code'] ?? ''
    const id = /^[a-z][a-z0-9-]{1,39}$/.test(code) ? await tenants.byCode(code) : undefined
    const state = id && (await tenants.of(id))
    return state?.active ? state : undefined
  }

  async function look(asked: Asked): Promise<Reply> {
    const state = await shown(asked)
    const address = (file: string | null | undefined) => (state && file ? `/api/v1/core/look/${state.code}/images/${file}` : null)
    return {
      headers: { 'cache-control': 'no-cache' },
      body: {
        name: state?.name ?? null,
        reliefMode: state?.reliefMode ?? false,
        loginBackground: address(state?.loginImages.desktop),
        phoneLoginBackground: address(state?.loginImages.phone),
      },
    }
  }

  /** The images of the login pages, and no other file. Another image has another address, so that each may be kept. */
  async function image(asked: Asked): Promise<Reply> {
    const width = leaf(asked.query, 'width') ?? '1920'
    if (!/^[1-9]\d{0,3}$/.test(width)) throw badQuery(`width 应是数字，如 ${imageWidths.join('、')}`)
    const state = await shown(asked)
    const file = asked.parameters['file']!.toLowerCase()
    if (!state || !isUuid(file) || !Object.values(state.loginImages).includes(file)) throw noImage()
    const [row] = await engine.database
      .tenant(state.id)
      .run(sql<{ storage_key: string }>`select storage_key from core.file where tenant_id = ${state.id} and id = ${file}`)
    if (!row) throw noImage()
    return {
      headers: { 'content-type': 'image/webp', 'cache-control': 'public, max-age=86400', 'x-content-type-options': 'nosniff' },
      body: await scaledCopy(files, row.storage_key, Number(width)).catch(notShown),
    }
  }

  const common = { method: 'GET' as const, tag: '入驻', access: 'public' as const }
  return [
    {
      ...common,
      path: looks,
      id: 'look.get',
      summary: '一个单位登录页的样子，登录前可见',
      perMinute: 300,
      reply: {
        type: 'object',
        required: ['name', 'reliefMode', 'loginBackground', 'phoneLoginBackground'],
        properties: {
          name: { ...nullableText, description: '单位名称；没有这个单位时为空' },
          reliefMode: { type: 'boolean' },
          loginBackground: { ...nullableText, description: '电脑登录页背景图的地址' },
          phoneLoginBackground: { ...nullableText, description: '手机登录页背景图的地址' },
        },
      },
      read: look,
    },
    {
      ...common,
      path: `${looks}/images/{file}`,
      id: 'look.image',
      summary: '登录页的背景图；width 给出缩小的图片',
      perMinute: 600,
      query: [{ name: 'width', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 9999 } }],
      reply: { contentType: 'image/webp' },
      read: image,
    },
  ]
}

const noImage = () => notFound('没有这张图片')

/** What is no whole picture, or is gone from the store, is none to who may only look. */
function notShown(error: unknown): never {
  throw error instanceof FileError ? noImage() : error
}
