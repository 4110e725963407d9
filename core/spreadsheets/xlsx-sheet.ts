import { maxCellChars, type SheetLimits } from './column.ts'
import type { RawCell, RawRow, RawSheet } from './raw-cell.ts'
import { SpreadsheetError } from './spreadsheet-error.ts'
import type { XlsxPackage } from './xlsx-package.ts'
import type { XlsxWorkbook } from './xlsx-workbook.ts'
import { parseXml, unescapeExcel, type XmlHandlers } from './xml-events.ts'

/** A worksheet, parsed while it unpacks: memory holds one piece of it and the shared strings. */
export function openXlsxSheet(
  parts: XlsxPackage,
  workbook: XlsxWorkbook,
  sheet: { name: string; part: string },
  limits: SheetLimits,
): RawSheet {
  const widths = new Map<number, number>()
  const total = parts.size(sheet.part) || 1
  let read = 0
  return {
    name: sheet.name,
    date1904: workbook.date1904,
    widths,
    progress: () => Math.min(1, read / total),
    async *rows() {
      let rows: RawRow[] = []
      const source = await parts.open(sheet.part)
      for await (const bytes of parseXml(
        source,
        sheetReader(workbook, widths, limits, row => rows.push(row)),
      )) {
        read += bytes
        if (rows.length === 0) continue
        yield rows
        rows = []
      }
    },
  }
}

/** Turns the elements of a worksheet into rows. What it does not know, such as styles of blank cells, it passes over. */
function sheetReader(workbook: XlsxWorkbook, widths: Map<number, number>, limits: SheetLimits, found: (row: RawRow) => void): XmlHandlers {
  let row: RawRow = { line: 0, cells: [] }
  let index = -1
  let type = 'n'
  let style = 0
  let value = ''
  let formula = false
  let hint = false
  let listening = false

  const closeCell = () => {
    const cell = makeCell(type, value, formula, style, workbook)
    if (!cell) return
    // One shared text in every row would grow to any size on its way between threads.
    if (cell.type === 'text' && cell.text.length > maxCellChars)
      throw new SpreadsheetError('spreadsheet.too-large', `第 ${row.line} 行有一格超过 ${maxCellChars} 个字。`)
    if (index >= limits.columns) throw new SpreadsheetError('spreadsheet.too-large', `表格超过 ${limits.columns} 列。`)
    row.cells[index] = cell
  }

  return {
    open(name, attributes) {
      if (name === 'c') {
        const place = attributes['r']
        index = place ? columnIndex(place) : index + 1
        type = attributes['t'] ?? 'n'
        style = Number(attributes['s'] ?? 0)
        value = ''
        formula = false
      } else if (name === 'v' || name === 't') listening = !hint
      else if (name === 'f') formula = true
      else if (name === 'rPh') hint = true
      else if (name === 'row') {
        const line = Number(attributes['r'])
        row = { line: line > row.line ? line : row.line + 1, cells: [] }
        index = -1
      } else if (name === 'col') {
        const last = Math.min(Number(attributes['max']), limits.columns)
        for (let column = Number(attributes['min']); column <= last; column++) widths.set(column - 1, Number(attributes['width']))
      }
    },
    text(piece) {
      if (listening) value += piece
    },
    close(name) {
      if (name === 'v' || name === 't') listening = false
      else if (name === 'c') closeCell()
      else if (name === 'rPh') hint = false
      else if (name === 'row') found(row)
    },
  }
}

function makeCell(type: string, value: string, formula: boolean, style: number, workbook: XlsxWorkbook): RawCell | undefined {
  if (value === '') return formula && type !== 'str' ? { type: 'uncomputed' } : undefined
  switch (type) {
    case 's':
      return { type: 'text', text: workbook.strings[Number(value)] ?? '' }
    case 'n': {
      const number = Number(value)
      if (!Number.isFinite(number)) return { type: 'text', text: value }
      const { date = false, format } = workbook.formats[style] ?? {}
      return { type: 'number', value: number, date, ...(format && { format }) }
    }
    case 'b':
      return { type: 'boolean', value: value === '1' || value === 'true' }
    case 'e':
      return { type: 'error', text: value }
    default:
      return { type: 'text', text: unescapeExcel(value) }
  }
}

/** The column of `AB12`, counted from 0. */
function columnIndex(place: string): number {
  let index = 0
  for (let i = 0; i < place.length; i++) {
    const code = place.charCodeAt(i) & ~32
    if (code < 65 || code > 90) break
    index = index * 26 + code - 64
  }
  return index - 1
}
