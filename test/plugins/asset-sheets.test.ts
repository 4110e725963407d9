import ExcelJS from 'exceljs'
import t from 'tap'
import { entityOf } from '../../core/declarations/model.ts'
import { importColumns } from '../../core/imports/columns.ts'
import { readAll, temporary } from '../spreadsheets/read-file.ts'
import type { Body } from '../support/client.ts'
import { revealed } from '../support/reveal.ts'
import { assetsPath, startWithAssets } from './assets.ts'

const { admin, app, register, signIn, branch } = await startWithAssets(t)
const organization = (await admin.get(`/core/organizations/${branch}`)).body
const keeper = (await admin.get('/members/members?page[size]=1')).body.data[0]
const idNumber = await revealed(admin, '/members/members', keeper.id, 'idNumber')
const columns = importColumns(entityOf(app.platform.engine.model, 'assets/asset'))
const headers = ['名称', '资产编号', '类别', '党组织名称', '保管人', '购置价格', '购置日期', '使用年限', '车牌号']
const rows = [
  ['会议桌', 'ZC-1001', '家具', organization.name, idNumber, 1200.5, '2021-03-04', 10, null],
  ['宣讲车', 'ZC-1002', '车辆', organization.shortName, null, '¥90,000', '2022.9.1', '8', '浙E00001'],
  ['投影仪', 'ZC-1003', '设备', organization.name, null, 6000, new Date('2023-05-04'), null, null],
]

async function sheet(lines: unknown[][], titles = headers): Promise<{ name: string; content: Uint8Array }> {
  const workbook = new ExcelJS.Workbook()
  const page = workbook.addWorksheet('资产')
  page.addRows([titles, ...lines])
  return { name: '资产.xlsx', content: Buffer.from(await workbook.xlsx.writeBuffer()) }
}

async function read(bytes: Buffer): Promise<ExcelJS.Worksheet> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(await temporary('read.xlsx', bytes))
  return workbook.worksheets[0]!
}

const total = async () => (await admin.get(`${assetsPath}?count=exact&page[size]=1`)).body.page.total

t.test('the template asks for what a cell can hold, with choices, notes and an example', async t => {
  const { status, bytes, headers: sent } = await admin.get(`${assetsPath}/template`)
  t.equal(status, 200)
  t.match(decodeURIComponent(sent.get('content-disposition')!), /固定资产导入模板\.xlsx/)
  const page = await read(bytes)
  t.same(page.getRow(1).values, [
    undefined,
    '*名称',
    '*资产编号',
    '类别',
    '*党组织名称',
    '保管人',
    '*购置价格',
    '*购置日期',
    '使用年限',
    '车牌号',
    '是否在用',
    '备注',
  ])
  t.match(page.getCell('C3').dataValidation, { type: 'list' })
  t.match(JSON.stringify(page.getCell('B1').note), /两个大写字母/)
  t.equal(page.getCell('A2').value, '示例：投影仪')
  t.equal(page.getCell('B2').value, 'ZC-0001')
})

t.test('a template that is filled in is imported as it was meant', async t => {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(await temporary('template.xlsx', (await admin.get(`${assetsPath}/template`)).bytes))
  workbook.worksheets[0]!.getRow(3).values = ['书柜', 'ZC-2001', '家具', organization.name, null, 800, '2020-02-29', 4, null, '否', '靠窗']
  const content = Buffer.from(await workbook.xlsx.writeBuffer())
  const job = await admin.import(assetsPath, { name: '模板.xlsx', content })
  t.match(job, { state: 'done', result: { created: 1, refused: 0, problems: [] } })
  const { data } = (await admin.get(`${assetsPath}?filter[assetNumber][eq]=ZC-2001`)).body
  t.match(data[0], {
    name: '书柜',
    category: 'furniture',
    purchasePrice: 800,
    usefulYears: 4,
    annualDepreciation: 200,
    isInUse: false,
    remark: '靠窗',
  })
})

t.test('a dry run tells what would happen, and nothing does', async t => {
  const before = await total()
  const job = await admin.import(assetsPath, await sheet(rows), '?dryRun=true')
  t.match(job, { state: 'done', result: { dryRun: true, created: 3, updated: 0, refused: 0 } })
  t.equal(job.result.preview.length, 3)
  t.equal(await total(), before)
})

t.test('an import brings the rows with their relations, computed values and defaults; a second one changes nothing', async t => {
  const before = await total()
  const file = await sheet(rows)
  t.match((await admin.import(assetsPath, file)).result, { created: 3, updated: 0, unchanged: 0, refused: 0 })
  t.equal(await total(), before + 3)
  const { data } = (await admin.get(`${assetsPath}?filter[assetNumber][in]=ZC-1001,ZC-1002,ZC-1003&sort=assetNumber`)).body
  t.match(data, [
    { purchasePrice: 1200.5, annualDepreciation: 120.05, keeper: { id: keeper.id }, organization: { id: branch }, category: 'furniture' },
    { purchasePrice: 90_000, purchasedOn: '2022-09-01', usefulYears: 8, licencePlate: '浙E00001', organization: { id: branch } },
    { purchasedOn: '2023-05-04', usefulYears: 5, category: 'equipment', keeper: null, maintenanceCost: 0 },
  ])
  t.match((await admin.import(assetsPath, file)).result, { created: 0, updated: 0, unchanged: 3, refused: 0 })
  t.same(
    (await admin.get(`${assetsPath}?filter[assetNumber][in]=ZC-1001,ZC-1002,ZC-1003&sort=assetNumber`)).body.data.map(
      (one: Body) => one.version,
    ),
    [1, 1, 1],
  )
  const history = await admin.get(`${assetsPath}/${data[0].id}/history`)
  t.equal(history.body.data.length, 1)
})

