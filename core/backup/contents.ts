import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createZstdCompress, createZstdDecompress } from 'node:zlib'
import { CannotStart } from '../cannot-start.ts'

export type Measured = { bytes: number; sha256: string }

type Bytes = AsyncIterable<Uint8Array>

/** Tells length and hash of what passes, once all has passed. */
export function measuring(): { through(source: Bytes): AsyncGenerator<Uint8Array>; measured(): Measured } {
  const hash = createHash('sha256')
  let bytes = 0
  return {
    async *through(source) {
      for await (const chunk of source) {
        bytes += chunk.length
        hash.update(chunk)
        yield chunk
      }
    },
    measured: () => ({ bytes, sha256: hash.digest('hex') }),
  }
}

/** Writes these bytes packed into a new file, flushed to the disk; length and hash are those of the bytes before packing. */
export async function pack(source: Bytes, path: string): Promise<Measured> {
  const passing = measuring()
  await pipeline(source, passing.through, createZstdCompress(), createWriteStream(path, { flags: 'wx', flush: true, mode: 0o600 }))
  return passing.measured()
}

/** The bytes that were packed into the file. */
export function unpack(path: string): Readable {
  const file = createReadStream(path)
  const unpacking = createZstdDecompress()
  // The reader of what is unpacked hears of both.
  file.on('error', error => unpacking.destroy(error))
  return file.pipe(unpacking)
}

/** Passes the bytes on and fails at their end when they are not what was written. */
export async function* unchanged(source: Bytes, expected: { sha256: string }, name: string): AsyncGenerator<Uint8Array> {
  const passing = measuring()
  yield* passing.through(source)
  if (passing.measured().sha256 !== expected.sha256) throw new CannotStart(`备份中的 ${name} 已损坏：校验和不符，没有恢复。`)
}

/** Lines of a text that comes in chunks. */
export async function* linesOf(source: Bytes): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of source) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop()!
    yield* lines
  }
  if (rest !== '') yield rest
}
