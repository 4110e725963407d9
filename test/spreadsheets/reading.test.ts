import ExcelJS from 'exceljs'
import iconv from 'iconv-lite'
import t from 'tap'
import { writeMarkedCopy } from '../../core/spreadsheets/marked-copy.ts'
import { closeSpreadsheetPool } from '../../core/spreadsheets/pool.ts'
import { readSheet } from '../../core/spreadsheets/read-sheet.ts'
import { makeZip, textRow, workbookParts } from './make-zip.ts'
import { readAll, samples, temporary } from './read-file.ts'
import { column, memberColumns } from './sample-columns.ts'

t.after(closeSpreadsheetPool)

const columns = [
  column('name', '姓名', 'text', { required: true }),
  column('joinedOn', '入党日期', 'date', { required: true, aliases: ['加入党组织日期'] }),
  column('amount', '金额（元）', 'number'),
]

async function readCsv(content: string | Buffer, more = columns) {
  return await readAll(await temporary('a.csv', content), more)
}

t.test('headers are known with stars, spaces, line breaks, widths and hints in brackets', async t => {
  const { header } = await readCsv('＊姓 名（必填）,"*加入党\n组织日期【必填】", 金额(元) ：\n张三,2021-07-01,5\n')
  t.same(header.fields, ['name', 'joinedOn', 'amount'])
  t.same(header.problems, [])
})

t.test('the header is the row with most known columns, below titles and hints', async t => {
  const { header, values } = await readCsv('党员名册,,\n填表说明：姓名必填,,\n,,\n姓名,入党日期,\n张三,2021-07-01,\n')
  t.equal(header.line, 4)
  t.same(values, [{ name: '张三', joinedOn: '2021-07-01' }])
})

t.test('unknown, doubled and missing columns are told once, at the header', async t => {
  const { header } = await readCsv('姓名,备注,姓名\n张三,无,李四\n')
  t.same(
    header.problems.map(({ code, level, message }) => [code, level, message]),
    [
      ['unknown-column', 'warning', '第 B 列「备注」不是本表的栏目，已忽略'],
      ['duplicate-column', 'warning', '「姓名」有两列，只读取前一列，第 C 列已忽略'],
      ['missing-columns', 'error', '缺少必填的栏目：「入党日期」'],
    ],
  )
})

t.test('blank lines are passed over without moving the lines below', async t => {
  const { rows } = await readCsv('姓名,入党日期\n\n张三,2021-07-01\n,\n  ,　\n李四,2021-02-30\n')
  t.same(
    rows.map(row => [row.line, row.values['name'], row.problems.map(problem => problem.line)]),
    [
      [3, '张三', []],
      [6, '李四', [6]],
    ],
  )
})

t.test('CSV is read in UTF-8, GB18030 and UTF-16, parted by commas, semicolons or tabs', async t => {
  for (const encoding of ['utf8', 'gb18030', 'utf16le']) {
    for (const mark of [',', ';', '\t']) {
      const content = `姓名${mark}金额（元）\r\n"张""三${mark}丰"${mark}5\r\n㐂𠮷${mark}6\r\n`
      const { values } = await readCsv(iconv.encode(content, encoding, { addBOM: encoding === 'utf16le' }))
      t.same(
        values.map(row => row['amount']),
        [5, 6],
        `${encoding} ${JSON.stringify(mark)}`,
      )
      t.same(
        values.map(row => row['name']),
        [`张"三${mark === '\t' ? ' ' : mark}丰`, '㐂𠮷'],
      )
    }
  }
  const { values } = await readCsv('\uFEFF姓名,入党日期\n张三,2021.7.1')
  t.same(values, [{ name: '张三', joinedOn: '2021-07-01' }], 'with a byte order mark, without a last line break')
})

t.test('cells of every make are read: shared, rich, phonetic, inline, computed, in error', async t => {
  const strings =
    '<si><t>姓名</t></si><si><r><t>入党</t></r><r><rPr><b/></rPr><t>日期</t></r></si><si><t>张</t><rPh sb="0" eb="1"><t>zhang</t></rPh></si>'
  const rows = `<row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c></row>
    <row r="5"><c r="A5" t="s"><v>2</v></c><c r="C5" s="2"><v>44378</v></c></row>
    <row><c t="str"><f>"李"&amp;"四"</f><v>李四</v></c><c/><c s="1"><f>TODAY()</f><v>44378.5</v></c></row>
    <row r="9"><c r="A9" t="inlineStr"><is><r><t>王_x000D_</t></r><r><t>五</t></r></is></c><c r="C9" t="e"><v>#N/A</v></c></row>
    <row r="10"><c r="A10" t="n"><v>7</v></c><c r="C10"><f>A1</f></c></row>`
  const { rows: read } = await readAll(await temporary('a.xlsx', makeZip(workbookParts({ rows, strings }))), columns)
  t.same(
    read.map(row => [row.line, row.values['name'], row.values['joinedOn'], row.problems.map(problem => problem.code)]),
    [
      [5, '张', '2021-07-01', []],
      [6, '李四', '2021-07-01', []],
      [9, '王\n五', null, ['error-cell']],
      [10, '7', null, ['error-cell']],
    ],
  )
})

t.test('prefixed elements and dates from 1904 are read', async t => {
  const parts = workbookParts({
    rows: `${textRow(1, ['姓名', '入党日期'])}<row><c t="inlineStr"><is><t>张三</t></is></c><c s="1"><v>42916</v></c></row>`,
    workbookPr: '<workbookPr date1904="1"/>',
  })
  const sheet = parts['xl/worksheets/sheet1.xml']!
  parts['xl/worksheets/sheet1.xml'] = sheet.replace(/<(\/?)(?=\w)/g, '<$1x:').replace('xmlns=', 'xmlns:x=')
  const path = await temporary('a.xlsx', makeZip(parts))
  t.same((await readAll(path, columns)).values, [{ name: '张三', joinedOn: '2021-07-01' }])
  const copy = await temporary('copy.xlsx')
  await writeMarkedCopy(path, [], columns, copy)
  t.same((await readAll(copy, columns)).values, [{ name: '张三', joinedOn: '2021-07-01' }], 'and survive a marked copy')
})

t.test('among several sheets the visible one with most known columns is read; links give their text', async t => {
  const workbook = new ExcelJS.Workbook()
  workbook.addWorksheet('说明').addRows([['姓名'], ['填姓名']])
  workbook.addWorksheet('旧', { state: 'hidden' }).addRows([['姓名', '入党日期', '金额（元）'], ['旧人']])
  const sheet = workbook.addWorksheet('名册')
  sheet.addRows([
    ['姓名', '入党日期'],
    [{ text: '张三', hyperlink: 'mailto:a@b.cn' }, new Date(Date.UTC(2021, 6, 1))],
  ])
  const path = await temporary('a.xlsx')
  await workbook.xlsx.writeFile(path)
  const { header, values } = await readAll(path, columns)
  t.equal(header.sheet, '名册')
  t.same(values, [{ name: '张三', joinedOn: '2021-07-01' }])
})

t.test('a loop that is left early leaves no work behind', async t => {
  for (let i = 0; i < 20; i++) {
    for await (const { rows, progress } of readSheet(`${samples}members.xlsx`, { columns: memberColumns })) {
      t.equal(rows.length, 500)
      t.ok(progress > 0 && progress < 1)
      break
    }
  }
  const { rows } = await readAll(`${samples}members-dirty.xlsx`, memberColumns)
  t.equal(rows.length, 1500)
})
