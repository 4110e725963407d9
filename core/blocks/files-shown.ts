import sharp from 'sharp'
import { BoundedCache } from '../bounded-cache.ts'
import type { TenantId } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import { filesNamedIn } from '../html/files-in-html.ts'
import type { Platform } from '../platform.ts'
import { isUuid } from '../records/relations.ts'
import type { PictureSize } from './pictures.ts'
import { CleanHtml } from './rich-text.ts'

/** What a template may say of a file: what it is called, and of a picture how large it is. */
export type FileShown = { name: string; size?: PictureSize }

/** A file never changes: what it measures is known for good. */
const known = new BoundedCache<Promise<FileShown | undefined>>(20_000)
/** So many of one block are looked at. */
const most = 200

/** The files that these values name. */
export async function filesShown(platform: Platform, tenantId: TenantId, values: unknown): Promise<Map<string, FileShown>> {
  const ids = [...new Set(filesIn(values))].slice(0, most)
  const shown = await Promise.all(ids.map(async id => [id, await fileShown(platform, tenantId, id)] as const))
  return new Map(shown.flatMap(([id, file]) => (file ? [[id, file] as const] : [])))
}

/** Whatever could be the id of a file. That it is one, the store tells. */
function filesIn(value: unknown): string[] {
  if (isUuid(value)) return [value]
  if (value instanceof CleanHtml) return filesNamedIn(value.html)
  if (Array.isArray(value)) return value.flatMap(filesIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => (name === 'id' ? [] : filesIn(inner)))
}

function fileShown(platform: Platform, tenantId: TenantId, id: string): Promise<FileShown | undefined> {
  return known.of(`${tenantId} ${id}`, () => lookedAt(platform, tenantId, id))
}

async function lookedAt(platform: Platform, tenantId: TenantId, id: string): Promise<FileShown | undefined> {
  const [row] = await platform.engine.database.tenant(tenantId).run(sql<{ name: string; key: string; isPicture: boolean }>`
    select name, storage_key as key, content_type like 'image/%' as "isPicture" from core.file where tenant_id = ${tenantId} and id = ${id}`)
  if (!row) return undefined
  return { name: row.name, size: row.isPicture ? await measured(platform, id, row.key) : undefined }
}

async function measured({ files, log }: Platform, id: string, key: string): Promise<PictureSize | undefined> {
  try {
    const { autoOrient } = await (await files.open(key)).pipe(sharp({ limitInputPixels: false })).metadata()
    return { width: autoOrient.width, height: autoOrient.height }
  } catch (error) {
    log.error({ err: error, file: id }, 'a picture could not be measured')
    return undefined
  }
}
