/** What a cell may hold; decides how it is understood, written and explained. */
export type SheetColumnKind = 'text' | 'integer' | 'number' | 'boolean' | 'date' | 'date-time' | 'choice' | 'relation' | 'texts'

/** One column of an entity's spreadsheet. */
export type SheetColumn = {
  /** The field's name, such as `joinedOn`. Sub-tables have no cells in the main sheet. */
  field: string
  /** The header written and expected, such as 入党日期. */
  header: string
  /** Other headers understood when reading. */
  aliases: string[]
  kind: SheetColumnKind
  required: boolean
  /** Text made of digits, such as id and phone numbers: a number cell may have lost some of them. */
  digits?: boolean
  /** For kind `choice`, and for `texts` that may only hold some values. */
  choices?: SheetChoice[]
  /** Shown as the header's comment in the template. */
  note?: string
  /** Shown in the template's example row. */
  example?: string
}

/** One value of a choice: stored as `code`, written as `title`, understood by any of the three. */
export type SheetChoice = { code: string; title: string; aliases: string[] }

/** What a person said of a file's headers: the field that each stands for, null where it is to be passed over. */
export type Matching = Record<string, string | null>

/** What the record engine gets for a cell; dates are `YYYY-MM-DD`, times `YYYY-MM-DDTHH:mm:ss+08:00`. */
export type CellValue = string | number | boolean | string[] | null

/** A cell's problem, told to the clerk in Chinese. */
export type CellProblem = { line: number; field?: string; code: string; message: string; level: 'error' | 'warning' }

/** One row of data that was read; missing and misunderstood cells are `null`. */
export type SheetRow = { line: number; values: Record<string, CellValue>; problems: CellProblem[] }

/** Where the header was found, and what is wrong with the sheet as a whole. */
export type SheetHeader = {
  line: number
  sheet: string
  /** The fields that have a column, in the file's order. */
  fields: string[]
  /** Every column of the file that has a header, by its letters, and the field it was taken for. */
  columns: { at: string; header: string; field: string | null }[]
  /** `missing-columns` and `no-known-columns` (errors), `unknown-column`, `duplicate-column`; their line is the header's. */
  problems: CellProblem[]
}

/** Some rows, as they come; the header is the same in every batch, `progress` runs from 0 to 1. */
export type RowBatch = { header: SheetHeader; rows: SheetRow[]; progress: number }

/** Above these a file is refused as `spreadsheet.too-large`. */
export type SheetLimits = { rows: number; columns: number; bytes: number }

export const defaultLimits: SheetLimits = { rows: 200_000, columns: 500, bytes: 512 * 1024 * 1024 }

/** No spreadsheet program lets a cell hold more. */
export const maxCellChars = 32_767

/** The column that a marked copy adds; reading passes over it without a word. */
export const explanationHeader = '错误说明'
