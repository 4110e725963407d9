import type { Locator, Page } from 'playwright-core'

export async function openList(page: Page, menu: string, query = ''): Promise<void> {
  await page.goto(`/admin/m/${menu}${query}`)
  await rowsOf(page).first().waitFor()
}

/** The rows of records: antd draws rows of its own for the head and for measuring. */
export function rowsOf(page: Page): Locator {
  return page.locator('tr.ant-table-row')
}

const links = 'tr.ant-table-row .list-name'

/** The names in the list, once they are the expected ones or patience has run out. */
export function listedNames(page: Page, expected: string[]): Promise<string[]> {
  return once(page, expected, () => page.locator(links).allTextContents())
}

/** The same of ids. */
export function listedIds(page: Page, expected: string[]): Promise<string[]> {
  return once(page, expected, () =>
    page.locator(links).evaluateAll(found => found.map(link => link.getAttribute('href')?.split('/').at(-1) ?? '')),
  )
}

async function once(page: Page, expected: string[], look: () => Promise<string[]>): Promise<string[]> {
  for (let tries = 0; tries < 100; tries++) {
    const now = await look()
    if (JSON.stringify(now) === JSON.stringify(expected)) return now
    await page.waitForTimeout(100)
  }
  return look()
}

export async function pickDay(page: Page, day: string): Promise<void> {
  const box = page.locator('.list-condition input[placeholder*=日期]').first()
  await box.fill(day)
  await page.locator(`.ant-picker-dropdown:visible td[title="${day}"]`).click()
}

/** Finds an organization by its name. */
export async function pickOrganization(page: Page, label: string, name: string): Promise<void> {
  const box = page.getByRole('combobox', { name: label, exact: true })
  await page.locator('.ant-select', { has: box }).click()
  await box.fill(name)
  const found = page.locator('.ant-select-tree-node-content-wrapper', { hasText: name }).first()
  await found.click()
}
