import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, gzip as deflate, constants as zlib } from 'node:zlib'
import type { Encoding } from './accepted.ts'
import { everywhere, policy } from './policy.ts'

/** A page or a file that is kept and sent again and again: its bytes, the same compressed, and what is said of them. */
export type Prepared = {
  body: Buffer
  br?: Buffer
  gzip?: Buffer
  etag: string
  headers: Readonly<Record<string, string>>
  /** The whole reply in each encoding: sent as it is, it costs half of what one costs that is put together. */
  replies: Readonly<Partial<Record<Encoding, Ready>>> & { identity: Ready }
}

/**
 * Names and values of headers in turn, and what follows them: bytes, or as many characters of one byte each where there are few. Those leave in one piece
 * with their head, bytes in a second one.
 */
export type Ready = { head: readonly string[]; sent: Buffer | string }

export type Preparing = {
  /** Default: HTML. */
  type?: string
  /** The texts of the `<style>` elements that stand in the page. */
  styles?: readonly string[]
  /** Search engines leave it out. */
  noindex?: boolean
  /** Default: `no-cache`, it is asked for again each time, and mostly not sent again. */
  cacheControl?: string
  /** Compressed as well as can be, for what never changes; some hundred times slower. */
  best?: boolean
}

const html = 'text/html; charset=utf-8'

/** With less, compressing saves no packet. */
const leastBytes = 512

/** What Node hands to the system without room of its own being made for it. */
const mostInOnePiece = 14_000

const compressible = /^(text\/|application\/(json|xml|rss\+xml|atom\+xml|javascript|manifest\+json)|image\/svg\+xml)/

/** Compresses what will be sent often, outside of the event loop, and works out once what is said of it. */
export async function prepare(content: string | Buffer, preparing: Preparing = {}): Promise<Prepared> {
  const { type = html, styles, noindex = false, cacheControl = 'no-cache', best = false } = preparing
  const body = typeof content === 'string' ? Buffer.from(content) : content
  const small = body.length < leastBytes || !compressible.test(type)
  const [br, gzip] = small ? [] : await Promise.all([brotli(body, best), gzipped(body, best)])
  // Weak: the same of all encodings.
  const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`
  const headers = {
    'content-type': type,
    vary: 'accept-encoding',
    'cache-control': cacheControl,
    ...(styles ? { 'content-security-policy': policy({ styles }) } : {}),
    ...(noindex ? { 'x-robots-tag': 'noindex' } : {}),
  }
  const ready = (bytes: Buffer, encoding: Record<string, string> = {}): Ready => {
    const all = { ...everywhere, ...headers, etag, ...encoding, 'content-length': String(bytes.length) }
    return { head: Object.entries(all).flat(), sent: bytes.length > mostInOnePiece ? bytes : bytes.toString('latin1') }
  }
  return {
    ...{ body, br, gzip, etag, headers },
    replies: {
      identity: ready(body),
      ...(br ? { br: ready(br, { 'content-encoding': 'br' }) } : {}),
      ...(gzip ? { gzip: ready(gzip, { 'content-encoding': 'gzip' }) } : {}),
    },
  }
}

const compress = { br: promisify(brotliCompress), gzip: promisify(deflate) }

function brotli(body: Buffer, best: boolean): Promise<Buffer> {
  const quality = best ? zlib.BROTLI_MAX_QUALITY : 5
  return compress.br(body, {
    params: { [zlib.BROTLI_PARAM_QUALITY]: quality, [zlib.BROTLI_PARAM_SIZE_HINT]: body.length },
  })
}

function gzipped(body: Buffer, best: boolean): Promise<Buffer> {
  return compress.gzip(body, { level: best ? zlib.Z_BEST_COMPRESSION : 6 })
}
