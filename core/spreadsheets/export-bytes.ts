import { once } from 'node:events'
import { PassThrough, type Writable } from 'node:stream'
import { stringify } from 'csv-stringify/sync'
import ExcelJS, { type Worksheet } from 'exceljs'
import iconv from 'iconv-lite'
import { maxCellChars, type SheetColumn } from './column.ts'
import { parseDateText, serialOf } from './dates.ts'
import type { ExportOptions } from './export.ts'
import type { OutgoingCell } from './outgoing-cell.ts'
import { columnWidth, headerFill, numberFormat, sheetName } from './sheet-look.ts'
import { SpreadsheetError } from './spreadsheet-error.ts'

type Rows = AsyncIterable<OutgoingCell[][]>

/** Excel's own limit. */
const maxSheetRows = 1_048_575

/**
 * CSV as Excel opens it: a byte order mark, CRLF. Long numbers end in a tab, without which Excel would take them for numbers and
 * drop their last digits; reading takes the tab away.
 */
export async function* csvBytes(columns: SheetColumn[], rows: Rows, { encoding = 'utf8' }: ExportOptions): AsyncGenerator<Uint8Array> {
  const encode = (records: OutgoingCell[][]) => new Uint8Array(iconv.encode(stringify(records, { record_delimiter: 'windows' }), encoding))
  if (encoding === 'utf8') yield new Uint8Array([0xef, 0xbb, 0xbf])
  yield encode([columns.map(column => column.header)])
  const keepDigits = (cell: OutgoingCell, column: SheetColumn) =>
    column.digits && typeof cell === 'string' && cell.length > 11 ? `${cell}\t` : cell
  for await (const batch of rows) {
    if (batch.length > 0) yield encode(batch.map(row => row.map((cell, index) => keepDigits(cell, columns[index]!))))
  }
}

/** A workbook of one sheet, zipped while its rows come in. */
export async function* xlsxBytes(columns: SheetColumn[], rows: Rows, { title = '数据' }: ExportOptions): AsyncGenerator<Uint8Array> {
  const output = new PassThrough()
  const left = new AbortController()
  writeRows(output, columns, rows, sheetName(title), left.signal).catch(error => output.destroy(error))
  try {
    for await (const bytes of output as AsyncIterable<Buffer>) yield new Uint8Array(bytes)
  } finally {
    left.abort()
  }
}

async function writeRows(output: Writable, columns: SheetColumn[], rows: Rows, title: string, left: AbortSignal) {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: output, useStyles: true, useSharedStrings: false })
  const sheet = workbook.addWorksheet(title, { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = columns.map(column => {
    const numFmt = numberFormat(column)
    return { width: columnWidth(column), ...(numFmt && { style: { numFmt } }) }
  })
  const header = sheet.addRow(columns.map(column => column.header))
  header.eachCell(cell => {
    cell.style = { font: { bold: true }, fill: headerFill }
  })
  header.commit()
  let count = 0
  for await (const batch of rows) {
    count += batch.length
    if (count > maxSheetRows) throw new SpreadsheetError('spreadsheet.too-large')
    for (const row of batch) sheet.addRow(row.map((cell, index) => xlsxValue(columns[index]!, cell))).commit()
    await drained(sheet, left)
  }
  sheet.commit()
  await workbook.commit()
}

/** Dates are written as serials, for exceljs would shift a Date by a zone; those before 1900, which Excel lacks, stay text. */
function xlsxValue(column: SheetColumn, cell: OutgoingCell): OutgoingCell {
  if (typeof cell !== 'string') return cell
  const day = column.kind === 'date' || column.kind === 'date-time' ? parseDateText(cell) : null
  if (day && day.date >= '1900-01-01') return serialOf(day.date, day.time)
  return cell.length > maxCellChars ? cell.slice(0, maxCellChars) : cell
}

/** What is read here of readable-stream 2, which the zip's inputs are of. */
type ZipInput = Writable & { _writableState: { needDrain: boolean } }

/** exceljs writes on without waiting for its zip: this waits. Its sheet's stream keeps the zip's inputs in `pipes`. */
export async function drained(sheet: Worksheet, left?: AbortSignal) {
  const { stream } = sheet as unknown as { stream: { pipes: ZipInput[] } }
  for (const pipe of stream.pipes) {
    if (pipe._writableState.needDrain) await once(pipe, 'drain', { signal: left })
  }
}
