import ExcelJS, { type Worksheet } from 'exceljs'
import type { SheetColumn } from './column.ts'
import { columnLetters } from './find-header.ts'
import { exampleMark } from './parse-sheet.ts'
import { addDropDown, addOptionsSheet, columnWidth, headerFill, numberFormat, optionLists, optionsOf, sheetName } from './sheet-look.ts'
import type { TemplateTask } from './template.ts'

/** Lists and formats reach this far down. */
const lastLine = 20_000

/** What `writeTemplate` does, in the worker. */
export async function buildTemplate({ title, columns }: TemplateTask): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet(sheetName(title), { views: [{ state: 'frozen', ySplit: 1 }] })
  columns.forEach((column, index) => {
    const { width, numFmt } = { width: columnWidth(column), numFmt: numberFormat(column) }
    Object.assign(sheet.getColumn(index + 1), { width, style: numFmt ? { numFmt } : {} })
    const header = sheet.getCell(1, index + 1)
    header.value = column.required ? `*${column.header}` : column.header
    header.style = { font: { bold: true }, fill: headerFill, alignment: { vertical: 'middle', wrapText: true } }
    header.note = [column.required ? '必填' : '选填', howToFill(column), column.note].filter(Boolean).join('\n')
    const example = sheet.getCell(2, index + 1)
    const text = column.example ?? ''
    example.value = index === 0 ? exampleMark + text : text || null
    example.style = { ...(numFmt && { numFmt: '@' }), font: { italic: true, color: { argb: 'FF808080' } } }
  })
  const lists = optionLists(columns)
  lists.forEach(({ column, options }, list) => {
    addDropDown(sheet, columnLetters(columns.indexOf(column)), [3, lastLine], columnLetters(list), options, column.header)
  })
  explain(workbook.addWorksheet('填写说明'), columns)
  if (lists.length > 0) addOptionsSheet(workbook, lists)
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

function explain(sheet: Worksheet, columns: SheetColumn[]) {
  sheet.columns = [{ width: 24 }, { width: 10 }, { width: 60 }, { width: 28 }]
  sheet.addRow(['请勿改动第一张表的表头；以“示例：”开头的一行不会被导入，可以保留或删除。'])
  const header = sheet.addRow(['栏目', '是否必填', '填写要求', '示例'])
  header.font = { bold: true }
  header.eachCell(cell => {
    cell.fill = headerFill
  })
  for (const column of columns) {
    const rules = [howToFill(column), column.note].filter(Boolean).join('；')
    const row = sheet.addRow([column.header, column.required ? '必填' : '选填', rules, column.example ?? ''])
    row.alignment = { wrapText: true, vertical: 'top' }
  }
}

function howToFill(column: SheetColumn): string {
  switch (column.kind) {
    case 'date':
      return '填写日期，如 2001-07-01'
    case 'date-time':
      return '填写日期和时间，如 2001-07-01 09:30'
    case 'integer':
      return '填写整数'
    case 'number':
      return '填写数字'
    case 'boolean':
      return '填“是”或“否”'
    case 'relation':
      return '填写名称，须与系统中的一致'
    case 'texts':
      return '可填多个，用顿号（、）分开'
    case 'choice': {
      const options = optionsOf(column)
      return options.length > 12 ? `从下拉列表的 ${options.length} 项中选择` : `从下拉列表中选择：${options.join('、')}`
    }
    case 'text':
      return column.digits ? '按文本填写号码，不要用科学计数法' : '填写文字'
  }
}
