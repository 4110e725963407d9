import type { DataValidation, Worksheet } from 'exceljs'
import type { SheetColumn } from './column.ts'
import { disarmFormula } from './text.ts'

/** How every spreadsheet that we write looks, so that templates, exports and marked copies are of one kind. */
export const headerFill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFCE4D6' } } as const
export const errorFill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFC7CE' } } as const
export const warningFill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFEB9C' } } as const

/** Digits are kept as text, or Excel makes numbers of them and drops what it cannot hold; times are China's. */
export function numberFormat(column: SheetColumn): string | undefined {
  if (column.kind === 'date') return 'yyyy-mm-dd'
  if (column.kind === 'date-time') return 'yyyy-mm-dd hh:mm:ss'
  if (column.kind === 'integer') return '0'
  if (column.kind === 'text' || column.kind === 'relation' || column.kind === 'texts') return '@'
  return undefined
}

/** In characters; Chinese ones are twice as wide. */
export function columnWidth(column: SheetColumn): number {
  const narrowest = column.digits ? 22 : column.kind === 'relation' ? 36 : 12
  return Math.max(narrowest, column.header.length * 2 + 4)
}

/** Sheet names may not hold some signs, nor more than 31 characters. */
export function sheetName(title: string): string {
  return (
    title
      .replace(/[\\/*?:[\]]/g, ' ')
      .replace(/^'|'$/g, '')
      .trim()
      .slice(0, 31) || '数据'
  )
}

const optionsSheet = '选项'

/** The titles a cell may take, for columns that have a drop-down list. */
export function optionsOf(column: SheetColumn): string[] {
  if (column.kind === 'boolean') return ['是', '否']
  return column.kind === 'choice' ? (column.choices ?? []).map(choice => disarmFormula(choice.title)) : []
}

/** The hidden sheet's columns: a list in a cell's own rule may not be longer than 255 characters, one on a sheet may. */
export function optionLists(columns: SheetColumn[]): { column: SheetColumn; options: string[] }[] {
  return columns.map(column => ({ column, options: optionsOf(column) })).filter(({ options }) => options.length > 0)
}

/** exceljs has this for whole ranges but does not declare it. */
type WithValidations = { dataValidations: { add(range: string, rule: DataValidation): void } }

/** Gives the cells of a column a drop-down list, whose options stand in the hidden sheet's column `list`. */
export function addDropDown(sheet: Worksheet, letters: string, lines: [number, number], list: string, options: string[], title: string) {
  const validations = (sheet as Worksheet & WithValidations).dataValidations
  validations.add(`${letters}${lines[0]}:${letters}${lines[1]}`, {
    type: 'list',
    allowBlank: true,
    formulae: [`${optionsSheet}!$${list}$1:$${list}$${options.length}`],
    showErrorMessage: true,
    errorTitle: title.slice(0, 32),
    error: '请从下拉列表中选择',
  })
}

type AddsSheets = { addWorksheet(name: string, options: { state: 'hidden' }): Worksheet }

/** Writes the hidden sheet that `addDropDown` points to; the caller commits it if its workbook is streamed. */
export function addOptionsSheet(workbook: AddsSheets, lists: { options: string[] }[]): Worksheet {
  const sheet = workbook.addWorksheet(optionsSheet, { state: 'hidden' })
  const longest = Math.max(0, ...lists.map(({ options }) => options.length))
  for (let line = 0; line < longest; line++) sheet.addRow(lists.map(({ options }) => options[line] ?? null))
  return sheet
}
