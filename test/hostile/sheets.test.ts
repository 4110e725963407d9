import ExcelJS from 'exceljs'
import t from 'tap'
import { define } from '../own-fields/own-asset-fields.ts'
import { assetsPath, startWithAssets } from '../plugins/assets.ts'
import { makeZip, textRow, workbookParts } from '../spreadsheets/make-zip.ts'
import { temporary } from '../spreadsheets/read-file.ts'
import type { Body } from '../support/client.ts'

const { admin, register, branch } = await startWithAssets(t)
const organization = (await admin.get(`/core/organizations/${branch}`)).body
const headers = ['名称', '资产编号', '类别', '党组织名称', '购置价格', '购置日期', '使用年限']
const line = (name: string, number: string) => [name, number, '设备', organization.name, '1', '2023-01-01', '5']
const head = textRow(1, headers)
const shared = (at: number) => `<c t="s"><v>${at}</v></c>`
const million = 1_000_000
/** A million of them, of which no two are alike: what repeats itself would be a zip bomb. */
const unlike = (one: (at: number) => string) =>
  Array.from({ length: million }, (_, at) => one((at * 2_654_435_761) % 4_294_967_296)).join('')

/** So much more memory than before the process may hold, whatever is sent. The sheets would unpack to many times that. */
const bearable = 1_200 * 1_048_576

type Case = { name?: string; content(): Buffer | string; says: RegExp }

const xlsx = (rows: string, more: Record<string, string | Buffer> = {}) => makeZip({ ...workbookParts({ rows }), ...more })
const tooLarge = /表格太大/
const broken = /文件已损坏/

const refused: Record<string, Case> = {
  'a zip bomb': { content: () => xlsx(head, { 'xl/media/a.bin': Buffer.alloc(64 * 1_048_576) }), says: /压缩比异常/ },
  'a zip bomb within its only sheet': { content: () => xlsx(head + ' '.repeat(48 * 1_048_576)), says: /压缩比异常/ },
  'a zip of very many parts': {
    content: () => xlsx(head, Object.fromEntries(Array.from({ length: 6_000 }, (_, at) => [`xl/p${at}.xml`, '']))),
    says: tooLarge,
  },
  'a truncated workbook': { content: () => xlsx(head + textRow(2, line('甲', 'ZC-9001'))).subarray(0, 900), says: broken },
  'an encrypted workbook': {
    content: () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2_048), Buffer.from('EncryptedPackage', 'utf16le')]),
    says: /密码/,
  },
  'an old .xls': {
    name: 'a.xls',
    content: () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4_096)]),
    says: /旧格式/,
  },
  'a million columns': { content: () => xlsx(`<row r="1">${unlike(at => `<c><v>${at}</v></c>`)}</row>`), says: tooLarge },
  'a million formulas': { content: () => xlsx(head + unlike(at => `<row><c><f>A1*${at}</f></c></row>`)), says: tooLarge },
  'a text in every cell that is as long as a book': {
    content: () => {
      const strings = `<si><t>${'党'.repeat(2_000_000)}</t></si>`
      return makeZip(workbookParts({ rows: head + `<row>${shared(0).repeat(7)}</row>`.repeat(20_000), strings }))
    },
    says: tooLarge,
  },
  'an external entity': {
    content: () => makeZip(workbookParts({ rows: head, before: '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>' })),
    says: broken,
  },
  'entities that multiply': {
    content: () => {
      const laughs = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join('')
      return xlsx(head, { 'xl/sharedStrings.xml': `<sst/>`, 'xl/styles.xml': `<!DOCTYPE a [<!ENTITY l0 "x">${laughs}]><a>&l9;</a>` })
    },
    says: broken,
  },
  'a csv of a million columns': {
    name: 'a.csv',
    content: () => `${headers.join(',')}${',x'.repeat(million)}\n`,
    says: /表格太大|文件已损坏/,
  },
  'a csv of one line of a hundred megabytes': { name: 'a.csv', content: () => Buffer.alloc(100 * 1_048_576, 'x'), says: broken },
}

const read: Record<string, () => Buffer> = {
  'macros, which nobody runs': () => xlsx(head + textRow(2, line('宏', 'ZC-8001')), { 'xl/vbaProject.bin': Buffer.alloc(5_000, 1) }),
  'a dimension that is not true, and columns without end': () => {
    const parts = workbookParts({ rows: head + textRow(2, line('界', 'ZC-8002')) })
    const sheet = parts['xl/worksheets/sheet1.xml']!
    const claims = '<dimension ref="A1:XFD1048576"/><cols><col min="1" max="999999999" width="9"/></cols><sheetData>'
    return makeZip({ ...parts, 'xl/worksheets/sheet1.xml': sheet.replace('<sheetData>', claims) })
  },
  'a hundred thousand merged ranges': () => {
    const parts = workbookParts({ rows: head + textRow(2, line('并', 'ZC-8003')) })
    const merged = `</sheetData><mergeCells>${'<mergeCell ref="A1:XFD1048576"/>'.repeat(100_000)}</mergeCells>`
    return makeZip({ ...parts, 'xl/worksheets/sheet1.xml': parts['xl/worksheets/sheet1.xml']!.replace('</sheetData>', merged) })
  },
  'styles nested a hundred thousand deep': () =>
    xlsx(head + textRow(2, line('深', 'ZC-8004')), { 'xl/styles.xml': `${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}` }),
}

