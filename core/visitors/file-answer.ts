import { Readable } from 'node:stream'
import { FileError } from '../files/file-error.ts'
import type { FileRow } from '../files/held-in-sight.ts'
import { scaledCopy } from '../files/scaled-copy.ts'
import { imageWidthFor, imageWidths } from '../files/scaled-image.ts'
import type { FileStore } from '../files/store.ts'
import { isUnchanged } from './accepted.ts'
import { partOf } from './range.ts'
import type { Answer, Visit } from './visit.ts'

/** Of these AVIF would keep one frame. */
const mayMove = new Set(['image/gif', 'image/webp'])

type Asking = Pick<Visit, 'method' | 'query' | 'headers'>

/** What a file may do where it is opened by itself: nothing. */
const inert = "default-src 'none'; sandbox"
/** Browsers show no PDF within a sandbox, and play what they have been told to. */
const shownPolicy = "default-src 'none'; style-src 'unsafe-inline'; media-src 'self'"

const shownInBrowser = /^(video\/|audio\/|application\/pdf$)/

/**
 * A file for whoever may see it. A picture comes as AVIF or WebP in a width of the ladder, the largest where none is named, and never as it was taken: a photo
 * tells where and when. Of everything else any part can be asked for, as players do.
 */
export async function fileAnswer(files: FileStore, row: FileRow, asking: Asking, cacheControl: string): Promise<Answer> {
  try {
    return row.content_type.startsWith('image/')
      ? await picture(files, row, asking, cacheControl)
      : await whole(files, row, asking, cacheControl)
  } catch (error) {
    // What is no whole picture, or is gone from the store, is none to who may only look.
    if (error instanceof FileError) return { problem: 404 }
    throw error
  }
}

async function picture(files: FileStore, row: FileRow, { query, headers }: Asking, cacheControl: string): Promise<Answer> {
  const wanted = query['width'] ?? String(imageWidths.at(-1))
  if (!/^[1-9]\d{0,3}$/.test(wanted)) return { problem: 400 }
  const format = mayMove.has(row.content_type) ? 'moving' : headers['accept']?.includes('image/avif') ? 'avif' : 'webp'
  const etag = `"${row.id}-${imageWidthFor(Number(wanted))}-${format}"`
  const said = { ...common(row, 'inline', cacheControl), etag, vary: 'accept', 'content-security-policy': inert }
  const type = format === 'avif' ? 'image/avif' : 'image/webp'
  if (isUnchanged(headers['if-none-match'], etag)) return { status: 304, type, headers: said, body: '' }
  return { type, headers: said, body: await scaledCopy(files, row.storage_key, Number(wanted), format) }
}

async function whole(files: FileStore, row: FileRow, { method, headers }: Asking, cacheControl: string): Promise<Answer> {
  const { size, content_type: type } = row
  const shown = shownInBrowser.test(type)
  const etag = `"${row.id}"`
  const said = {
    ...common(row, shown ? 'inline' : 'attachment', cacheControl),
    etag,
    'accept-ranges': 'bytes',
    'content-security-policy': shown ? shownPolicy : inert,
  }
  if (isUnchanged(headers['if-none-match'], etag)) return { status: 304, type, headers: said, body: '' }
  const part = headers['if-range'] && headers['if-range'] !== etag ? undefined : partOf(headers['range'], size)
  if (part === 'beyond') return { status: 416, type, headers: { ...said, 'content-range': `bytes */${size}` }, body: '' }
  const length = { 'content-length': String(part ? part.end - part.start + 1 : size) }
  // A text would tell its own length.
  const bytes = async () => (method === 'HEAD' ? Readable.from([]) : files.open(row.storage_key, part))
  if (!part) return { type, headers: { ...said, ...length }, body: await bytes() }
  const range = { 'content-range': `bytes ${part.start}-${part.end}/${size}` }
  return { status: 206, type, headers: { ...said, ...length, ...range }, body: await bytes() }
}

function common({ name }: FileRow, disposition: string, cacheControl: string): Record<string, string> {
  return {
    'cache-control': cacheControl,
    'content-disposition': `${disposition}; filename*=UTF-8''${encodeURIComponent(name)}`,
    // Readers of feeds show the pictures of articles in pages of their own.
    'cross-origin-resource-policy': 'cross-origin',
  }
}
