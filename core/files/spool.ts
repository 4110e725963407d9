import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { tooLarge } from './file-error.ts'

export type Spooled = { path: string; size: number; sha256: string }

/**
 * Writes a stream to a file of its own in `directory`, flushed to the disk, and tells its length and hash. Memory stays at one chunk.
 *
 * More than `limit` bytes end it with `file.too-large`. On any failure (that, an aborted upload, a full disk) the file is gone again and the
 * source is destroyed.
 */
export async function spool(source: Readable, directory: string, limit: number, signal?: AbortSignal): Promise<Spooled> {
  const path = join(directory, randomUUID())
  const hash = createHash('sha256')
  let size = 0
  async function* measured(chunks: AsyncIterable<Buffer | string>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk)
      size += bytes.length
      if (size > limit) throw tooLarge(limit)
      hash.update(bytes)
      yield bytes
    }
  }
  try {
    await pipeline(source, measured, createWriteStream(path, { flags: 'wx', flush: true, mode: 0o640 }), { signal })
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
  return { path, size, sha256: hash.digest('hex') }
}