t.test('a changed cell changes its record by the asset number, and leaves its sub-table and files alone', async t => {
  const asset = await register({ assetNumber: 'ZC-3001', maintenance: [{ doneOn: '2024-06-01', cost: 5, content: '换灯泡' }] })
  const line = ['新名', 'ZC-3001', '设备', organization.name, null, 7000]
  const job = await admin.import(assetsPath, await sheet([[...line, '2023-05-04', null]], headers.slice(0, 8)))
  t.match(job.result, { created: 0, updated: 1, refused: 0 })
  t.match((await admin.get(`${assetsPath}/${asset.id}`)).body, {
    name: '新名',
    purchasePrice: 7000,
    usefulYears: 5,
    annualDepreciation: 1400,
    maintenance: asset.maintenance,
    maintenanceCost: 5,
    version: 2,
  })
  const lacking = await admin.import(assetsPath, await sheet([line], headers.slice(0, 6)))
  t.match(lacking.result, { created: 0, updated: 0, problems: [{ code: 'missing-columns', message: /购置日期/ }] })
})

t.test('a wrong line is told with line, field and reason; the others come in', async t => {
  const before = await total()
  const job = await admin.import(
    assetsPath,
    await sheet([
      ['好的', 'ZC-4001', '设备', organization.name, null, 1, '2023-01-01', 5],
      ['坏编号', '4002', '设备', organization.name, null, 1, '2023-01-01', 5],
      ['坏类别', 'ZC-4003', '玩具', organization.name, null, 1, '2023-01-01', 5],
      ['坏日期', 'ZC-4004', '设备', organization.name, null, 1, '2023-02-30', 5],
      ['没有的组织', 'ZC-4005', '设备', '没有这个支部', null, 1, '2023-01-01', 5],
      ['没有车牌', 'ZC-4006', '车辆', organization.name, null, 1, '2023-01-01', 5],
      ['重复', 'ZC-4001', '设备', organization.name, null, 1, '2023-01-01', 5],
      ['没有的人', 'ZC-4008', '设备', organization.name, '没有这个人', 1, '2023-01-01', 5],
    ]),
  )
  t.match(job.result, { created: 1, refused: 7 })
  t.same(job.result.problems.map((one: Body) => [one.line, one.field, one.code]).sort(), [
    [3, 'assetNumber', 'bad-asset-number'],
    [4, 'category', 'bad-choice'],
    [5, 'purchasedOn', 'impossible-date'],
    [6, 'organizationId', 'unknown-organization'],
    [7, 'licencePlate', 'no-licence-plate'],
    [8, 'assetNumber', 'duplicate-asset-number'],
    [9, 'keeperId', 'unknown-keeper'],
  ])
  for (const problem of job.result.problems) t.match(problem.message, /\p{Script=Han}/u)
  t.equal(await total(), before + 1)
  const marked = await admin.get(`/core/files/${job.result.markedFileId}/content`)
  t.equal((await read(marked.bytes)).getCell('J1').value, '错误说明')
})

t.test('an export has what is filtered, by titles and labels, and its cells are understood again', async t => {
  const { bytes, status } = await admin.get(`${assetsPath}/export?filter[assetNumber][eq]=ZC-1001`)
  t.equal(status, 200)
  const page = await read(bytes)
  const titles = page.getRow(1).values as string[]
  const line = page.getRow(2).values as unknown[]
  const cell = (title: string) => line[titles.indexOf(title)]
  t.equal(page.actualRowCount, 2)
  t.equal(cell('类别'), '家具')
  t.equal(cell('党组织名称'), organization.name)
  t.equal(cell('保管人'), keeper.name)
  t.equal(cell('购置价格'), 1200.5)
  t.equal(cell('年折旧额'), 120.05)
  t.equal(typeof cell('已用年数'), 'number')
  t.equal(cell('是否在用'), '是')
  const again = await readAll(await temporary('export.xlsx', bytes), columns)
  t.match(again.values[0], {
    name: '会议桌',
    assetNumber: 'ZC-1001',
    category: 'furniture',
    purchasePrice: 1200.5,
    purchasedOn: '2021-03-04',
    usefulYears: 10,
  })
})

t.test('a csv export is UTF-8 with its mark, or GB18030 when asked', async t => {
  const query = 'format=csv&filter[assetNumber][eq]=ZC-1001&fields=name,assetNumber,purchasedOn'
  const { bytes } = await admin.get(`${assetsPath}/export?${query}`)
  t.equal(bytes.toString('utf8').replaceAll('\r\n', '\n').trim(), '\uFEFF名称,资产编号,购置日期\n会议桌,ZC-1001,2021-03-04'.trim())
  const old = await admin.get(`${assetsPath}/export?${query}&encoding=gb18030`)
  t.equal(new TextDecoder('gb18030').decode(old.bytes).replaceAll('\r\n', '\n').trim(), '名称,资产编号,购置日期\n会议桌,ZC-1001,2021-03-04')
})

t.test('who may not import does not, and an export has no field that he may not see', async t => {
  const secretary = await signIn('secretary')
  t.equal((await secretary.upload(`${assetsPath}/import`, await sheet(rows))).status, 403)
  t.equal((await secretary.get(`${assetsPath}/export?format=csv`)).status, 200)
  const member = await signIn('member')
  t.equal((await member.get(`${assetsPath}/export?format=csv`)).status, 403)
})
