import type { Locator, Page } from 'playwright-core'
import t from 'tap'
import { openBrowser, signInAt, visit } from '../support/browser.ts'
import { startWithTransfers } from './transfers.ts'

const platform = await startWithTransfers(t)
const { admin, from, ask, act, find } = platform
const browser = await openBrowser(t)

const dialog = (page: Page): Locator => page.getByRole('dialog')
const bar = (page: Page): Locator => page.getByRole('region', { name: '办理', exact: true })

async function at(who: string) {
  const visitor = await visit(browser, platform.url)
  return { ...visitor, page: await signInAt(visitor, who) }
}

t.test('a committee issues a letter, prints it on one sheet, and the receiving one declines with its reason', async t => {
  const { id, name } = await ask({ destination: '望潮社区党支部' })
  await act(from.secretary, id, 'submit')
  await act(from.secretary, id, 'approve')

  const sending = await at('from-chief')
  const { page } = sending
  await page.goto(`/admin/m/transfers.transfers/${id}`)
  await bar(page).getByRole('button', { name: '同意并开具介绍信' }).click()
  await dialog(page).getByLabel('有效期（天）').fill('30')
  await dialog(page).getByLabel('党费交至').fill('2026-06')
  await dialog(page).getByRole('button', { name: '同意并开具介绍信' }).click()
  await bar(page).getByText('在途').waitFor()
  const letter = await find(id)
  t.match(letter, { state: 'transit', validDays: 30, duesFrom: '2026-07' })

  await page.getByRole('button', { name: '打印介绍信' }).click()
  await page.getByRole('heading', { name: '中国共产党党员组织关系介绍信存根' }).waitFor()
  await page.getByText('有效期三十天').waitFor()
  t.equal(await page.getByText(letter.number).count(), 3, 'stub, letter and receipt bear its number')
  t.equal(await page.getByText('二〇二六年六月').count(), 1)
  await page.getByRole('button', { name: '填入身份证号' }).click()
  await page.getByText(/\d{17}[\dX]/).waitFor()
  const { body } = await admin.get(`/core/audit-entries?filter[recordId][eq]=${letter.member.id}&filter[action][eq]=reveal`)
  t.equal(body.data.length, 1, 'and that is in the log')
  const sheet = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  t.equal(sheet.match(/\/Type\s*\/Page\b(?!s)/g)?.length, 1, 'it is one sheet of paper')

  const receiving = await at('to-chief')
  await receiving.page.goto(`/admin/m/transfers.transfers/${id}`)
  await receiving.page.getByRole('heading', { name }).waitFor()
  await bar(receiving.page).getByRole('button', { name: '不予接收' }).click()
  await dialog(receiving.page).getByLabel('理由').fill('不在本辖区居住')
  await dialog(receiving.page).getByRole('button', { name: '不予接收' }).click()
  await bar(receiving.page).getByText('已退回').waitFor()
  t.equal((await find(id)).state, 'returned')
  for (const visitor of [sending, receiving]) t.same(visitor.complaints, [])
})
