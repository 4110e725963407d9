import type { SheetColumn } from './column.ts'
import { parseDateText } from './dates.ts'
import { disarmFormula } from './text.ts'

/** A cell on its way to a file: dates still as text, which each format writes its own way. */
export type OutgoingCell = string | number | null

/** Makes cells of a record's values, one for each column. */
export function outgoingCells(columns: SheetColumn[]): (values: unknown[]) => OutgoingCell[] {
  const titles = columns.map(column => new Map(column.choices?.map(choice => [choice.code, choice.title])))
  return values => columns.map((column, at) => outgoingCell(column, titles[at]!, values[at]))
}

type Titles = ReadonlyMap<string, string>

/** A record's value as its column shows it: a choice by its title, a day on China's calendar. */
function outgoingCell({ kind }: SheetColumn, titles: Titles, value: unknown): OutgoingCell {
  if (value === null || value === undefined || value === '') return null
  switch (kind) {
    case 'integer':
    case 'number':
      return outgoingNumber(value)
    case 'boolean':
      return value === true || value === 'true' ? '是' : '否'
    case 'date':
      return moment(value)?.date ?? disarmFormula(String(value))
    case 'date-time': {
      const found = moment(value)
      return found ? `${found.date} ${found.time}` : disarmFormula(String(value))
    }
    case 'choice':
      return disarmFormula(titleOf(titles, value))
    case 'texts':
      return disarmFormula((Array.isArray(value) ? value : [value]).map(part => titleOf(titles, part)).join('、'))
    default:
      return disarmFormula(String(value))
  }
}

/** Numbers of the database may come as text to keep their digits; those Excel can hold exactly become numbers. */
function outgoingNumber(value: unknown): OutgoingCell {
  const number = typeof value === 'string' ? Number(value) : value
  if (typeof number !== 'number' || !Number.isFinite(number)) return disarmFormula(String(value))
  return Math.abs(number) < 1e15 ? number : String(value)
}

function moment(value: unknown): ReturnType<typeof parseDateText> {
  return parseDateText(String(value))
}

function titleOf(titles: Titles, value: unknown): string {
  const code = String(value)
  return titles.get(code) ?? code
}
