import type { Locator, Page } from 'playwright-core'

/** Picks an option by its words, as someone who types it. `within` is the page, or the dialog that the box stands in. */
export async function choose(page: Page, label: string, option: string, within: Page | Locator = page): Promise<void> {
  const box = within.getByRole('combobox', { name: label, exact: true })
  await within.locator('.ant-select', { has: box }).click()
  if (await box.isEditable()) await box.fill(option)
  const list = page.locator('.ant-select-dropdown:visible')
  await list.getByTitle(option, { exact: true }).first().click()
  // Where several can be chosen, the list stays.
  if ((await box.getAttribute('aria-expanded')) === 'true') await box.blur()
  await list.waitFor({ state: 'hidden' })
  await settled(page)
}

/** A box that was just chosen from takes the focus back a moment later; who opens the next one before that sees it close again. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(() => new Promise(done => setTimeout(done)))
}
