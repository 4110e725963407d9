import type { Browser, BrowserContext, Page } from 'playwright-core'
import room, { type Test } from 'tap'
import { demoPassword } from '../../demo/seed.ts'
import { launchChromium } from './chromium.ts'

/** Milliseconds until something that should be on the page is given up: drawing without a graphics card is slow. */
const patience = 20_000

/** What a page complained of: errors in its console, exceptions, requests that failed. */
export type Complaints = string[]

export type Visitor = {
  page: Page
  context: BrowserContext
  /** Empty as long as nothing went wrong. */
  complaints: Complaints
  /** Requests that a test refuses on purpose, by a piece of their address: they are no complaint. */
  expectRefusal(piece: string): void
}

let running: Browser | undefined

/** The Chromium of this process: a test file finds it without a window, and its windows close with its test. */
export async function openBrowser(t: Test): Promise<Browser> {
  const browser = running?.isConnected() ? running : await launchChromium()
  if (browser !== running) room.teardown(() => browser.close())
  running = browser
  t.teardown(() => Promise.all(browser.contexts().map(context => context.close())))
  return browser
}

/** Someone before a screen, not signed in. */
export async function visit(
  browser: Browser,
  url: string,
  options: { width?: number; height?: number; night?: boolean; scale?: number } = {},
): Promise<Visitor> {
  const { width = 1280, height = 720, night = false, scale = 1 } = options
  const context = await browser.newContext({
    baseURL: url,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width, height },
    deviceScaleFactor: scale,
    colorScheme: night ? 'dark' : 'light',
    // What is still moving cannot be clicked; people who ask for it are spared the motion too.
    reducedMotion: 'reduce',
    acceptDownloads: true,
  })
  context.setDefaultTimeout(patience)
  const page = await context.newPage()
  const complaints: Complaints = []
  const expected: string[] = []
  const isExpected = (text: string) => expected.some(piece => text.includes(piece))
  page.on('console', message => {
    const place = message.location().url
    if (message.type() === 'error' && !isExpected(place)) complaints.push(`console: ${message.text()} ${place}`)
  })
  page.on('pageerror', error => complaints.push(`exception: ${error.message}`))
  page.on('requestfailed', request => {
    // A search that was overtaken by the next one, a page that was left.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') complaints.push(`failed: ${request.url()} ${request.failure()?.errorText}`)
  })
  page.on('response', response => {
    if (response.status() >= 400 && !isExpected(response.url())) complaints.push(`${response.status()}: ${response.url()}`)
  })
  return { page, context, complaints, expectRefusal: piece => void expected.push(piece) }
}

/** Signs in at the login page, as people do. */
export async function signInAt(visitor: Visitor, username: string, { tenant = 'demo', password = demoPassword } = {}): Promise<Page> {
  const { page } = visitor
  await page.goto(`/admin/login/${tenant}`)
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByRole('navigation', { name: '主菜单' }).waitFor()
  return page
}
