import { type CellProblem, explanationHeader, type Matching, type SheetColumn, type SheetHeader } from './column.ts'
import { headerWord } from './header-word.ts'
import { isBlank, type RawRow, textOf } from './raw-cell.ts'
import { tidyText } from './text.ts'

/** The header stands within the first rows; titles and hints may stand above it. */
export const headerSearchRows = 20

/** No header is longer, and none is shown longer. */
const maxHeaderChars = 60

/** The header's row, and which column of the file holds which field. */
export type FoundHeader = { header: SheetHeader; columns: { index: number; column: SheetColumn }[]; matches: number }

/**
 * Finds the row with the most headers that are known, the first of equals; null when no row has any.
 * Headers are compared without spaces, line breaks, stars and width; hints in brackets count only when nothing fits without. What a person
 * said of a header goes before what it looks like.
 */
export function findHeader(rows: RawRow[], columns: SheetColumn[], sheet: string, matching: Matching = {}): FoundHeader | null {
  const words = headerWords(columns, matching)
  let best: FoundHeader | null = null
  for (const row of rows.slice(0, headerSearchRows)) {
    const found = matchHeader(row, words, columns, sheet)
    if (found.matches > (best?.matches ?? 0)) best = found
  }
  return best
}

function matchHeader(row: RawRow, words: ReadonlyMap<string, SheetColumn | null>, columns: SheetColumn[], sheet: string): FoundHeader {
  const problems: CellProblem[] = []
  const all: SheetHeader['columns'] = []
  const found = new Map<SheetColumn, { index: number; column: SheetColumn }>()
  const problem = (code: string, level: CellProblem['level'], message: string, field?: string) =>
    problems.push({ line: row.line, ...(field && { field }), code, message, level })
  row.cells.forEach((cell, index) => {
    const text = tidyText(textOf(cell).slice(0, maxHeaderChars))
    if (text === '' || text === explanationHeader) return
    const known = words.get(headerWord(text))
    const column = known === undefined ? words.get(headerWord(text, true)) : known
    all.push({ at: columnLetters(index), header: text, field: column && !found.has(column) ? column.field : null })
    if (column === null) return
    if (!column) problem('unknown-column', 'warning', `第 ${columnLetters(index)} 列「${text}」不是本表的栏目，已忽略`)
    else if (found.has(column))
      problem('duplicate-column', 'warning', `「${column.header}」有两列，只读取前一列，第 ${columnLetters(index)} 列已忽略`, column.field)
    else found.set(column, { index, column })
  })
  const missing = columns.filter(column => column.required && !found.has(column)).map(column => `「${column.header}」`)
  if (missing.length > 0) problem('missing-columns', 'error', `缺少必填的栏目：${missing.join('、')}`)
  const list = [...found.values()]
  return {
    header: { line: row.line, sheet, fields: list.map(({ column }) => column.field), columns: all, problems },
    columns: list,
    matches: list.length,
  }
}

/**
 * The row that looks like a header though nothing in it is known, so that a person may say which column is which: the first with several
 * texts, and nothing but texts. Null where there is none.
 */
export function unknownHeader(rows: RawRow[], sheet: string): FoundHeader | null {
  const row = rows.slice(0, headerSearchRows).find(one => {
    const filled = one.cells.filter(cell => !isBlank(cell))
    return filled.length > 1 && filled.every(cell => /\p{L}/u.test(textOf(cell)))
  })
  if (!row) return null
  const found = matchHeader(row, new Map(), [], sheet)
  const problem = { line: row.line, code: 'no-known-columns', message: '没有一列是本表的栏目，请指明各列是什么', level: 'error' as const }
  return { ...found, header: { ...found.header, problems: [problem] } }
}

/** Headers first, aliases after, so that no alias takes another column's header. */
function headerWords(columns: SheetColumn[], matching: Matching): Map<string, SheetColumn | null> {
  const words = new Map<string, SheetColumn | null>()
  const add = (word: string, column: SheetColumn | null) => {
    if (word && !words.has(word)) words.set(word, column)
  }
  for (const [header, field] of Object.entries(matching)) add(headerWord(header), columns.find(column => column.field === field) ?? null)
  for (const column of columns) add(headerWord(column.header), column)
  for (const column of columns) for (const alias of column.aliases) add(headerWord(alias), column)
  for (const column of columns) for (const header of [column.header, ...column.aliases]) add(headerWord(header, true), column)
  return words
}

/** 0 is A, 26 is AA. */
export function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : columnLetters(Math.floor(index / 26) - 1) + last
}
