import sharp from 'sharp'
import type { TenantSql } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import { FileError } from '../files/file-error.ts'
import { scaleImage } from '../files/scaled-image.ts'
import type { FileStore } from '../files/store.ts'

/** Wide enough for a photo of three centimetres on paper. */
const width = 640

/** A picture of the store as a small JPEG, the only kind that papers take; undefined where it is gone or cannot be read. */
export async function printablePicture(connection: TenantSql, files: FileStore, fileId: string): Promise<Buffer | undefined> {
  const [row] = await connection.run(
    sql<{ key: string }>`select storage_key as key from core.file where tenant_id = ${connection.tenantId} and id::text = ${fileId}`,
  )
  if (!row) return undefined
  try {
    const { data } = await scaleImage(await files.open(row.key), width)
    return await sharp(data).flatten({ background: '#ffffff' }).jpeg({ quality: 85 }).toBuffer()
  } catch (error) {
    if (error instanceof FileError) return undefined
    throw error
  }
}
