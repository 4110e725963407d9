import type { CellValue, SheetChoice, SheetColumn, SheetColumnKind } from './column.ts'
import { parseDateNumber, parseDateText } from './dates.ts'
import { type RawCell, textOf } from './raw-cell.ts'
import { narrowText, rearmFormula, tidyText } from './text.ts'

/** Why a cell was not understood. */
export class NotUnderstood {
  readonly code: string
  readonly message: string

  constructor(code: string, message: string) {
    this.code = code
    this.message = message
  }
}

/** Reads one kind of cell: blank ones never come here, error cells neither. */
type Reading = (cell: RawCell, column: SheetColumn, date1904: boolean) => CellValue | NotUnderstood

const readings: Record<SheetColumnKind, Reading> = {
  text: (cell, column, date1904) => (column.digits ? readDigits(cell) : readText(cell, date1904)),
  relation: (cell, _column, date1904) => readText(cell, date1904),
  texts: (cell, column, date1904) => readTexts(readText(cell, date1904), column),
  integer: cell => {
    const value = readNumber(cell)
    if (value instanceof NotUnderstood || Number.isSafeInteger(value)) return value
    return new NotUnderstood('bad-number', `「${shown(cell)}」不是整数`)
  },
  number: readNumber,
  boolean: readBoolean,
  choice: (cell, column) => {
    const choice = choicesOf(column).get(choiceKey(numberOrText(cell)))
    return choice ?? new NotUnderstood('bad-choice', `「${shown(cell)}」不在可选范围内，可填：${titlesOf(column.choices ?? [])}`)
  },
  date: (cell, _column, date1904) => readMoment(cell, date1904)?.date ?? impossibleDate(cell),
  'date-time': (cell, _column, date1904) => {
    const moment = readMoment(cell, date1904)
    return moment ? `${moment.date}T${moment.time}+08:00` : impossibleDate(cell)
  },
}

/** The value of a cell by its column's kind; null when blank. */
export function understandCell(cell: RawCell | undefined, column: SheetColumn, date1904: boolean): CellValue | NotUnderstood {
  if (!cell || (cell.type === 'text' && tidyText(cell.text) === '')) return null
  if (cell.type === 'error') return new NotUnderstood('error-cell', `单元格是错误值 ${cell.text}，请改正公式或直接填写内容`)
  if (cell.type === 'uncomputed') return new NotUnderstood('error-cell', '公式没有计算结果，请用 Excel 或 WPS 打开并保存，或直接填写内容')
  return readings[column.kind](cell, column, date1904)
}

function readText(cell: RawCell, date1904: boolean): string {
  if (cell.type === 'number' && cell.date) return parseDateNumber(cell.value, true, date1904)?.date ?? numberOrText(cell)
  return rearmFormula(tidyText(numberOrText(cell)))
}

function readTexts(text: string, column: SheetColumn): string[] | NotUnderstood {
  const parts = text.split(/[、,，;；\n]/).flatMap(part => part.trim() || [])
  if (!column.choices) return parts
  const codes: string[] = []
  for (const part of parts) {
    const code = choicesOf(column).get(choiceKey(part))
    if (code === undefined) return new NotUnderstood('bad-choice', `「${part}」不在可选范围内，可填：${titlesOf(column.choices)}`)
    codes.push(code)
  }
  return codes
}

/** A number cell keeps 15 digits; an id number typed as one has lost its last three. */
function readDigits(cell: RawCell): string | NotUnderstood {
  const text = rearmFormula(narrowText(numberOrText(cell)).replace(/^="(.*)"$/, '$1')).replace(/^['‘’`]+(?=\d)/, '')
  const lost = cell.type === 'number' ? Math.abs(cell.value) >= 1e15 : /^\d(\.\d+)?E\+?\d+$/i.test(text)
  if (lost) return new NotUnderstood('number-lost-digits', '号码被存成了数字，末几位已丢失。请先把单元格设为“文本”格式，再重新填写完整号码')
  return text.toUpperCase()
}

/** Excel makes a date of 3-5 without asking: such a cell is no number, though it holds one. */
function readNumber(cell: RawCell): number | NotUnderstood {
  if (cell.type === 'number' && cell.date) return new NotUnderstood('bad-number', '单元格里是日期，不是数字')
  if (cell.type === 'number') return Number(cell.value.toPrecision(15))
  const text = narrowText(rearmFormula(textOf(cell))).replace(/^[¥￥]|元$/g, '')
  const plain = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text
  const value = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : Number.NaN
  return Number.isFinite(value) ? value : new NotUnderstood('bad-number', `「${shown(cell)}」不是数字`)
}

const yes = new Set(['是', '有', '对', '真', '√', '✓', '✔', '☑', 'true', 'yes', 'y', '1'])
const no = new Set(['否', '无', '错', '假', '×', '✗', '✘', '☐', 'x', 'false', 'no', 'n', '0'])

function readBoolean(cell: RawCell): boolean | NotUnderstood {
  if (cell.type === 'boolean') return cell.value
  const text = narrowText(numberOrText(cell)).toLowerCase()
  if (yes.has(text)) return true
  if (no.has(text)) return false
  return new NotUnderstood('bad-boolean', `「${shown(cell)}」无法识别，请填“是”或“否”`)
}

function readMoment(cell: RawCell, date1904: boolean): ReturnType<typeof parseDateText> {
  if (cell.type === 'number') return parseDateNumber(cell.value, cell.date, date1904)
  return cell.type === 'text' ? parseDateText(rearmFormula(tidyText(cell.text))) : null
}

function impossibleDate(cell: RawCell): NotUnderstood {
  const text = shown(cell)
  const partial = /^\d{4}[-/.年]?(\d{1,2}月?)?$/.test(narrowText(text))
  const reason = partial && text.length < 8 ? '缺少月或日，请填写完整日期' : '不是有效的日期，请改正'
  return new NotUnderstood('impossible-date', `「${text}」${reason}，如 2021-07-01`)
}

const choiceMaps = new WeakMap<SheetColumn, Map<string, string>>()

/** Titles win over codes, and codes over aliases, where two choices claim the same word. */
function choicesOf(column: SheetColumn): Map<string, string> {
  const known = choiceMaps.get(column)
  if (known) return known
  const map = new Map<string, string>()
  const add = (word: string, code: string) => {
    if (!map.has(choiceKey(word))) map.set(choiceKey(word), code)
  }
  const choices = column.choices ?? []
  for (const choice of choices) add(choice.title, choice.code)
  for (const choice of choices) add(choice.code, choice.code)
  for (const choice of choices) for (const alias of choice.aliases) add(alias, choice.code)
  choiceMaps.set(column, map)
  return map
}

function choiceKey(text: string): string {
  return narrowText(rearmFormula(text)).toLowerCase()
}

function titlesOf(choices: SheetChoice[]): string {
  const titles = choices.slice(0, 6).map(choice => choice.title)
  return titles.join('、') + (choices.length > 6 ? ` 等 ${choices.length} 项` : '')
}

/** Numbers without the noise of binary fractions: 0.1 + 0.2 is 0.3. */
function numberOrText(cell: RawCell): string {
  return cell.type === 'number' ? String(Number(cell.value.toPrecision(15))) : textOf(cell)
}

function shown(cell: RawCell): string {
  const text = tidyText(numberOrText(cell))
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
