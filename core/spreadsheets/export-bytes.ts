import { once } from 'node:events'
import { PassThrough, type Writable } from 'node:stream'
import { stringify } from 'csv-stringify/sync'
import ExcelJS, { type Style, type Worksheet } from 'exceljs'
import iconv from 'iconv-lite'
import type { SheetColumn } from './column.ts'
import type { ExportOptions } from './export.ts'
import type { OutgoingCell } from './outgoing-cell.ts'
import { columnWidth, headerFill, numberFormat, sheetName } from './sheet-look.ts'
import { rowWriter } from './sheet-row.ts'
import { SpreadsheetError } from './spreadsheet-error.ts'

type Rows = AsyncIterable<OutgoingCell[][]>

/** Excel's own limit. */
const maxSheetRows = 1_048_576

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

/** What exceljs has and does not declare: the numbers of styles, and where a sheet's XML goes. */
type WithStyles = { styles: { addStyleModel(style: Partial<Style>): number } }
type WithStream = { stream: { write(xml: string): boolean; pipes: ZipInput[] } }

/** The rows are written as XML beside exceljs, whose objects for each cell take most of an export's time. */
async function writeRows(output: Writable, columns: SheetColumn[], rows: Rows, title: string, left: AbortSignal) {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: output, useStyles: true, useSharedStrings: false, zip: quickZip })
  const sheet = workbook.addWorksheet(title, { views: [{ state: 'frozen', ySplit: 1 }] })
  const styles = columns.map(numberFormat).map(numFmt => (numFmt ? { numFmt } : undefined))
  sheet.columns = columns.map((column, at) => ({ width: columnWidth(column), ...(styles[at] && { style: styles[at] }) }))
  const header = sheet.addRow(columns.map(column => column.header))
  header.eachCell(cell => {
    cell.style = { font: { bold: true }, fill: headerFill }
  })
  header.commit()
  const numbered = (workbook as unknown as WithStyles).styles
  const rowXml = rowWriter(
    columns,
    styles.map(style => (style ? numbered.addStyleModel(style) : 0)),
  )
  const { stream } = sheet as unknown as WithStream
  let line = 1
  for await (const batch of rows) {
    if (line + batch.length > maxSheetRows) throw new SpreadsheetError('spreadsheet.too-large')
    stream.write(batch.map(row => rowXml(++line, row)).join(''))
    await drained(sheet, left)
  }
  sheet.commit()
  await workbook.commit()
}

/** Half the processor time of the usual level, and a file a fifth larger. */
const quickZip = { zlib: { level: 1 } }

/** What is read here of readable-stream 2, which the zip's inputs are of. */
type ZipInput = Writable & { _writableState: { needDrain: boolean } }

/** exceljs writes on without waiting for its zip: this waits. Its sheet's stream keeps the zip's inputs in `pipes`. */
export async function drained(sheet: Worksheet, left?: AbortSignal) {
  const { stream } = sheet as unknown as WithStream
  for (const pipe of stream.pipes) {
    if (pipe._writableState.needDrain) await once(pipe, 'drain', { signal: left })
  }
}
