import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import type { Test } from 'tap'
import { entrancePages, pagesOf } from './admin-pages.ts'
import { openBrowser, signInAt, visit } from './browser.ts'
import { startPlatform } from './platform.ts'
import { whenQuiet } from './when-quiet.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

type Finding = { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }

/** What axe finds serious or worse, each told by where it is. */
export async function seriousFindings(page: Page): Promise<string[]> {
  // Evaluated by the browser's own tools: the page's policy lets no script in. To read it costs more than many a page.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe)
  const found = (await page.evaluate(
    `axe.run(document, { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }).then(result => result.violations)`,
  )) as Finding[]
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes.slice(0, 3).map(node => `${node.html.slice(0, 160)} (${node.failureSummary.split('\n')[1]?.trim()})`)}`,
    )
}

/** Buttons and links that a screen reader would call by the English file name of their icon, or of a dialog's cross. */
const namedByIcons = (page: Page): Promise<string[]> =>
  page.locator('button, a, [role=button], [role=menuitem], [role=tab]').evaluateAll(controls =>
    controls.flatMap(control => {
      const name = control.getAttribute('aria-label') ?? ''
      const icons = name ? [] : [...control.querySelectorAll('[role=img]:not([aria-hidden=true])')]
      const words = [name, ...icons.map(icon => icon.getAttribute('aria-label') ?? '')]
      return words.filter(word => /^[A-Za-z-]+$/.test(word)).map(word => `${word} ${control.textContent}`)
    }),
  )

async function settled(page: Page, quiet: () => Promise<void>): Promise<void> {
  await page.locator('main, [role=status], .ant-result').first().waitFor()
  await quiet()
  await page.locator('.ant-skeleton-active, .ant-spin-spinning').first().waitFor({ state: 'hidden' })
}

/** Whether it comes to fit: after a change of width the page takes a moment. */
const fits = (page: Page) =>
  page
    .waitForFunction(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth, undefined, { timeout: 5_000 })
    .then(
      () => true,
      () => false,
    )

/** To another page of the desk as by a link, which is quicker than to open the desk anew each time. */
async function goOn(page: Page, path: string): Promise<void> {
  await page.evaluate(to => {
    history.pushState({ ...history.state, idx: (history.state?.idx ?? 0) + 1 }, '', to)
    dispatchEvent(new PopStateEvent('popstate', { state: history.state }))
  }, path)
}

/** At 1024 pixels; at half of 1280, which is what a zoom of 200 % leaves; and last at what the next page begins with. */
const widths = [1024, 640, 1280]

/** Where there are too many for one file: every second page, beginning with the first or the second. */
type Share = 'odd' | 'even'

/** Opens every page that these people can open: axe finds nothing serious, nothing is too wide, nothing fails. */
export async function openEveryPage(t: Test, usernames: string[], share?: Share): Promise<void> {
  const platform = await startPlatform(t)
  const browser = await openBrowser(t)
  for (const username of usernames) {
    const tenant = username === 'operator' ? 'platform' : 'demo'
    const visitor = await visit(browser, platform.url)
    const all = username === 'nobody' ? entrancePages : await pagesOf(await platform.signIn(username))
    const pages = share ? all.filter((_, at) => at % 2 === (share === 'odd' ? 0 : 1)) : all
    if (username !== 'nobody') await signInAt(visitor, username, { tenant })
    const { page } = visitor
    const quiet = whenQuiet(page)
    for (const { name, path } of pages) {
      await (username === 'nobody' ? page.goto(path) : goOn(page, path))
      await settled(page, quiet)
      t.same(await seriousFindings(page), [], `${username}: nothing serious on ${name}`)
      t.same(await namedByIcons(page), [], `${username}: no button or link is named by its icon on ${name}`)
      for (const width of widths) {
        await page.setViewportSize({ width, height: 720 })
        t.ok(await fits(page), `${username}: ${name} is no wider than ${width} pixels`)
      }
    }
    t.same(visitor.complaints, [], `${username}: no error in the console, no request that failed`)
    await visitor.context.close()
  }
}
