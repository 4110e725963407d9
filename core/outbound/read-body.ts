import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { FetchFailure } from './fetch-failure.ts'

/** What we say that we read. */
export const readableEncodings = 'gzip, deflate, br'

/** Sites cut their last block short; what came until then is taken. */
const lenient = { finishFlush: constants.Z_SYNC_FLUSH }

/**
 * All of a reply, unpacked. Neither what comes over the wire nor what it unpacks to is held beyond `mostBytes`: a reply that would grow larger is
 * dropped at that moment. @throws FetchFailure
 */
export async function readBody(reply: IncomingMessage, mostBytes: number): Promise<Buffer> {
  if (Number(reply.headers['content-length'] ?? 0) > mostBytes) throw tooLarge(mostBytes)
  const chunks: Buffer[] = []
  const taking = async (source: AsyncIterable<Buffer>) => {
    for await (const chunk of limited(source, mostBytes)) chunks.push(chunk)
  }
  const arriving = Readable.from(limited(reply, mostBytes), { objectMode: false })
  const unpacking = unpackingOf(reply.headers['content-encoding'])
  await (unpacking ? pipeline(arriving, unpacking, taking) : pipeline(arriving, taking))
  return Buffer.concat(chunks)
}

/** @throws FetchFailure where it is packed in a way that we did not ask for, or several times over */
function unpackingOf(encoding: string | undefined) {
  switch (encoding?.trim().toLowerCase() ?? '') {
    case '':
    case 'identity':
      return undefined
    case 'gzip':
    case 'x-gzip':
      return createGunzip(lenient)
    case 'deflate':
      return createInflate(lenient)
    case 'br':
      return createBrotliDecompress({ finishFlush: constants.BROTLI_OPERATION_FLUSH })
    default:
      throw new FetchFailure('broken-reply')
  }
}

async function* limited(source: AsyncIterable<Buffer>, mostBytes: number): AsyncGenerator<Buffer> {
  let size = 0
  for await (const chunk of source) {
    size += chunk.length
    if (size > mostBytes) throw tooLarge(mostBytes)
    yield chunk
  }
}

function tooLarge(mostBytes: number): FetchFailure {
  const megabytes = Math.round((mostBytes / 1_048_576) * 10) / 10
  return new FetchFailure('too-large', { detail: `内容超过了 ${megabytes} MB` })
}
