import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import type { Page } from 'playwright-core'
import t from 'tap'
import { openBrowser, signInAt, visit } from '../support/browser.ts'
import { newTenant } from '../support/new-tenant.ts'
import { startPlatform } from '../support/platform.ts'

const data = join(import.meta.dirname, '../data')

const choose = (page: Page, file: string | { name: string; mimeType: string; buffer: Buffer }) =>
  page.locator('input[type=file]').setInputFiles(file)

t.test('spreadsheets are imported in the browser', async t => {
  const platform = await startPlatform(t)
  const { admin, code, password } = await newTenant(platform, '中共湖州市委员会')
  await admin.import('/core/organizations', join(data, 'organizations.xlsx'))
  const visitor = await visit(await openBrowser(t), platform.url)
  const page = await signInAt(visitor, 'chief', { tenant: code, password })
  const dialog = page.getByRole('dialog')
  const members = async () => (await admin.get('/members/members?count=exact&page[size]=1')).body.page.total as number

  async function openImport(menu: string): Promise<void> {
    await page.getByRole('link', { name: menu }).first().click()
    // An empty list offers it once more.
    await page.getByRole('button', { name: '导入' }).first().click()
    await dialog.waitFor()
  }

  t.test('a dirty one is checked first, tells what is wrong line by line, and gives the marked copy', async t => {
    const before = await members()
    await openImport('党员信息')
    await choose(page, join(data, 'members-dirty.xlsx'))
    await dialog.getByText('有误，不导入').waitFor()
    t.equal(await members(), before, 'nothing is written by a check')
    const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('link', { name: '下载错误标注' }).click()])
    const marked = new ExcelJS.Workbook()
    await marked.xlsx.load(readFileSync(await download.path()).buffer as ArrayBuffer)
    const explained = marked.worksheets[0]!.getSheetValues().flatMap(row => (row as unknown[] | undefined) ?? [])
    t.ok(explained.includes('错误说明'), 'with a column that explains')
    const writes = dialog.getByRole('button', { name: /^导入 .* 条$/ })
    const count = Number(/\d+/.exec((await writes.textContent())!.replaceAll(',', ''))![0])
    await writes.click()
    await dialog.getByText('部分行有误未导入').waitFor()
    t.equal(await members(), before + count, 'the good lines are written, all of them')
    await dialog.getByRole('button', { name: '完成' }).click()
    await dialog.waitFor({ state: 'hidden' })
  })

  t.test('headers that differ are matched by hand, and remembered for the next file', async t => {
    const [top] = (await admin.get('/core/organizations/tree')).body.data
    const file = (title: string) => ({
      name: '奖惩.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`unit,prize,kind,on\n${top.name},${title},荣誉,2021-07-01\n`),
    })
    await openImport('组织奖惩管理')
    await choose(page, file('先进甲'))
    await dialog.getByText('请指明各列是什么').waitFor()
    for (const [header, field] of [
      ['unit', '党组织'],
      ['prize', '名称'],
      ['kind', '类别'],
      ['on', '日期'],
    ]) {
      await dialog.getByRole('combobox', { name: `“${header}”对应的栏目` }).focus()
      await page.keyboard.type(field!)
      await page.keyboard.press('Enter')
    }
    await dialog.getByRole('button', { name: '按此重新检查' }).click()
    await dialog.getByRole('button', { name: '导入 1 条' }).click()
    await dialog.getByText('导入完成').waitFor()
    await dialog.getByRole('button', { name: '再导入一个文件' }).click()
    await choose(page, file('先进乙'))
    await dialog.getByRole('button', { name: '导入 1 条' }).click()
    await dialog.getByText('导入完成').waitFor()
    await dialog.getByRole('button', { name: '完成' }).click()
    const { body } = await admin.get('/honors/organization-honors?filter[title][like]=先进&filter[awardedOn][eq]=2021-07-01&page[size]=50')
    const titles = body.data.map((honor: { title: string }) => honor.title)
    t.ok(titles.includes('先进甲') && titles.includes('先进乙'))
  })

  t.test('an import goes on when the page is left, and is found again among one’s jobs', async t => {
    await openImport('党员信息')
    await choose(page, join(data, 'members-dirty.xlsx'))
    await dialog
      .getByRole('button', { name: 'Close' })
      .or(dialog.getByRole('button', { name: '关闭' }))
      .click()
    await page.getByRole('link', { name: '组织架构' }).click()
    await page.getByRole('button', { name: /^我的任务/ }).click()
    await page.getByText('检查完毕').first().waitFor()
    t.ok((await page.getByRole('link', { name: '下载错误标注' }).count()) > 0)
    await page.keyboard.press('Escape')
  })

  t.test('a file that is no spreadsheet is refused in words', async t => {
    await openImport('党员信息')
    await choose(page, { name: 'x.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from('no spreadsheet at all') })
    await dialog.getByText('没有导入').waitFor()
    t.ok(((await dialog.locator('.ant-result-subtitle').textContent()) ?? '').length > 5)
  })

  t.same(visitor.complaints, [])
})
