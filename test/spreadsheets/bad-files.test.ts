import { readFileSync } from 'node:fs'
import t from 'tap'
import type { SheetLimits } from '../../core/spreadsheets/column.ts'
import { closeSpreadsheetPool } from '../../core/spreadsheets/pool.ts'
import { makeZip, textRow, workbookParts } from './make-zip.ts'
import { codeOf, readAll, samples, temporary } from './read-file.ts'
import { column, memberColumns } from './sample-columns.ts'

t.after(closeSpreadsheetPool)

const columns = [column('name', '姓名', 'text')]
const compoundFile = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2048)])

async function refusal(name: string, content: string | Buffer, limits?: Partial<SheetLimits>) {
  return await codeOf(readAll(await temporary(name, content), columns, limits))
}

const workbook = (rows: string, before = '') => workbookParts({ rows, before })
const rows = textRow(1, ['姓名']) + textRow(2, ['张三'])

t.test('an encrypted workbook and an old .xls are told apart, whatever their names', async t => {
  const encrypted = Buffer.concat([compoundFile, Buffer.from('EncryptedPackage', 'utf16le'), Buffer.alloc(512)])
  t.equal(await refusal('a.xlsx', encrypted), 'spreadsheet.encrypted')
  t.equal(await refusal('a.xlsx', Buffer.concat([compoundFile, Buffer.alloc(4_000_000), encrypted])), 'spreadsheet.encrypted')
  t.equal(await refusal('a.xls', Buffer.concat([compoundFile, Buffer.from('Workbook', 'utf16le')])), 'spreadsheet.old-format')
  t.equal(await refusal('a.xls', '<html><table><tr><td>姓名</td></tr></table></html>'), 'spreadsheet.old-format')
  t.equal(await refusal('a.xlsb', makeZip({ 'xl/workbook.bin': 'x' })), 'spreadsheet.old-format')
})

t.test('a truncated or damaged file is broken, wherever it was cut', async t => {
  const whole = readFileSync(`${samples}members-dirty.xlsx`)
  for (const bytes of [3, 100, 50_000, whole.length - 10]) {
    t.equal(
      await codeOf(readAll(await temporary('a.xlsx', whole.subarray(0, bytes)), memberColumns)),
      'spreadsheet.broken',
      `${bytes} bytes`,
    )
  }
  const damaged = Buffer.from(whole)
  damaged.fill(0xaa, 60_000, 61_000)
  t.equal(await codeOf(readAll(await temporary('a.xlsx', damaged), memberColumns)), 'spreadsheet.broken')
  t.equal(await refusal('a.xlsx', makeZip({ 'a.txt': 'x' })), 'spreadsheet.broken')
  t.equal(await refusal('a.xlsx', makeZip(workbook('<row><c></row>'))), 'spreadsheet.broken')
  t.equal(await refusal('a.png', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\r')), 'spreadsheet.broken')
  t.equal(await refusal('a.csv', '姓名\n"张三\n李四\n'), 'spreadsheet.broken', 'a quote that never closes')
})

t.test('a document type is refused before its entities are', async t => {
  const before = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
  t.equal(await refusal('a.xlsx', makeZip(workbook(rows, before))), 'spreadsheet.broken')
})

t.test('a zip bomb is refused by its directory, and one that lies when it says too much', async t => {
  const bomb = { ...workbook(rows), 'xl/media/a.bin': Buffer.alloc(64 * 1024 * 1024) }
  t.equal(await refusal('a.xlsx', makeZip(bomb)), 'spreadsheet.zip-bomb')
  const long = workbook(rows + '<row/>'.repeat(1_000_000))
  t.equal(await refusal('a.xlsx', makeZip(long, { 'xl/worksheets/sheet1.xml': 500 })), 'spreadsheet.broken')
  t.equal(await refusal('a.xlsx', makeZip(long), { bytes: 1_000_000 }), 'spreadsheet.too-large')
})

t.test('too many columns or rows are too large; blank ones are not counted', async t => {
  const wide = Array.from({ length: 1000 }, (_, index) => `列${index}`)
  t.equal(await refusal('a.xlsx', makeZip(workbook(textRow(1, ['姓名', ...wide])))), 'spreadsheet.too-large')
  t.equal(await refusal('a.csv', `${['姓名', ...wide].join(',')}\n张三\n`), 'spreadsheet.too-large')
  t.equal(await refusal('a.csv', `姓名${','.repeat(1000)}\n张三\n`), 'no error')
  t.equal(await refusal('a.xlsx', makeZip(workbook(`${rows}<row r="3"><c r="XFD3" s="1"/></row>`))), 'no error')
  t.equal(await refusal('a.csv', '姓名\n甲\n乙\n丙\n', { rows: 2 }), 'spreadsheet.too-large')
  t.equal(await refusal('a.csv', '姓名\n甲\n\n\n乙\n', { rows: 2 }), 'no error')
})

t.test('no header names the headers expected; nothing to read is empty', async t => {
  await t.rejects(readAll(await temporary('a.csv', 'a,b\n1,2\n'), columns), {
    code: 'spreadsheet.no-header',
    message: '没有找到表头。前 20 行里应有一行栏目名称：姓名。',
  })
  t.equal(await refusal('a.csv', ''), 'spreadsheet.empty')
  t.equal(await refusal('a.csv', '\n\n,,\n'), 'spreadsheet.empty')
  t.equal(await refusal('a.csv', '姓名\n'), 'spreadsheet.empty')
  t.equal(await refusal('a.xlsx', makeZip(workbook(''))), 'spreadsheet.empty')
})
