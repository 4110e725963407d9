import { open } from 'node:fs/promises'
import { SpreadsheetError } from './spreadsheet-error.ts'

export type SheetFormat = 'xlsx' | 'csv'

const compoundFile = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const encryptedPackage = Buffer.from('EncryptedPackage', 'utf16le')
const headBytes = 64 * 1024

/**
 * What a file is by its first bytes, whatever its name says. Refuses what cannot be read: encrypted workbooks and .xls are both
 * OLE compound files, told apart by the stream that holds the encrypted package; so-called .xls downloads are often HTML.
 */
export async function sniffFormat(path: string): Promise<SheetFormat> {
  const file = await open(path)
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0)
    const head = buffer.subarray(0, bytesRead)
    if (head.length === 0) throw new SpreadsheetError('spreadsheet.empty')
    if (head.subarray(0, 2).toString('latin1') === 'PK') return 'xlsx'
    if (head.subarray(0, 8).equals(compoundFile)) {
      const encrypted = head.includes(encryptedPackage) || (await tailOf(file)).includes(encryptedPackage)
      throw new SpreadsheetError(encrypted ? 'spreadsheet.encrypted' : 'spreadsheet.old-format')
    }
    if (/^\uFEFF?\s*<(!doctype|html|\?xml|table|meta|style)/i.test(head.toString('utf8', 0, 1024)))
      throw new SpreadsheetError('spreadsheet.old-format')
    const wide = head[0] === 0xff || head[0] === 0xfe
    if (!wide && head.includes(0)) throw new SpreadsheetError('spreadsheet.broken')
    return 'csv'
  } finally {
    await file.close()
  }
}

/** The directory of an OLE file stands anywhere, mostly at the start or, for large packages, at the end. */
async function tailOf(file: Awaited<ReturnType<typeof open>>): Promise<Buffer> {
  const { size } = await file.stat()
  const length = Math.min(size, 1024 * 1024)
  const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length)
  return buffer
}
