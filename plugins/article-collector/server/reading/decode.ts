import iconv from 'iconv-lite'

const byteOrderMarks: [string, number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

/** What a server says that knows nothing of its pages. */
const saysNothing = /^(iso-?8859-?1|latin-?1|us-ascii|windows-1252)$/i

/**
 * The text of a page or feed: in the encoding chosen for the source, else in that of its byte order mark, its header, what it says itself, or UTF-8
 * where it is such; what is left is read as GB18030, which GBK and GB2312 are part of.
 */
export function decode(bytes: Uint8Array, { contentType, chosen }: { contentType?: string; chosen?: string }): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const encoding = chosen && chosen !== 'auto' ? chosen : encodingOf(buffer, contentType)
  return iconv.decode(buffer, encoding)
}

function encodingOf(buffer: Buffer, contentType: string | undefined): string {
  const marked = byteOrderMarks.find(([, mark]) => mark.every((byte, at) => buffer[at] === byte))
  if (marked) return marked[0]
  const head = buffer.subarray(0, 4_096).toString('latin1')
  const said = [
    /charset\s*=\s*["']?([\w-]+)/i.exec(contentType ?? ''),
    /^\s*<\?xml[^>]*encoding\s*=\s*["']([\w-]+)/i.exec(head),
    /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(head),
  ].flatMap(match => match?.[1]?.toLowerCase() ?? [])
  const known = said.find(name => !saysNothing.test(name) && iconv.encodingExists(name))
  if (known) return /^gb/.test(known) ? 'gb18030' : known
  return isUtf8(buffer) ? 'utf-8' : 'gb18030'
}

function isUtf8(buffer: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(buffer)
    return true
  } catch {
    return false
  }
}
