import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { type Duplex, Readable } from 'node:stream'
import { type CsvError, parse } from 'csv-parse'
import iconv from 'iconv-lite'
import type { SheetLimits } from './column.ts'
import type { RawCell, RawRow, RawSheet } from './raw-cell.ts'
import { SpreadsheetError } from './spreadsheet-error.ts'

/** Excel lets a cell hold 32,767 characters; a longer record means quotes gone wrong. */
const maxRecordChars = 2 * 1024 * 1024
const rowsAtOnce = 500

/** A CSV file: encoding and separator are found out. Lines are counted as Excel shows them, a record each. */
export async function openCsvSheet(path: string, limits: SheetLimits): Promise<RawSheet> {
  const { size } = await stat(path)
  if (size > limits.bytes) throw new SpreadsheetError('spreadsheet.too-large')
  const encoding = await findEncoding(path)
  const sample = await readSample(path, encoding)
  const told = /^sep=(.)\r?\n/i.exec(sample)
  const delimiter = told?.[1] ?? findSeparator(sample)
  let read = 0
  return {
    name: '',
    date1904: false,
    widths: new Map(),
    progress: () => Math.min(1, read / (size || 1)),
    async *rows() {
      const source = createReadStream(path)
      const text = iconv.decodeStream(encoding) as Duplex
      const records = parse({
        delimiter,
        relax_column_count: true,
        relax_quotes: true,
        skip_empty_lines: false,
        max_record_size: maxRecordChars,
      })
      source.on('error', error => text.destroy(error))
      text.on('error', error => records.destroy(error))
      source.pipe(text).pipe(records)
      let rows: RawRow[] = []
      let line = 0
      try {
        for await (const record of records as AsyncIterable<string[]>) {
          line++
          rows.push({ line, cells: cellsOf(told && line === 1 ? [] : record, limits) })
          if (rows.length < rowsAtOnce) continue
          read = source.bytesRead
          yield rows
          rows = []
        }
        read = size
        yield rows
      } catch (error) {
        throw error instanceof SpreadsheetError ? error : brokenRecord(error as CsvError, line + 1)
      } finally {
        source.destroy()
        records.destroy()
      }
    },
  }
}

function cellsOf(record: string[], limits: SheetLimits): (RawCell | undefined)[] {
  if (record.length > limits.columns && record.slice(limits.columns).some(text => text.trim() !== '')) {
    throw new SpreadsheetError('spreadsheet.too-large', `表格超过 ${limits.columns} 列。`)
  }
  return record.slice(0, limits.columns).map(text => (text === '' ? undefined : { type: 'text', text }))
}

function brokenRecord(cause: CsvError, line: number): SpreadsheetError {
  return new SpreadsheetError('spreadsheet.broken', `（第 ${line} 行附近的引号不成对）`, { cause })
}

/** Excel saves as GB18030 or, as "Unicode text", as UTF-16; all others write UTF-8. Text that is valid UTF-8 is nothing else. */
async function findEncoding(path: string): Promise<'utf8' | 'utf16le' | 'utf16be' | 'gb18030'> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let first = true
  try {
    for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) {
      if (first && piece[0] === 0xff && piece[1] === 0xfe) return 'utf16le'
      if (first && piece[0] === 0xfe && piece[1] === 0xff) return 'utf16be'
      first = false
      decoder.decode(piece, { stream: true })
    }
    decoder.decode()
    return 'utf8'
  } catch {
    return 'gb18030'
  }
}

async function readSample(path: string, encoding: string): Promise<string> {
  const pieces = await Readable.from(createReadStream(path, { end: 64 * 1024 - 1 })).toArray()
  return iconv.decode(Buffer.concat(pieces), encoding)
}

/** The candidate that the first lines hold most often, outside of quotes; a comma when there is only one column. */
export function findSeparator(sample: string): string {
  const lines = sample
    .replace(/"[^"]*"/g, '')
    .split(/\r?\n|\r/)
    .slice(0, 50)
  const count = (mark: string) => lines.reduce((sum, line) => sum + line.split(mark).length - 1, 0)
  return [',', '\t', ';'].reduce((best, mark) => (count(mark) > count(best) ? mark : best))
}
