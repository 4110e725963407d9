import { BoundedCache } from '../bounded-cache.ts'

export type Encoding = 'br' | 'gzip' | 'identity'

/** Browsers say it in a few dozen ways. */
const known = new BoundedCache<Encoding>(500)

/** Of our encodings the smallest that the client takes. */
export function acceptedEncoding(header: string | undefined): Encoding {
  if (!header) return 'identity'
  return known.of(header.slice(0, 200), () => {
    const taken = new Set(
      header
        .slice(0, 200)
        .toLowerCase()
        .split(',')
        .map(entry => /^\s*([\w*]+)\s*(?:;\s*q\s*=\s*([\d.]+)\s*)?$/.exec(entry))
        .flatMap(match => (match?.[1] && Number(match[2] ?? 1) > 0 ? [match[1]] : [])),
    )
    return taken.has('br') ? 'br' : taken.has('gzip') ? 'gzip' : 'identity'
  })
}

/** Whether what the client has is still what we would send: `If-None-Match`, which compares weakly. */
export function isUnchanged(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false
  const plain = (tag: string) => tag.trim().replace(/^W\//, '')
  return ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some(tag => plain(tag) === plain(etag))
}
