import { rm } from 'node:fs/promises'
import { entityOf } from '../declarations/model.ts'
import type { Asked, Operation, Reply } from '../http/operation.ts'
import { denied, may } from '../permissions/decide.ts'
import type { Platform } from '../platform.ts'
import { defineProblem, Problem } from '../problem.ts'
import { leaf } from '../records/list-query.ts'
import { badQuery, notFound } from '../records/problems.ts'
import { FileError } from './file-error.ts'
import { formFile } from './form-file.ts'
import { type FileRow, fileRow, isHeldInSight } from './held-in-sight.ts'
import { scaledCopy } from './scaled-copy.ts'
import { imageWidths } from './scaled-image.ts'
import { spoolFile, storeFile, writeFileRow } from './take-file.ts'
import { takenBackWith } from './taken-back.ts'
import { uploadLimits } from './upload-limits.ts'

const noFile = defineProblem('file.none', 422, '请选择要上传的文件')
const broken = defineProblem('file.broken-image', 422, '图片已损坏，无法显示')

/** Browsers show no PDF within a sandbox. What it holds may still load and run nothing here, and only our own pages frame it. */
const documentPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"

/** Files: taken by content and size, kept in the store, given to who may see the field that holds them. */
export function fileOperations({ engine, files, tenants, uploadBytes }: Platform): Operation[] {
  const entity = entityOf(engine.model, 'core/file')
  const limits = uploadLimits(engine.model, uploadBytes)

  async function upload(asked: Asked): Promise<Reply> {
    const { caller } = asked
    if (!may(caller, entity, 'create', engine.model)) throw denied()
    const part = await formFile(asked.raw, limits.largest())
    if (!part) throw noFile()
    const spooled = await spoolFile(part.file, limits)
    try {
      const stored = await storeFile(files, limits, caller.tenantId, spooled, part.filename)
      const keeping = engine.database.transaction(caller.tenantId, transaction => writeFileRow({ engine, transaction, caller }, stored))
      await takenBackWith(keeping, files, stored.key)
      const { key: _key, ...body } = stored
      return { status: 201, body }
    } finally {
      await rm(spooled.path, { force: true })
    }
  }

  /** The file's row when the caller may see it: his own upload, or held by a record's field that he may see in full. */
  async function seen(asked: Asked): Promise<FileRow> {
    const { caller } = asked
    const connection = engine.database.tenant(caller.tenantId)
    const row = await fileRow(connection, asked.parameters['id']!)
    if (!row) throw unknownFile()
    const asking = { connection, caller, model: asked.engine.model, state: await tenants.of(caller.tenantId) }
    const open = row.record_id === null ? row.created_by === caller.userId : await isHeldInSight(asking, row)
    if (!open) throw unknownFile()
    return row
  }

  async function content(asked: Asked): Promise<Reply> {
    const width = leaf(asked.query, 'width')
    if (width !== undefined && !/^[1-9]\d{0,3}$/.test(width)) throw badQuery(`width 应是数字，如 ${imageWidths.join('、')}`)
    const row = await seen(asked)
    const headers = {
      'content-type': row.content_type,
      'content-disposition': `${row.content_type.startsWith('image/') || row.content_type === 'application/pdf' ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(row.name)}`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': row.content_type === 'application/pdf' ? documentPolicy : "default-src 'none'; sandbox",
      'cache-control': 'private, max-age=300',
    }
    if (width === undefined || !row.content_type.startsWith('image/'))
      return { headers: { ...headers, 'content-length': String(row.size) }, body: await files.open(row.storage_key) }
    const body = await scaledCopy(files, row.storage_key, Number(width)).catch(told)
    return { headers: { ...headers, 'content-type': 'image/webp' }, body }
  }

  return [
    {
      method: 'POST',
      path: entity.path,
      id: 'coreFile.upload',
      summary: '上传文件',
      tag: entity.title,
      access: 'full',
      body: { type: 'object', required: ['file'], properties: { file: { type: 'string', contentMediaType: 'application/octet-stream' } } },
      bodyCheckedByEngine: true,
      multipart: true,
      status: 201,
      reply: {
        type: 'object',
        required: ['id', 'name', 'contentType', 'size'],
        properties: {
          id: { type: 'string' },
          name: { type: 'string' },
          contentType: { type: 'string' },
          size: { type: 'integer' },
          sha256: { type: 'string' },
        },
      },
      read: upload,
    },
    {
      method: 'GET',
      path: `${entity.path}/{id}/content`,
      id: 'coreFile.content',
      summary: '文件内容；width 给出缩小的图片',
      tag: entity.title,
      access: 'full',
      query: [{ name: 'width', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 9999 } }],
      reply: { contentType: 'application/octet-stream' },
      read: content,
    },
  ]
}

/** A file is told as not there in the same words, whichever reason hides it. */
const unknownFile = () => notFound('文件不存在，或您没有查看它的权限')

function told(error: unknown): never {
  if (error instanceof Problem && error.code === 'record.not-found') throw unknownFile()
  if (!(error instanceof FileError)) throw error
  if (error.code === 'file.not-found') throw notFound(error.message)
  throw broken(error.message)
}
