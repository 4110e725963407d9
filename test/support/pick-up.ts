import type { Page } from 'playwright-core'

/** Picks up what has the focus, to be moved by the arrow keys: they are listened to, and the places of the others known, a moment after it is announced. */
export async function pickUp(page: Page, announcement: string): Promise<void> {
  await page.keyboard.press('Space')
  await page.getByText(announcement).waitFor({ state: 'attached' })
  await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))))
}
