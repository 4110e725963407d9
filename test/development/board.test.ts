import t from 'tap'
import { openBrowser, signInAt, visit } from '../support/browser.ts'
import { developments, startDevelopment, today } from './course.ts'

const platform = await startDevelopment(t)
const { admin, apply, reach } = platform
const browser = await openBrowser(t)

t.test('from the board a secretary opens someone, makes his next step, and finds him at the one after it', async t => {
  const { id, name } = await apply()
  await reach(id, 'assignment')
  const visitor = await visit(browser, platform.url)
  const page = await signInAt(visitor, 'dev-secretary')
  await page.goto('/admin/m/development.development-board')
  await page
    .getByRole('region', { name: '预备党员转正' })
    .getByRole('link', { name: new RegExp(`${name}.*第 19 步`) })
    .click()
  const bar = page.getByRole('region', { name: '办理', exact: true })
  await bar.getByRole('button', { name: '登记编入' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('编入支部日期').fill(today)
  await page.keyboard.press('Tab')
  await dialog.getByRole('button', { name: '登记编入' }).click()
  await bar.getByText('入党宣誓').waitFor()
  t.match((await admin.get(`${developments}/${id}`)).body, { state: 'oath', assignedOn: today })
  await page.goto('/admin/m/development.development-board')
  await page.getByRole('link', { name: new RegExp(`${name}.*第 20 步 入党宣誓`) }).waitFor()
  t.same(visitor.complaints, [])
})

t.test('the calendar tells on which day a step has to be done, on a phone too', async t => {
  const { id, name } = await apply()
  await reach(id, 'talk')
  for (const width of [1280, 390]) {
    const visitor = await visit(browser, platform.url, { width })
    const page = await signInAt(visitor, 'dev-secretary')
    await page.goto('/admin/m/development.development-board')
    await page.getByRole('region', { name: '申请入党' }).getByText(name).waitFor()
    t.equal(await page.getByRole('region', { name: '发展对象' }).count(), width === 390 ? 0 : 1, 'on a phone one stage at a time')
    await page.getByText('日历', { exact: true }).click()
    await page.getByRole('button', { name: '下个月' }).click()
    await page.getByRole('link', { name: `${name}：党组织派人谈话` }).waitFor()
    t.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0)
    t.same(visitor.complaints, [])
  }
})
