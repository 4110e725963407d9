import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { v7 as uuid } from 'uuid'
import type { TenantId, TenantTransaction } from '../database/database.ts'
import { entityOf } from '../declarations/model.ts'
import type { Caller } from '../permissions/access.ts'
import { defineProblem } from '../problem.ts'
import type { Engine } from '../records/engine.ts'
import { insertRows } from '../records/insert.ts'
import { leaveTrail } from '../records/trail.ts'
import { detectContentType } from './content-type.ts'
import { FileError } from './file-error.ts'
import { type Spooled, spool } from './spool.ts'
import type { FileStore } from './store.ts'
import type { UploadLimits } from './upload-limits.ts'
import { workFolder } from './work-folder.ts'

const refusedType = defineProblem('file.type', 415, '不支持这种文件')
const tooLarge = defineProblem('file.too-large', 413, '文件太大')

/** Takes what comes into the work folder, as far as any file may be large. Whoever asked removes it. @throws tooLarge */
export async function spoolFile(source: Readable, limits: UploadLimits): Promise<Spooled> {
  try {
    return await spool(source, workFolder(), limits.largest())
  } catch (error) {
    throw error instanceof FileError && error.code === 'file.too-large' ? tooLarge(error.message) : error
  }
}

/** A file that is in the store, and of which its row is still to be written. */
export type StoredFile = { id: string; key: string; name: string; contentType: string; size: number; sha256: string }

/** Puts what was spooled into the store as a new file. @throws refusedType, tooLarge */
export async function storeFile(
  files: FileStore,
  limits: UploadLimits,
  tenantId: TenantId,
  { path, size, sha256 }: Spooled,
  called: string,
): Promise<StoredFile> {
  const name = nameOfFile(called)
  const { type } = await detectContentType(path, name)
  if (!limits.takes(type)) throw refusedType(`不支持“${name}”这种文件`)
  if (size > limits.largest(type)) throw tooLarge(`“${name}”超过了 ${Math.floor(limits.largest(type) / 1_048_576)} MB`)
  const { id, key } = newPlace(tenantId)
  await files.put(key, createReadStream(path), { limit: size })
  return { id, key, name, contentType: type, size, sha256 }
}

/** Where a new file goes. */
export function newPlace(tenantId: TenantId): { id: string; key: string } {
  const id = uuid()
  return { id, key: `tenants/${tenantId}/${id}` }
}

function nameOfFile(called: string): string {
  return (
    called
      .replace(/[\p{Cc}/\\]/gu, '')
      .slice(-200)
      .toWellFormed() || '未命名'
  )
}

const columns = [
  { name: 'id', type: 'uuid', notNull: true },
  { name: 'created_by', type: 'uuid', notNull: false },
  ...['name', 'content_type', 'sha256', 'storage_key'].map(name => ({ name, type: 'text', notNull: false })),
  { name: 'size', type: 'bigint', notNull: true },
]

/** Writes the row of a stored file, its own until a record takes it. */
export async function writeFileRow(
  { engine, transaction, caller }: { engine: Engine; transaction: TenantTransaction; caller: Caller },
  { id, key, name, contentType, size, sha256 }: StoredFile,
): Promise<void> {
  const entity = entityOf(engine.model, 'core/file')
  await insertRows(transaction, entity.table, columns, [
    { id, created_by: caller.userId, name, content_type: contentType, size, sha256, storage_key: key },
  ])
  await leaveTrail({ engine, transaction, caller, entity }, 'create', [
    { id, version: 1, after: { name, contentType, size }, changed: ['name'] },
  ])
}
