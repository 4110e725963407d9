import type { Readable } from 'node:stream'
import yauzl, { type Entry } from 'yauzl'
import type { SheetLimits } from './column.ts'
import { SpreadsheetError } from './spreadsheet-error.ts'

/** Sheets compress some 20 times, hardly ever 200 times; small parts may, and do no harm. */
const maxRatio = 200
const harmlessBytes = 20 * 1024 * 1024
const maxEntries = 5_000

/** The parts of an .xlsx by lower-case name, opened one at a time. */
export type XlsxPackage = {
  has(part: string): boolean
  size(part: string): number
  /** yauzl ends it with an error as soon as it yields more than its entry promised. */
  open(part: string): Promise<Readable>
  text(part: string): Promise<string>
  close(): void
}

/** Opens a zip after checking, from its directory alone, that what it unpacks to is bearable. */
export async function openPackage(path: string, limits: SheetLimits): Promise<XlsxPackage> {
  const zip = await yauzl.openPromise(path, { lazyEntries: true, autoClose: false }).catch(broken)
  const entries = new Map<string, Entry>()
  try {
    let bytes = 0
    for await (const entry of zip.eachEntry()) {
      bytes += entry.uncompressedSize
      if (entry.isEncrypted()) throw new SpreadsheetError('spreadsheet.encrypted')
      if (entry.uncompressedSize > harmlessBytes && entry.uncompressedSize > entry.compressedSize * maxRatio)
        throw new SpreadsheetError('spreadsheet.zip-bomb')
      if (bytes > limits.bytes || entries.size >= maxEntries) throw new SpreadsheetError('spreadsheet.too-large')
      entries.set(entry.fileName.replace(/^\//, '').toLowerCase(), entry)
    }
  } catch (error) {
    zip.close()
    return error instanceof SpreadsheetError ? Promise.reject(error) : broken(error)
  }
  const open = (part: string) => {
    const entry = entries.get(part.toLowerCase())
    return entry ? zip.openReadStreamPromise(entry).catch(broken) : broken(new Error(`${part} is missing`))
  }
  return {
    has: part => entries.has(part.toLowerCase()),
    size: part => entries.get(part.toLowerCase())?.uncompressedSize ?? 0,
    open,
    text: async part => Buffer.concat(await (await open(part)).toArray().catch(broken)).toString('utf8'),
    close: () => zip.close(),
  }
}

function broken(cause: unknown): never {
  throw new SpreadsheetError('spreadsheet.broken', '', { cause })
}
