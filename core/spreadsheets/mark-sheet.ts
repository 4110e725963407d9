import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import ExcelJS, { type Cell, type CellErrorValue, type Worksheet } from 'exceljs'
import { type CellProblem, defaultLimits, explanationHeader, maxCellChars, type SheetColumn } from './column.ts'
import { drained } from './export-bytes.ts'
import { columnLetters } from './find-header.ts'
import type { MarkTask } from './marked-copy.ts'
import { type OpenedSheet, openSheet } from './open-sheet.ts'
import { isBlank, type RawCell, type RawRow, textOf } from './raw-cell.ts'
import {
  addDropDown,
  addOptionsSheet,
  columnWidth,
  errorFill,
  headerFill,
  numberFormat,
  optionLists,
  sheetName,
  warningFill,
} from './sheet-look.ts'

/** Excel grows slow with comments; beyond these the last column explains alone. */
const maxComments = 5_000

/** The copy counts its days from 1900. */
const daysTo1904 = 1462

/** What `writeMarkedCopy` does, in the worker: one pass to find the last column and line, one to copy. */
export async function markSheet({ source, problems, columns, target, matching }: MarkTask): Promise<number> {
  const opened = await openSheet(source, columns, defaultLimits, { matching })
  const output = createWriteStream(target)
  const failed = new AbortController()
  const written = finished(output).catch(error => {
    failed.abort()
    throw error
  })
  try {
    const [badLines] = await Promise.all([copySheet(opened, problems, output, failed.signal), written])
    return badLines
  } catch (error) {
    output.destroy()
    await rm(target, { force: true })
    throw error
  } finally {
    opened.close()
  }
}

async function copySheet(opened: OpenedSheet, problems: CellProblem[], output: Writable, failed: AbortSignal): Promise<number> {
  const { explanation, lastLine } = await measure(opened)
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: output, useStyles: true, useSharedStrings: false })
  const views = [{ state: 'frozen' as const, ySplit: opened.header.line }]
  const sheet = workbook.addWorksheet(sheetName(opened.sheet.name), { views })
  const lists = optionLists(opened.columns.map(({ column }) => column))
  lists.forEach(({ column, options }, list) => {
    const letters = columnLetters(opened.columns.find(found => found.column === column)!.index)
    addDropDown(sheet, letters, [opened.header.line + 1, lastLine], columnLetters(list), options, column.header)
  })
  const marker = makeMarker(opened, problems, explanation)
  let laidOut = false
  for await (const rows of opened.sheet.rows()) {
    // The widths are known once the first rows are.
    if (!laidOut) layOut(sheet, opened, explanation)
    laidOut = true
    for (const row of rows) marker.copyRow(sheet, row)
    await drained(sheet, failed)
  }
  sheet.commit()
  if (lists.length > 0) addOptionsSheet(workbook, lists).commit()
  await workbook.commit()
  return marker.badLines
}

/** The explanations go right of everything, or where an earlier marked copy has them. */
async function measure({ sheet, header }: OpenedSheet): Promise<{ explanation: number; lastLine: number }> {
  let width = 0
  let earlier = -1
  let lastLine = header.line + 1
  for await (const rows of sheet.rows()) {
    for (const { line, cells } of rows) {
      width = Math.max(width, cells.findLastIndex(cell => !isBlank(cell)) + 1)
      if (line === header.line) earlier = cells.findIndex(cell => textOf(cell).trim() === explanationHeader)
      lastLine = Math.max(lastLine, line)
    }
  }
  return { explanation: earlier === -1 ? width : earlier, lastLine }
}

/** Columns that are known get the template's formats, so that an id number typed anew stays text. */
function layOut(sheet: Worksheet, { sheet: source, columns }: OpenedSheet, explanation: number) {
  for (const [index, width] of source.widths) sheet.getColumn(index + 1).width = width
  for (const { index, column } of columns) {
    const numFmt = numberFormat(column)
    const look = { width: source.widths.get(index) ?? columnWidth(column), ...(numFmt && { style: { numFmt } }) }
    Object.assign(sheet.getColumn(index + 1), look)
  }
  sheet.getColumn(explanation + 1).width = 60
}

function makeMarker({ sheet: source, header, columns }: OpenedSheet, problems: CellProblem[], explanation: number) {
  const byLine = Map.groupBy(problems, problem => problem.line)
  const byIndex = new Map<number, SheetColumn>(columns.map(({ index, column }) => [index, column]))
  const indexOf = new Map<string, number>(columns.map(({ index, column }) => [column.field, index]))
  let comments = 0
  const marker = { badLines: 0, copyRow }

  function copyRow(sheet: Worksheet, row: RawRow) {
    const found = byLine.get(row.line) ?? []
    if (found.length === 0 && row.cells.length === 0) return
    const target = sheet.getRow(row.line)
    row.cells.forEach((cell, index) => {
      if (cell && index !== explanation) copyCell(target.getCell(index + 1), cell, byIndex.get(index), source.date1904)
    })
    if (row.line === header.line) {
      target.eachCell(cell => {
        cell.style = { font: { bold: true }, fill: headerFill }
      })
      mark(target.getCell(explanation + 1), explanationHeader, found)
    } else if (found.length > 0) {
      marker.badLines++
      for (const [field, some] of Map.groupBy(found, problem => problem.field)) {
        const index = indexOf.get(field ?? '')
        if (index !== undefined) mark(target.getCell(index + 1), undefined, some)
      }
      mark(target.getCell(explanation + 1), explain(found), [])
    }
    target.commit()
  }

  function mark(cell: Cell, value: string | undefined, found: CellProblem[]) {
    if (value !== undefined) {
      cell.value = value
      cell.style = { font: { bold: value === explanationHeader, color: { argb: 'FFC00000' } } }
    }
    if (found.length === 0) return
    cell.style = { ...cell.style, fill: found.some(problem => problem.level === 'error') ? errorFill : warningFill }
    if (++comments <= maxComments) cell.note = found.map(problem => problem.message).join('\n')
  }

  function explain(found: CellProblem[]): string {
    const named = (problem: CellProblem) => {
      const index = indexOf.get(problem.field ?? '')
      return index === undefined ? problem.message : `${byIndex.get(index)!.header}：${problem.message}`
    }
    return found.map(named).join('；')
  }

  return marker
}

/** Digits become text, for whoever corrects them; those that are lost stay recognisable as lost: 3.3e+17. */
function copyCell(target: Cell, cell: RawCell, column: SheetColumn | undefined, date1904: boolean) {
  if (cell.type === 'number' && column?.digits) {
    target.value = Math.abs(cell.value) < 1e15 ? String(cell.value) : cell.value.toExponential()
    target.style = { numFmt: '@' }
  } else if (cell.type === 'number') {
    target.value = cell.date && date1904 ? cell.value + daysTo1904 : cell.value
    target.style = { numFmt: cell.format ?? 'General' }
  } else if (cell.type === 'text') target.value = cell.text.slice(0, maxCellChars)
  else if (cell.type === 'boolean') target.value = cell.value
  else if (cell.type === 'error') target.value = { error: cell.text as CellErrorValue['error'] }
}
