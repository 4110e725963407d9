import { posix } from 'node:path'
import { richTextReader } from './rich-text.ts'
import { SpreadsheetError } from './spreadsheet-error.ts'
import type { XlsxPackage } from './xlsx-package.ts'
import { parseXml } from './xml-events.ts'

/** What the sheets of a workbook have in common. */
export type XlsxWorkbook = {
  /** The visible sheets in their order, with the part that holds each. */
  sheets: { name: string; part: string }[]
  date1904: boolean
  strings: string[]
  /** Number formats by style index. */
  formats: { format?: string; date: boolean }[]
}

/** Shared strings are held in memory while a sheet is read; more than this is no list of people. */
const maxStringChars = 128 * 1024 * 1024

export async function readWorkbook(parts: XlsxPackage): Promise<XlsxWorkbook> {
  const root = await relationships(parts, '')
  const workbookPart = root.find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml'
  if (!parts.has(workbookPart) || workbookPart.endsWith('.bin')) {
    throw new SpreadsheetError(parts.has('xl/workbook.bin') ? 'spreadsheet.old-format' : 'spreadsheet.broken')
  }
  const related = await relationships(parts, workbookPart)
  const partOf = (type: string) => related.find(relation => relation.type === type)?.target
  const sheets: XlsxWorkbook['sheets'] = []
  let date1904 = false
  await eachTag(parts, workbookPart, (name, attributes) => {
    if (name === 'workbookPr') date1904 = attributes['date1904'] === '1' || attributes['date1904'] === 'true'
    if (name !== 'sheet' || (attributes['state'] ?? 'visible') !== 'visible') return
    const id = attributes['r:id'] ?? Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1]
    const target = related.find(relation => relation.id === id && relation.type === 'worksheet')?.target
    if (target && parts.has(target)) sheets.push({ name: attributes['name'] ?? '', part: target })
  })
  return {
    sheets,
    date1904,
    strings: await readSharedStrings(parts, partOf('sharedStrings')),
    formats: await readFormats(parts, partOf('styles')),
  }
}

async function readSharedStrings(parts: XlsxPackage, part: string | undefined): Promise<string[]> {
  const strings: string[] = []
  if (!part || !parts.has(part)) return strings
  let chars = 0
  const reader = richTextReader('si', text => {
    strings.push(text)
    chars += text.length
    if (chars > maxStringChars) throw new SpreadsheetError('spreadsheet.too-large')
  })
  for await (const _ of parseXml(await parts.open(part), reader));
  return strings
}

/** Excel's own formats with a date in them, those of East Asia included. */
const builtInDates = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58])
const builtInFormats: Record<number, string> = { 1: '0', 2: '0.00', 3: '#,##0', 4: '#,##0.00', 9: '0%', 10: '0.00%', 49: '@' }

async function readFormats(parts: XlsxPackage, part: string | undefined): Promise<XlsxWorkbook['formats']> {
  const formats: XlsxWorkbook['formats'] = []
  if (!part || !parts.has(part)) return formats
  const own = new Map<number, string>()
  let inCells = false
  await eachTag(parts, part, (name, attributes) => {
    if (name === 'numFmt') own.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '')
    if (name === 'cellXfs') inCells = true
    if (name === 'cellStyles') inCells = false
    if (name !== 'xf' || !inCells) return
    const id = Number(attributes['numFmtId'] ?? 0)
    const format = own.get(id) ?? builtInFormats[id] ?? (builtInDates.has(id) ? 'yyyy-mm-dd' : undefined)
    formats.push({ date: own.has(id) ? showsDate(own.get(id)!) : builtInDates.has(id), ...(format && { format }) })
  })
  return formats
}

/** Whether a format shows a year or a day: `yyyy"年"m"月"` does, `[Red]0.00` and `h:mm` do not. */
export function showsDate(format: string): boolean {
  return /[yd]/i.test(format.split(';')[0]!.replace(/"[^"]*"|\\.|_.|\[[^\]]*\]|general/gi, ''))
}

async function eachTag(parts: XlsxPackage, part: string, tag: (name: string, attributes: Record<string, string>) => void) {
  for await (const _ of parseXml(await parts.open(part), { open: tag, close: () => {}, text: () => {} }));
}

/** What a part points to; types by their last word, which is the same in both editions of the standard. */
async function relationships(parts: XlsxPackage, part: string): Promise<{ id: string; type: string; target: string }[]> {
  const folder = posix.dirname(part)
  const list = posix.join(folder, '_rels', `${posix.basename(part)}.rels`)
  const relations: { id: string; type: string; target: string }[] = []
  if (!parts.has(list)) return relations
  await eachTag(parts, list, (name, attributes) => {
    if (name !== 'Relationship' || attributes['TargetMode'] === 'External') return
    const target = attributes['Target'] ?? ''
    relations.push({
      id: attributes['Id'] ?? '',
      type: posix.basename(attributes['Type'] ?? ''),
      target: target.startsWith('/') ? target.slice(1) : posix.join(folder, target),
    })
  })
  return relations
}
