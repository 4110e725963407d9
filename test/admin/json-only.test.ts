import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import t from 'tap'
import { openBrowser, signInAt, visit } from '../support/browser.ts'
import { choose } from '../support/choose.ts'
import { startPlatform } from '../support/platform.ts'
import { listedNames, openList } from './list-steps.ts'

/** A feature as somebody would write it: four files of JSON. */
function visitsPlugin(): string {
  const folder = mkdtempSync(join(process.env['TEST_FOLDER']!, 'plugins-'))
  const plugin = join(folder, 'visits')
  mkdirSync(join(plugin, 'entities'), { recursive: true })
  const write = (file: string, content: object) => writeFileSync(join(plugin, file), JSON.stringify(content))
  write('plugin.json', { name: 'visits', title: '走访慰问', description: '走访困难党员', version: '1.0.0' })
  write('menus.json', { desktop: [{ key: 'visits', title: '走访慰问', group: '党内关怀', entity: 'visit', order: 10 }] })
  write('roles.json', { 'tenant-admin': { visit: { actions: ['*'], scope: 'tenant' } } })
  write('entities/visit.json', {
    title: '走访',
    type: 'object',
    required: ['organizationId', 'name', 'heldOn'],
    'x-label': 'name',
    'x-sort': '-heldOn',
    properties: {
      organizationId: { title: '党组织', 'x-relation': 'core/organization' },
      name: { title: '事由', type: 'string', maxLength: 100, 'x-search': 'pinyin' },
      heldOn: { title: '走访日期', type: 'string', format: 'date' },
      kind: {
        title: '方式',
        type: 'string',
        oneOf: [
          { const: 'home', title: '上门' },
          { const: 'call', title: '电话' },
        ],
        default: 'home',
      },
      yuan: { title: '慰问金（元）', type: 'integer', minimum: 0, maximum: 10_000, 'x-visible': "kind == 'home'" },
    },
  })
  return folder
}

t.test('a folder of JSON is a whole feature in the browser, without a page written for it', async t => {
  const platform = await startPlatform(t, { plugins: [visitsPlugin()] })
  const admin = await platform.signIn('admin')
  const [top] = (await admin.get('/core/organizations/tree')).body.data
  const visitor = await visit(await openBrowser(t), platform.url)
  const page = await signInAt(visitor, 'admin')
  const field = (label: string) => page.getByLabel(label, { exact: true })
  const visits = async (query = '') => (await admin.get(`/visits/visits?${query}`)).body.data

  t.test('the empty list says so, and leads to the form', async t => {
    await page.getByRole('link', { name: '走访慰问' }).click()
    await page.getByText('还没有走访').waitFor()
    await page.getByRole('button', { name: '新增走访' }).first().click()
    await field('事由').fill('春节走访')
    await field('党组织').fill(top.name)
    await page.locator('.picker-found').first().waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await field('走访日期').fill('2025-01-20')
    await page.keyboard.press('Tab')
    await field('慰问金（元）').fill('500')
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.getByRole('heading', { name: '春节走访' }).waitFor()
    t.match(await visits(), [{ name: '春节走访', heldOn: '2025-01-20', kind: 'home', yuan: 500, organization: { id: top.id } }])
  })

  t.test('it is edited, and what is not asked for any more is emptied', async t => {
    await page.getByRole('button', { name: '修改' }).click()
    await field('方式').fill('电话')
    await field('方式').press('Enter')
    await field('慰问金（元）').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.getByText('已保存').waitFor()
    t.match(await visits(), [{ kind: 'call', yuan: null }])
  })

  t.test('more are imported', async t => {
    await openList(page, 'visits.visits')
    await page.getByRole('button', { name: '导入' }).click()
    const dialog = page.getByRole('dialog')
    const lines = [
      '党组织,事由,走访日期,方式,慰问金（元）',
      `${top.name},七一慰问,2025-07-01,上门,300`,
      `${top.name},重阳慰问,2025-10-29,上门,200`,
    ]
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: '走访.csv', mimeType: 'text/csv', buffer: Buffer.from(`${lines.join('\n')}\n`) })
    await dialog.getByRole('button', { name: '导入 2 条' }).click()
    await dialog.getByText('导入完成').waitFor()
    await dialog.getByRole('button', { name: '完成' }).click()
    const expected = ['重阳慰问', '七一慰问', '春节走访']
    t.same(await listedNames(page, expected), expected, 'the list has them, newest first')
  })

  t.test('it is filtered and searched', async t => {
    await page.getByLabel('快速查找').fill('qyww')
    t.same(await listedNames(page, ['七一慰问']), ['七一慰问'])
    await openList(page, 'visits.visits')
    await page.getByRole('button', { name: /筛选$/ }).click()
    await choose(page, '字段', '方式')
    await choose(page, '条件内容', '电话')
    await page.getByRole('button', { name: '添加条件' }).click()
    t.same(await listedNames(page, ['春节走访']), ['春节走访'])
  })

  t.test('what is filtered is exported', async t => {
    await page.getByRole('button', { name: '导出' }).click()
    const dialog = page.getByRole('dialog')
    const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: /导出|下载/ }).click()])
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(readFileSync(await download.path()).buffer as ArrayBuffer)
    const cells = workbook.worksheets[0]!.getSheetValues().flatMap(row => (row as unknown[] | undefined) ?? [])
    t.ok(cells.includes('春节走访') && !cells.includes('七一慰问'))
  })

  t.same(visitor.complaints, [])
})
