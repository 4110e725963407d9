/**
 * A cell as the file has it, before any column's kind is applied. CSV cells are always text.
 * `date`: the number's style shows it as a date; `format`: its number format, kept for marked copies.
 */
export type RawCell =
  | { type: 'text'; text: string }
  | { type: 'number'; value: number; date: boolean; format?: string }
  | { type: 'boolean'; value: boolean }
  | { type: 'error'; text: string }
  /** A formula whose result was never computed. */
  | { type: 'uncomputed' }

/** A row by its real line (1-based); cells by column (0-based), with holes where there is none. */
export type RawRow = { line: number; cells: (RawCell | undefined)[] }

/** A sheet to go through once, row by row. */
export type RawSheet = {
  name: string
  /** Files from old Macs count their days from 1904 instead of 1900. */
  date1904: boolean
  /** Widths by column (0-based), where the file gives them. */
  widths: Map<number, number>
  /** In order of lines; blank rows may be missing. `progress` of 0 to 1 is read off the sheet while it runs. */
  rows(): AsyncGenerator<RawRow[]>
  progress(): number
}

/** The cell's text as a person sees it, close enough to recognise headers and markers. */
export function textOf(cell: RawCell | undefined): string {
  if (!cell) return ''
  if (cell.type === 'text' || cell.type === 'error') return cell.text
  if (cell.type === 'uncomputed') return ''
  return String(cell.value)
}

export function isBlank(cell: RawCell | undefined): boolean {
  return !cell || (cell.type === 'text' && cell.text.trim() === '')
}
