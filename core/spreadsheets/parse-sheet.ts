import { defaultLimits, type Matching, type RowBatch, type SheetColumn, type SheetLimits, type SheetRow } from './column.ts'
import type { FoundHeader } from './find-header.ts'
import { openSheet } from './open-sheet.ts'
import { isBlank, type RawRow, textOf } from './raw-cell.ts'
import type { SheetFormat } from './sniff-format.ts'
import { SpreadsheetError } from './spreadsheet-error.ts'
import { NotUnderstood, understandCell } from './understand-cell.ts'

export type ReadTask = {
  path: string
  columns: SheetColumn[]
  format?: SheetFormat
  limits?: Partial<SheetLimits>
  /** Given, even empty, a file of which no column is known gives its header alone, so that a person may match them. */
  matching?: Matching
}

const batchRows = 500

/** A batch crosses to another thread as a copy, with each of its texts in full. */
const batchChars = 4 * 1024 * 1024

/** The template's example row begins so, and is passed over wherever it stands. */
export const exampleMark = '示例：'

/** Reads a file into rows of understood values, in the thread that calls it; `readSheet` is the same in a worker. */
export async function* parseSheet(task: ReadTask): AsyncGenerator<RowBatch> {
  const limits = { ...defaultLimits, ...task.limits }
  const { sheet, close, ...found } = await openSheet(task.path, task.columns, limits, task)
  try {
    if (found.matches === 0) {
      yield { header: found.header, rows: [], progress: 1 }
      return
    }
    let rows: SheetRow[] = []
    let count = 0
    let chars = 0
    for await (const some of sheet.rows()) {
      for (const raw of some) {
        if (!isData(raw, found)) continue
        if (++count > limits.rows) throw new SpreadsheetError('spreadsheet.too-large', `表格超过 ${limits.rows} 行。`)
        const row = understandRow(raw, found, sheet.date1904)
        rows.push(row)
        chars += charsOf(row)
        if (rows.length < batchRows && chars < batchChars) continue
        yield { header: found.header, rows, progress: sheet.progress() }
        rows = []
        chars = 0
      }
    }
    if (count === 0) throw new SpreadsheetError('spreadsheet.empty')
    yield { header: found.header, rows, progress: 1 }
  } finally {
    close()
  }
}

function charsOf({ values }: SheetRow): number {
  let chars = 0
  for (const name in values) {
    const value = values[name]
    if (typeof value === 'string') chars += value.length
    else if (Array.isArray(value)) for (const part of value) chars += part.length
  }
  return chars
}

/** Below the header, with something in a known column, and not the template's example. */
function isData(row: RawRow, { header, columns }: FoundHeader): boolean {
  if (row.line <= header.line) return false
  const first = row.cells.find(cell => !isBlank(cell))
  return !/^\s*示例[:：]/.test(textOf(first)) && columns.some(({ index }) => !isBlank(row.cells[index]))
}

function understandRow(row: RawRow, { columns }: FoundHeader, date1904: boolean): SheetRow {
  const understood: SheetRow = { line: row.line, values: {}, problems: [] }
  for (const { index, column } of columns) {
    const value = understandCell(row.cells[index], column, date1904)
    if (value instanceof NotUnderstood) {
      understood.problems.push({ line: row.line, field: column.field, code: value.code, message: value.message, level: 'error' })
    }
    understood.values[column.field] = value instanceof NotUnderstood ? null : value
  }
  return understood
}
