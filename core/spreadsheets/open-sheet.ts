import type { Matching, SheetColumn, SheetLimits } from './column.ts'
import { openCsvSheet } from './csv-sheet.ts'
import { type FoundHeader, findHeader, headerSearchRows, unknownHeader } from './find-header.ts'
import { isBlank, type RawRow, type RawSheet } from './raw-cell.ts'
import { type SheetFormat, sniffFormat } from './sniff-format.ts'
import { SpreadsheetError } from './spreadsheet-error.ts'
import { openPackage } from './xlsx-package.ts'
import { openXlsxSheet } from './xlsx-sheet.ts'
import { readWorkbook } from './xlsx-workbook.ts'

/** More sheets than this are not searched for the header. */
const maxSheets = 20

export type OpenedSheet = FoundHeader & { sheet: RawSheet; close(): void }

type Opening = {
  format?: SheetFormat
  /** Given, even empty, a header of which nothing is known will do, since a person can say what its columns are. */
  matching?: Matching
}

/** Opens a file and finds the sheet, among the visible ones, whose header has the most columns that are known. */
export async function openSheet(
  path: string,
  columns: SheetColumn[],
  limits: SheetLimits,
  { format, matching }: Opening = {},
): Promise<OpenedSheet> {
  const found = await sniffFormat(path)
  if (format && format !== found) throw new SpreadsheetError('spreadsheet.broken')
  const { sheets, close } = found === 'csv' ? await csvSheets(path, limits) : await xlsxSheets(path, limits)
  try {
    let best: (FoundHeader & { sheet: RawSheet }) | null = null
    let unknown: (FoundHeader & { sheet: RawSheet }) | null = null
    let filled = false
    for (const open of sheets.slice(0, maxSheets)) {
      const rows = await firstRows(open())
      filled ||= rows.length > 0
      const sheet = open()
      const header = findHeader(rows, columns, sheet.name, matching)
      if (header && header.matches > (best?.matches ?? 0)) best = { ...header, sheet }
      const guess: FoundHeader | null = matching && !header && !unknown ? unknownHeader(rows, sheet.name) : null
      if (guess) unknown = { ...guess, sheet }
    }
    const chosen = best ?? unknown
    if (chosen) return { ...chosen, close }
    if (!filled) throw new SpreadsheetError('spreadsheet.empty')
    const headers = columns.slice(0, 30).map(column => column.header)
    throw new SpreadsheetError('spreadsheet.no-header', `前 ${headerSearchRows} 行里应有一行栏目名称：${headers.join('、')}。`)
  } catch (error) {
    close()
    throw error
  }
}

/** Sheets are opened by function, for each is gone through twice: once for its header, once for its rows. */
type Sheets = { sheets: (() => RawSheet)[]; close(): void }

async function csvSheets(path: string, limits: SheetLimits): Promise<Sheets> {
  const sheet = await openCsvSheet(path, limits)
  return { sheets: [() => sheet], close: () => {} }
}

async function xlsxSheets(path: string, limits: SheetLimits): Promise<Sheets> {
  const parts = await openPackage(path, limits)
  try {
    const workbook = await readWorkbook(parts)
    return { sheets: workbook.sheets.map(sheet => () => openXlsxSheet(parts, workbook, sheet, limits)), close: parts.close }
  } catch (error) {
    parts.close()
    throw error
  }
}

async function firstRows(sheet: RawSheet): Promise<RawRow[]> {
  const rows: RawRow[] = []
  for await (const some of sheet.rows()) {
    rows.push(...some.filter(row => row.cells.some(cell => !isBlank(cell))))
    if (rows.length >= headerSearchRows) break
  }
  return rows.slice(0, headerSearchRows)
}
