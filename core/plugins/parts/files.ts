import { rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { sql } from '../../database/sql.ts'
import type { FileStore } from '../../files/store.ts'
import { newPlace, type StoredFile, spoolFile, storeFile, writeFileRow } from '../../files/take-file.ts'
import { type UploadLimits, uploadLimits } from '../../files/upload-limits.ts'
import { filesNamedIn, withFileAddresses } from '../../html/files-in-html.ts'
import { notFound } from '../../records/problems.ts'
import type { At, Part } from '../part.ts'

type NewFile = { name: string; content: Buffer | Readable }

/**
 * Files of the store, for records of the plugin to take: put into a file field, or named in a text with a look (`<img src="file:<id>">`). One
 * that no record takes is seen by nobody but who is at work, and goes with its transaction where that fails.
 */
export const files: Part<{
  /** Takes a file as an upload is taken, by what it is and how large, and gives its id. @throws file.type, file.too-large */
  store(at: At, file: NewFile): Promise<string>
  /** Another file of the same content, for another record to take. @throws record.not-found */
  copy(at: At, fileId: string): Promise<string>
  /** A cleaned text in which every file is such a copy: what a record of its own needs to say what another says. */
  copyNamed(at: At, html: string): Promise<string>
  /** Gives the files up that records of the plugin's hold or held; the store lets go of them within two days. */
  drop(at: At, entity: string, recordIds: string[]): Promise<void>
}> = {
  name: 'files',
  of: (plugin, { engine, files, uploadBytes }) => {
    const limits = uploadLimits(engine.model, uploadBytes)
    const copy = (at: At, fileId: string) => copyFile(files, at, fileId)
    return {
      store: (at, file) => storeNew(files, limits, at, file),
      copy,
      async copyNamed(at, html) {
        const copies = new Map<string, string>()
        for (const id of filesNamedIn(html)) copies.set(id, await copy(at, id))
        return withFileAddresses(html, id => `file:${copies.get(id)!}`)
      },
      async drop({ transaction }, entity, recordIds) {
        await transaction.run(sql`
          delete from core.file where tenant_id = ${transaction.tenantId} and entity = ${`${plugin}/${entity}`} and record_id = any(${recordIds}::text[])`)
      },
    }
  },
}

async function storeNew(files: FileStore, limits: UploadLimits, at: At, { name, content }: NewFile): Promise<string> {
  const spooled = await spoolFile(Buffer.isBuffer(content) ? Readable.from([content]) : content, limits)
  try {
    const stored = await storeFile(files, limits, at.transaction.tenantId, spooled, name)
    await writeFileRow(at, stored)
    return stored.id
  } finally {
    await rm(spooled.path, { force: true })
  }
}

async function copyFile(files: FileStore, at: At, fileId: string): Promise<string> {
  const { transaction } = at
  const [row] = await transaction.run(sql<Omit<StoredFile, 'id'>>`
    select storage_key as key, name, content_type as "contentType", size, sha256 from core.file
    where tenant_id = ${transaction.tenantId} and id::text = ${fileId}`)
  if (!row) throw notFound('文件不存在')
  const place = newPlace(transaction.tenantId)
  await files.put(place.key, await files.open(row.key), { limit: row.size })
  await writeFileRow(at, { ...row, ...place })
  return place.id
}
