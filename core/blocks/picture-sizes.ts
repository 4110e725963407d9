import sharp from 'sharp'
import { BoundedCache } from '../bounded-cache.ts'
import type { TenantId } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import { filesNamedIn } from '../html/files-in-html.ts'
import type { Platform } from '../platform.ts'
import { isUuid } from '../records/relations.ts'
import type { PictureSize } from './pictures.ts'
import { CleanHtml } from './rich-text.ts'

/** A file never changes: what it measures is known for good. */
const known = new BoundedCache<Promise<PictureSize | undefined>>(20_000)
/** So many of one block are measured. */
const most = 200

/** How large the pictures are that these values name, as far as they are pictures. */
export async function sizesOf(platform: Platform, tenantId: TenantId, values: unknown): Promise<Map<string, PictureSize>> {
  const ids = [...new Set(filesIn(values))].slice(0, most)
  const sizes = await Promise.all(ids.map(async id => [id, await sizeOf(platform, tenantId, id)] as const))
  return new Map(sizes.flatMap(([id, size]) => (size ? [[id, size] as const] : [])))
}

/** Whatever could be the id of a file. That it is one, the store tells. */
function filesIn(value: unknown): string[] {
  if (isUuid(value)) return [value]
  if (value instanceof CleanHtml) return filesNamedIn(value.html)
  if (Array.isArray(value)) return value.flatMap(filesIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => (name === 'id' ? [] : filesIn(inner)))
}

function sizeOf(platform: Platform, tenantId: TenantId, id: string): Promise<PictureSize | undefined> {
  return known.of(`${tenantId} ${id}`, () => measured(platform, tenantId, id))
}

async function measured({ engine, files, log }: Platform, tenantId: TenantId, id: string): Promise<PictureSize | undefined> {
  const [row] = await engine.database.tenant(tenantId).run(sql<{ storage_key: string }>`
    select storage_key from core.file where tenant_id = ${tenantId} and id = ${id} and content_type like 'image/%'`)
  if (!row) return undefined
  try {
    const { autoOrient } = await (await files.open(row.storage_key)).pipe(sharp({ limitInputPixels: false })).metadata()
    return { width: autoOrient.width, height: autoOrient.height }
  } catch (error) {
    log.error({ err: error, file: id }, 'a picture could not be measured')
    return undefined
  }
}