const before = process.memoryUsage().rss
let highest = before
const watching = setInterval(() => {
  highest = Math.max(highest, process.memoryUsage().rss)
}, 20)
t.teardown(() => clearInterval(watching))

for (const [what, { name = 'a.xlsx', content, says }] of Object.entries(refused))
  t.test(`${what}: refused in words, and nothing is stored`, async t => {
    const job = await admin.import(assetsPath, { name, content: Buffer.from(content()) })
    t.equal(job.state, 'failed')
    t.match(job.error, says)
  })

for (const [what, content] of Object.entries(read))
  t.test(`${what}: read for its one row`, async t => {
    t.match(await admin.import(assetsPath, { name: 'a.xlsx', content: content() }), { state: 'done', result: { created: 1, refused: 0 } })
  })

t.test('after all of them the server has taken a bearable share of memory', async t => {
  t.ok(highest - before < bearable, `${Math.round((highest - before) / 1_048_576)} MiB more`)
})

const formulas = ["=cmd|'/c calc'!A0", '+1+1', '-1-1', '@SUM(A1)', '\t=1', '=HYPERLINK("http://x")', "'=1", '＝1+1']
/** What an input keeps of a text: white space around it goes. */
const kept = formulas.map(text => text.trim())

t.test('what would be a formula is text in every export, and is itself again when it comes back', async t => {
  await define(admin, {
    name: 'ownSource',
    title: '来源',
    kind: 'choice',
    options: [
      { code: 'sum', title: '=SUM(1)' },
      { code: 'at', title: '@at' },
    ],
  })
  const ids: string[] = []
  for (const [at, text] of formulas.entries())
    ids.push((await register({ name: text, remark: text, assetNumber: `GS-${1000 + at}`, ownSource: at % 2 ? 'at' : 'sum' })).id)
  const query = 'filter[assetNumber][between]=GS-1000,GS-1999'
  for (const format of ['xlsx', 'csv']) {
    const { bytes, status } = await admin.get(`${assetsPath}/export?${query}&format=${format}`)
    t.equal(status, 200)
    for (const cell of format === 'xlsx' ? await cellsOf(bytes) : csvCells(bytes)) t.notMatch(cell, /^[=+\-@\t\r＝]/, `${format}: ${cell}`)
    const stored = await Promise.all(ids.map(async id => (await admin.get(`${assetsPath}/${id}`)).body))
    const back = await admin.import(assetsPath, { name: `a.${format}`, content: bytes })
    t.match(back, { state: 'done', result: { refused: 0 } })
    const after = await Promise.all(ids.map(async id => (await admin.get(`${assetsPath}/${id}`)).body))
    for (const [at, { name, remark, ownSource }] of after.entries()) {
      t.same([name, remark, ownSource], [stored[at].name, stored[at].remark, stored[at].ownSource], `${format}: ${name}`)
      t.equal(name.trim(), kept[at])
    }
  }
})

t.test('the copy that marks mistakes has no formula either', async t => {
  const rows = formulas.map((text, at) =>
    textRow(at + 2, [...line(text.replaceAll('"', '&quot;'), '坏编号').slice(0, 6), text.replaceAll('"', '&quot;')]),
  )
  const job = await admin.import(assetsPath, { name: 'a.xlsx', content: xlsx(head + rows.join('')) })
  t.match(job, { state: 'done', result: { created: 0, refused: formulas.length } })
  const marked = await admin.get(`/core/files/${job.result.markedFileId}/content`)
  t.ok((await cellsOf(marked.bytes)).length > formulas.length)
})

t.test('nor has the template, whatever the choices of a tenant’s own field are called', async t => {
  for (const cell of await cellsOf((await admin.get(`${assetsPath}/template`)).bytes)) t.notMatch(cell, /^[=+@]/, cell)
})

/** The texts of a workbook; a formula among them is an error. */
async function cellsOf(bytes: Buffer): Promise<string[]> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(await temporary('read.xlsx', bytes))
  const found: string[] = []
  for (const sheet of workbook.worksheets)
    sheet.eachRow(row =>
      row.eachCell(cell => {
        if (cell.type === ExcelJS.ValueType.Formula) throw new Error(`a formula: ${cell.formula}`)
        if (typeof cell.value === 'string') found.push(cell.value)
      }),
    )
  return found
}

function csvCells(bytes: Buffer): Body[] {
  return bytes
    .toString('utf8')
    .replace('\uFEFF', '')
    .split(/[,\r\n]+/)
    .map(cell => cell.replace(/^"|"$/g, ''))
    .filter(cell => !/^-?[\d.]*$/.test(cell))
}
