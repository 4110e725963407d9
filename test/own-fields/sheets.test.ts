import ExcelJS from 'exceljs'
import t from 'tap'
import { temporary } from '../spreadsheets/read-file.ts'
import type { Body } from '../support/client.ts'
import { newTenant } from '../support/new-tenant.ts'
import { revealed } from '../support/reveal.ts'
import { assetsPath, define, fieldsPath, startWithOwnFields } from './own-asset-fields.ts'

const platform = await startWithOwnFields(t)
const { admin, branch, fields, register } = platform
const organization = (await admin.get(`/core/organizations/${branch}`)).body
const member = (await admin.get('/members/members?page[size]=1')).body.data[0]
const idNumber = await revealed(admin, '/members/members', member.id, 'idNumber')
const headers = [
  '名称',
  '资产编号',
  '类别',
  '党组织名称',
  '购置价格',
  '购置日期',
  '供应商',
  '重量',
  '检验日期',
  '颜色',
  '是否租用',
  '维修人',
]
const declared = (number: string) => ['会议桌', number, '家具', organization.name, 1200, '2021-03-04']

async function sheet(lines: unknown[][], titles = headers): Promise<{ name: string; content: Uint8Array }> {
  const workbook = new ExcelJS.Workbook()
  workbook.addWorksheet('资产').addRows([titles, ...lines])
  return { name: '资产.xlsx', content: Buffer.from(await workbook.xlsx.writeBuffer()) }
}

async function read(bytes: Buffer): Promise<ExcelJS.Worksheet> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(await temporary('read.xlsx', bytes))
  return workbook.worksheets[0]!
}

const numbered = async (number: string) => (await admin.get(`${assetsPath}?filter[assetNumber][eq]=${number}`)).body.data[0]

t.test('the template has the fields in their order, with notes and choices', async t => {
  const page = await read((await admin.get(`${assetsPath}/template`)).bytes)
  const titles = (page.getRow(1).values as unknown[]).filter(title => title !== undefined)
  t.same(titles.slice(-6), ['供应商', '重量', '检验日期', '颜色', '是否租用', '维修人'])
  const column = titles.indexOf('颜色') + 1
  t.match(page.getRow(3).getCell(column).dataValidation, { type: 'list' })
  t.match(JSON.stringify(page.getRow(1).getCell(titles.indexOf('重量') + 1).note), /千克/)
})

t.test('a sheet brings them in, creating and changing, and leaves what its blank cells do not say', async t => {
  const line = [...declared('OW-0001'), '江北办公', '3.25', '2024.2.29', '红', '是', idNumber]
  t.match((await admin.import(assetsPath, await sheet([line]))).result, { created: 1, problemCount: 0 })
  const made = await numbered('OW-0001')
  const expected = { ownSupplier: '江北办公', ownWeight: 3.25, ownCheckedOn: '2024-02-29', ownColour: 'red', ownLeased: true }
  t.match(made, { ...expected, ownRepairer: { id: member.id } })
  const again = [...declared('OW-0001'), null, 4, null, 'blue', null, null]
  t.match((await admin.import(assetsPath, await sheet([again]))).result, { updated: 1, problemCount: 0 })
  t.match(await numbered('OW-0001'), { ...expected, ownWeight: 4, ownColour: 'blue', ownRepairer: { id: member.id } })
  t.match((await admin.import(assetsPath, await sheet([again]))).result, { updated: 0, unchanged: 1 })
})

t.test('wrong cells are told by line and title, and the line is not taken', async t => {
  const lines = [
    [...declared('OW-0101'), '长'.repeat(21), null, null, null, null, null],
    [...declared('OW-0102'), null, -1, null, null, null, null],
    [...declared('OW-0103'), null, null, '2023-02-29', null, null, null],
    [...declared('OW-0104'), null, null, null, '粉', null, null],
    [...declared('OW-0105'), null, null, null, null, '也许', null],
    [...declared('OW-0106'), null, null, null, null, null, '无此人'],
    [...declared('OW-0107'), null, 5, null, null, null, null],
  ]
  const { result } = await admin.import(assetsPath, await sheet(lines))
  t.match(result, { created: 1, refused: 6 })
  t.same(
    result.problems.map((problem: Body) => [problem.line, problem.field]),
    [
      [2, 'ownSupplier'],
      [3, 'ownWeight'],
      [4, 'ownCheckedOn'],
      [5, 'ownColour'],
      [6, 'ownLeased'],
      [7, 'ownRepairer'],
    ],
  )
  t.equal(await numbered('OW-0101'), undefined)
  t.match(await numbered('OW-0107'), { ownWeight: 5 })
})

