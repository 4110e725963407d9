import { writeFile } from 'node:fs/promises'
import ExcelJS from 'exceljs'
import t from 'tap'
import type { CellProblem } from '../../core/spreadsheets/column.ts'
import { writeMarkedCopy } from '../../core/spreadsheets/marked-copy.ts'
import { closeSpreadsheetPool } from '../../core/spreadsheets/pool.ts'
import { writeTemplate } from '../../core/spreadsheets/template.ts'
import { codeOf, readAll, samples, temporary } from './read-file.ts'
import { column, memberColumns } from './sample-columns.ts'

t.after(closeSpreadsheetPool)

async function load(path: string): Promise<ExcelJS.Workbook> {
  return await new ExcelJS.Workbook().xlsx.readFile(path)
}

async function template(): Promise<string> {
  return await temporary('template.xlsx', await writeTemplate({ title: '党员/导入', columns: memberColumns }))
}

t.test('a template marks what is required, offers the choices and keeps digits as text', async t => {
  const workbook = await load(await template())
  const sheet = workbook.getWorksheet('党员 导入')!
  t.equal(sheet.getCell('A1').value, '*党组织名称')
  t.equal(sheet.getCell('D1').value, '手机号')
  t.match(JSON.stringify(sheet.getCell('C1').note), /18 位，末位可为 X/)
  t.equal(sheet.getCell('C5').numFmt || sheet.getColumn(3).numFmt, '@')
  t.equal(sheet.getColumn(10).numFmt, 'yyyy-mm-dd')
  t.match(sheet.getCell('F3').dataValidation, { type: 'list', formulae: ['选项!$B$1:$B$13'] })
  t.match(sheet.getCell('I20000').dataValidation, { type: 'list', formulae: ['选项!$D$1:$D$2'] })
  t.equal(workbook.getWorksheet('选项')!.state, 'hidden')
  t.equal(workbook.getWorksheet('选项')!.getCell('B2').value, '回族')
  t.equal(sheet.getCell('A2').value, '示例：某某社区党支部')
  t.match(workbook.getWorksheet('填写说明')!.getRow(3).values, [undefined, '党组织名称', '必填', '填写名称，须与系统中的一致'])
})

t.test('a template is understood when filled in, its example passed over; unfilled it is empty', async t => {
  const path = await template()
  t.equal(await codeOf(readAll(path, memberColumns)), 'spreadsheet.empty')
  const workbook = await load(path)
  workbook.worksheets[0]!.getRow(3).values = ['织里镇党支部', '张三', '33050219671107107X', null, '女', '回族']
  await workbook.xlsx.writeFile(path)
  const { header, rows } = await readAll(path, memberColumns)
  t.same(header.problems, [])
  t.equal(rows.length, 1)
  t.match(rows[0], { line: 3, values: { branch: '织里镇党支部', name: '张三', sex: '2', nation: '2', joinedOn: null } })
})

t.test('a marked copy tints and comments bad cells, explains bad rows at their end, and moves no line', async t => {
  const source = `${samples}members-dirty.xlsx`
  const before = await readAll(source, memberColumns)
  const missing: CellProblem = { line: 51, field: 'name', code: 'required', message: '请填写姓名', level: 'error' }
  const target = await temporary('marked.xlsx')
  t.equal(await writeMarkedCopy(source, [...before.problems, missing], memberColumns, target), 16)
  const sheet = (await load(target)).worksheets[0]!
  t.equal(sheet.getCell('A1').value, '湖州市党员信息采集表')
  t.equal(sheet.getCell('L3').value, '错误说明')
  t.match(sheet.getCell('B51').fill, { fgColor: { argb: 'FFFFC7CE' } })
  t.match(JSON.stringify(sheet.getCell('B51').note), /请填写姓名/)
  t.equal(sheet.getCell('L51').value, '姓名：请填写姓名')
  t.match(sheet.getCell('L329').value, '入党日期：「2019-02-30」不是有效的日期')
  t.equal(sheet.getCell('L52').value, null)
  t.notMatch(sheet.getCell('B52').fill, { fgColor: { argb: 'FFFFC7CE' } })
  t.match(sheet.getCell('I51').dataValidation, { type: 'list' })
  const after = await readAll(target, memberColumns)
  t.same(after.header.problems, [], 'the explanations are no unknown column')
  t.same(
    after.rows.map(({ line, values }) => ({ line, values })),
    before.rows.map(({ line, values }) => ({ line, values })),
  )
})

t.test('a copy of a marked copy has its explanations in the same column', async t => {
  const source = await temporary('a.csv', '名册,\n姓名,年龄,备注\n张三,很大,甲,乙\n李四,5\n')
  const columns = [column('name', '姓名', 'text'), column('age', '年龄', 'integer')]
  const first = await temporary('first.xlsx')
  const { problems, header } = await readAll(source, columns)
  await writeMarkedCopy(source, [...problems, ...header.problems], columns, first)
  const second = await temporary('second.xlsx')
  t.equal(await writeMarkedCopy(first, [{ ...problems[0]!, line: 4, level: 'warning' }], columns, second), 1)
  const one = (await load(first)).worksheets[0]!
  t.equal(one.getCell('D3').value, '乙')
  t.equal(one.getCell('E2').value, '错误说明')
  t.match(one.getCell('E3').value, '年龄：「很大」不是数字')
  const two = (await load(second)).worksheets[0]!
  t.equal(two.getCell('E2').value, '错误说明')
  t.equal(two.getCell('E3').value, null)
  t.match(two.getCell('B4').fill, { fgColor: { argb: 'FFFFEB9C' } })
})

t.test('a marked copy of a file that cannot be read fails with its code', async t => {
  const source = await temporary('a.xlsx', 'a,b\n')
  t.equal(await codeOf(writeMarkedCopy(source, [], memberColumns, await temporary('b.xlsx'))), 'spreadsheet.no-header')
  const nowhere = await temporary('missing/b.xlsx')
  t.equal(await codeOf(writeMarkedCopy(`${samples}members-dirty.xlsx`, [], memberColumns, nowhere)), 'spreadsheet.failed')
  await writeFile(source, '')
  t.equal(await codeOf(writeMarkedCopy(source, [], memberColumns, await temporary('b.xlsx'))), 'spreadsheet.empty')
})
