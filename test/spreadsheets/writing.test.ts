import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { setTimeout as wait } from 'node:timers/promises'
import ExcelJS from 'exceljs'
import iconv from 'iconv-lite'
import t from 'tap'
import { writeSheet } from '../../core/spreadsheets/export.ts'
import { closeSpreadsheetPool } from '../../core/spreadsheets/pool.ts'
import { readAll, samples, temporary } from './read-file.ts'
import { column, memberColumns } from './sample-columns.ts'

t.after(closeSpreadsheetPool)

const columns = [
  column('name', '姓名', 'text'),
  column('idNumber', '身份证号', 'text', { digits: true }),
  column('branch', '党支部', 'relation'),
  column('sex', '性别', 'choice', { choices: [{ code: '1', title: '男', aliases: [] }] }),
  column('joinedOn', '入党日期', 'date'),
  column('signedAt', '签到时间', 'date-time'),
  column('amount', '金额', 'number'),
  column('paid', '已交', 'boolean'),
  column('skills', '特长', 'texts'),
]

const record = {
  name: '=cmd|张三',
  idNumber: '33050219671107107X',
  branch: '织里镇党支部',
  sex: '1',
  joinedOn: '1921-07-01',
  signedAt: '2021-07-01T01:30:00Z',
  amount: -12.5,
  paid: false,
  skills: ['书法', '-摄影'],
}

const understood = { ...record, signedAt: '2021-07-01T09:30:00+08:00' }

/** One page of these records, as the values of their columns. */
async function* only(...records: Record<string, unknown>[]) {
  yield records.map(record => valuesOf(record))
}

function valuesOf(record: Record<string, unknown>, of = columns): unknown[] {
  return of.map(({ field }) => record[field] ?? null)
}

for (const [format, options] of [
  ['xlsx', {}],
  ['csv', {}],
  ['csv', { encoding: 'gb18030' }],
] as const) {
  t.test(`what is written as ${format} ${JSON.stringify(options)} is read back the same`, async t => {
    const path = await temporary(`a.${format}`)
    const blank = Object.fromEntries(columns.map(({ field }) => [field, null]))
    await pipeline(writeSheet(format, columns, only(record, { name: '李四' }), options), createWriteStream(path))
    const { values, problems } = await readAll(path, columns)
    t.same(values, [understood, { ...blank, name: '李四' }])
    t.same(problems, [])
  })

  t.test(`ten thousand members survive ${format} ${JSON.stringify(options)}`, async t => {
    const before = await readAll(`${samples}members.xlsx`, memberColumns)
    const path = await temporary(`a.${format}`)
    async function* pages(records: Record<string, unknown>[]) {
      yield records.map(one => valuesOf(one, memberColumns))
    }
    await pipeline(writeSheet(format, memberColumns, pages(before.values), options), createWriteStream(path))
    const after = await readAll(path, memberColumns)
    t.same(after.values, before.values)
  })
}

t.test('dates are real dates, digits are text, formulas are harmless', async t => {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load((await buffer(writeSheet('xlsx', columns, only(record), { title: '名册' }))).buffer as ArrayBuffer)
  const sheet = workbook.getWorksheet('名册')!
  t.equal(sheet.getCell('A2').value, "'=cmd|张三")
  t.equal(sheet.getCell('B2').numFmt, '@')
  t.same(sheet.getCell('E2').value, new Date(Date.UTC(1921, 6, 1)))
  t.equal(sheet.getCell('E2').numFmt, 'yyyy-mm-dd')
  t.equal(sheet.getCell('G2').value, -12.5)
  t.equal(sheet.views[0]!.state, 'frozen')
})

t.test('marks of XML, line breaks and spaces are kept; what XML cannot hold is left out', async t => {
  const path = await temporary('a.xlsx')
  const name = ' <b> & "\'\n二 行 '
  const sheet = writeSheet('xlsx', columns.slice(0, 2), only({ name, idNumber: 'a\u0000\u001b\uFFFFb' }, {}, { idNumber: '最后' }))
  await pipeline(sheet, createWriteStream(path))
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(path)
  const cells = workbook.worksheets[0]!
  t.equal(cells.getCell('A2').value, name)
  t.equal(cells.getCell('B2').value, 'ab')
  t.equal(cells.getCell('B4').value, '最后', 'a record without anything is a line all the same')
  t.equal(cells.rowCount, 4)
})

t.test('CSV begins with a byte order mark, unless it is GB18030, and keeps long digits from Excel', async t => {
  const utf8 = await buffer(writeSheet('csv', columns.slice(0, 3), only(record)))
  t.equal(utf8.toString(), "\uFEFF姓名,身份证号,党支部\r\n'=cmd|张三,33050219671107107X\t,织里镇党支部\r\n")
  const gb = await buffer(writeSheet('csv', columns.slice(0, 1), only(record), { encoding: 'gb18030' }))
  t.equal(iconv.decode(gb, 'gb18030'), "姓名\r\n'=cmd|张三\r\n")
})

t.test('a related record without a label is blank, and no rows make a header', async t => {
  async function* rows(...some: unknown[][]) {
    yield some
  }
  t.equal(String(await buffer(writeSheet('csv', columns.slice(2, 4), rows([null, '9'])))), '\uFEFF党支部,性别\r\n,9\r\n')
  t.equal(String(await buffer(writeSheet('csv', columns.slice(2, 4), rows()))), '\uFEFF党支部,性别\r\n')
})

for (const format of ['xlsx', 'csv'] as const) {
  t.test(`${format}: rows are not read ahead of a reader that waits, and end when it leaves`, async t => {
    let given = 0
    let ended = false
    async function* endless() {
      try {
        while (true) {
          given++
          yield [valuesOf({ name: randomBytes(500).toString('base64') })]
        }
      } finally {
        ended = true
      }
    }
    const stream = writeSheet(format, columns, endless())
    stream.read(0)
    await wait(1500)
    const before = given
    await wait(500)
    t.equal(given, before, `${given} rows were taken, no more are`)
    stream.destroy()
    await wait(300)
    t.equal(ended, true)
  })

  t.test(`${format}: an error of the rows is the error of the stream`, async t => {
    const failure = new Error('the database is gone')
    async function* failing() {
      yield [valuesOf(record)]
      throw failure
    }
    await t.rejects(buffer(writeSheet(format, columns, failing())), failure)
  })
}