t.test('an export has them, with titles of choices and labels of relations, and no formula in them', async t => {
  await register({
    assetNumber: 'OW-0201',
    ownSupplier: '=1+1',
    ownWeight: 0.5,
    ownColour: 'green',
    ownLeased: false,
    ownRepairer: member.id,
  })
  const query = 'filter[assetNumber][eq]=OW-0201&fields=assetNumber,ownSupplier,ownWeight,ownColour,ownLeased,ownRepairer'
  const csv = (await admin.get(`${assetsPath}/export?format=csv&${query}`)).bytes
    .toString('utf8')
    .replace('\uFEFF', '')
    .trim()
    .split(/\r?\n/)
  t.equal(csv[0], '资产编号,供应商,重量,颜色,是否租用,维修人')
  t.equal(csv[1], `OW-0201,'=1+1,0.5,绿,否,${member.name}`)
  const page = await read((await admin.get(`${assetsPath}/export?filter[assetNumber][eq]=OW-0201`)).bytes)
  t.ok(JSON.stringify(page.getRow(1).values).includes('检验日期'))
})

t.test('what is exported can be imported again as it is', async t => {
  const { bytes } = await admin.get(
    `${assetsPath}/export?filter[assetNumber][like]=OW-&fields=assetNumber,name,category,organizationId,purchasePrice,purchasedOn,ownWeight,ownColour,ownCheckedOn`,
  )
  const { result } = await admin.import(assetsPath, { name: '导出.xlsx', content: bytes })
  t.match(result, { created: 0, updated: 0, refused: 0 })
})

t.test('a required field is required of sheets as well', async t => {
  await admin.patch(`${fieldsPath}/${fields.get('ownSupplier').id}`, { required: true })
  const { result } = await admin.import(assetsPath, await sheet([[...declared('OW-0301'), null, 1, null, null, null, null]]))
  t.match(result, { created: 0, refused: 1, problems: [{ field: 'ownSupplier', code: 'no-own-supplier' }] })
  await admin.patch(`${fieldsPath}/${fields.get('ownSupplier').id}`, { required: false })
})

t.test('a field that is switched off has no column', async t => {
  await admin.patch(`${fieldsPath}/${fields.get('ownColour').id}`, { on: false })
  const page = await read((await admin.get(`${assetsPath}/template`)).bytes)
  t.notOk((page.getRow(1).values as unknown[]).includes('颜色'))
  const { result } = await admin.import(assetsPath, await sheet([[...declared('OW-0401'), null, 1, null, '红', null, null]]))
  t.match(result, { created: 1, problems: [{ code: 'unknown-column', level: 'warning' }] })
  await admin.patch(`${fieldsPath}/${fields.get('ownColour').id}`, { on: true })
  t.equal((await numbered('OW-0401')).ownColour, null)
})

t.test('a thousand lines with own fields come in by one import', async t => {
  const lines = Array.from({ length: 1000 }, (_, at) => [
    ...declared(`OX-${String(at).padStart(4, '0')}`),
    `供${at}`,
    at / 4,
    null,
    '绿',
    null,
    null,
  ])
  t.match((await admin.import(assetsPath, await sheet(lines))).result, { created: 1000, problemCount: 0 })
  t.equal((await admin.get(`${assetsPath}?filter[ownWeight][gte]=240&count=exact&page[size]=1`)).body.page.total, 40)
})

t.test('another tenant’s sheet does not know them', async t => {
  const other = await newTenant(platform, '中共河西县委员会')
  await define(other.admin, { title: '年检', kind: 'date' })
  const page = await read((await other.admin.get(`${assetsPath}/template`)).bytes)
  const titles = page.getRow(1).values as unknown[]
  t.ok(titles.includes('年检'))
  t.notOk(titles.includes('颜色'))
})
