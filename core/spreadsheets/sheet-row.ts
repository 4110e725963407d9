import { maxCellChars, type SheetColumn } from './column.ts'
import { parseDateText, serialOf } from './dates.ts'
import { columnLetters } from './find-header.ts'
import type { OutgoingCell } from './outgoing-cell.ts'

/** Writes the rows of a sheet as XML: `line` counts from 1, the header's. */
export type RowWriter = (line: number, cells: OutgoingCell[]) => string

/** `styles`: the number of each column's style in the workbook. */
export function rowWriter(columns: SheetColumn[], styles: number[]): RowWriter {
  const writers = columns.map((column, at) => cellWriter(column, columnLetters(at), styles[at]!))
  return (line, cells) => {
    let row = `<row r="${line}">`
    for (let at = 0; at < writers.length; at++) {
      const cell = cells[at] ?? null
      // Empty ones are not there: the column has their style.
      if (cell !== null) row += writers[at]!(line, cell)
    }
    return `${row}</row>`
  }
}

/** Dates are written as serials; those before 1900, which Excel lacks, stay text. */
function cellWriter({ kind }: SheetColumn, letters: string, style: number): (line: number, cell: string | number) => string {
  const look = style === 0 ? '' : ` s="${style}"`
  const dated = kind === 'date' || kind === 'date-time'
  return (line, cell) => {
    const value = dated && typeof cell === 'string' ? (serialIn(cell) ?? cell) : cell
    if (typeof value === 'number') return `<c r="${letters}${line}"${look}><v>${value}</v></c>`
    return `<c r="${letters}${line}"${look} t="str"><v>${escaped(value.length > maxCellChars ? value.slice(0, maxCellChars) : value)}</v></c>`
  }
}

function serialIn(text: string): number | undefined {
  const day = parseDateText(text)
  return day && day.date >= '1900-01-01' ? serialOf(day.date, day.time) : undefined
}

const special = /[<>&\p{Cc}\uFFFE\uFFFF]/gu
// What XML holds as it is; looking is cheaper than replacing.
const plain = /^[ !-%'-;=?-~\u00a0-\ufffd]*$/
const marks: Record<string, string> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '\t': '\t', '\n': '\n', '\r': '\r' }

/** As XML has it; characters that it cannot hold are left out. */
function escaped(text: string): string {
  if (plain.test(text)) return text
  return text.replace(special, character => marks[character] ?? '')
}
