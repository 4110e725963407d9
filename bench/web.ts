import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, CDPSession, Page } from 'playwright-core'
import { demoPassword } from '../demo/seed.ts'
import { launchChromium } from '../test/support/chromium.ts'
import { option, tell } from './open.ts'
import { spawnServer } from './processes.ts'

// What the admin costs a browser: compressed JavaScript, time from a click to what it shows, memory after a hundred rounds.
const rounds = Number(option('rounds') ?? 100)
const folder = mkdtempSync(join(tmpdir(), 'dangjian-bench-web-'))
// The database runs as a user of its own when this runs as root.
chmodSync(folder, 0o755)
const server = await spawnServer(['core/main.ts'], { DATA_DIR: folder, DEMO: 'on', RATE_PER_USER: '0', RATE_PER_ADDRESS: '0' })
const browser = await launchChromium()
// What V8 compiles of code that runs often grows with use up to all of it, and is no memory that a page keeps.
const interpreting = await launchChromium(['--js-flags=--no-opt --no-sparkplug --no-maglev'])
try {
  const login = await scriptBytes(browser, async page => {
    await page.goto(`${server.url}/admin/login/demo`)
    await page.getByLabel('用户名').waitFor()
  })
  say('login page, compressed JavaScript', `${kilobytes(login)} KB`, 'under 120 KB', login < 120_000)
  const list = await scriptBytes(
    browser,
    async page => {
      await signIn(page)
      await page.goto(`${server.url}/admin/m/members.members`)
      await rowsShown(page)
    },
    'members.members',
  )
  say('list page, compressed JavaScript', `${kilobytes(list)} KB`, 'under 450 KB', list < 450_000)
  const page = await browser.newPage()
  await signIn(page)
  await clicks(page)
  await memory()
} finally {
  await Promise.all([browser.close(), interpreting.close()])
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}

function say(what: string, measured: string, aim: string, reached: boolean): void {
  tell(`${what.padEnd(44)} ${measured.padStart(12)}   aim: ${aim}${reached ? '' : '   MISSED'}`)
}

function kilobytes(bytes: number): string {
  return (bytes / 1_000).toFixed(0)
}

/** What came over the wire as scripts of the page at last opened, with nothing kept from before. */
async function scriptBytes(inside: Browser, open: (page: Page) => Promise<void>, from = ''): Promise<number> {
  const context = await inside.newContext({ locale: 'zh-CN' })
  const page = await context.newPage()
  const network = await context.newCDPSession(page)
  await network.send('Network.enable')
  await network.send('Network.setCacheDisabled', { cacheDisabled: true })
  const scripts = new Set<string>()
  let bytes = 0
  page.on('framenavigated', frame => {
    // Only what the measured page itself needs counts, not the way there.
    if (frame === page.mainFrame() && from !== '' && frame.url().includes(from)) bytes = 0
  })
  network.on('Network.responseReceived', event => void (event.type === 'Script' && scripts.add(event.requestId)))
  network.on('Network.loadingFinished', event => {
    if (scripts.has(event.requestId)) bytes += event.encodedDataLength
  })
  await open(page)
  await page.waitForLoadState('networkidle')
  await context.close()
  return bytes
}

async function signIn(page: Page): Promise<void> {
  await page.goto(`${server.url}/admin/login/demo`)
  await page.getByLabel('用户名').fill('admin')
  await page.getByLabel('密码', { exact: true }).fill(demoPassword)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByRole('navigation', { name: '主菜单' }).waitFor()
}

function rowsShown(page: Page): Promise<void> {
  return page.locator('tbody tr[data-row-key]').first().waitFor()
}

function formShown(page: Page): Promise<void> {
  return page.locator('form').first().waitFor()
}

function toList(page: Page): Promise<void> {
  return page.getByRole('link', { name: '党员信息' }).first().click()
}

function toForm(page: Page): Promise<void> {
  return page.getByRole('link', { name: /新增/ }).first().click()
}

/** Milliseconds from the click to what it shows, the parts of the page kept by the browser; the median of seven. */
async function clicks(page: Page): Promise<void> {
  const [lists, forms]: [number[], number[]] = [[], []]
  for (let round = 0; round < 8; round++) {
    await page.getByRole('link', { name: '首页' }).first().click()
    lists.push(
      await timed(
        () => toList(page),
        () => rowsShown(page),
      ),
    )
    forms.push(
      await timed(
        () => toForm(page),
        () => formShown(page),
      ),
    )
  }
  // The first of each fetches the parts.
  const [list, form] = [median(lists.slice(1)), median(forms.slice(1))]
  say('list shown after the click', `${list.toFixed(0)} ms`, 'within 1,000 ms', list <= 1_000)
  say('form shown after the click', `${form.toFixed(0)} ms`, 'within 500 ms', form <= 500)
}

async function timed(act: () => Promise<void>, shown: () => Promise<void>): Promise<number> {
  const began = performance.now()
  await act()
  await shown()
  return performance.now() - began
}

function median(numbers: number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!
}

/** From list to form and back again: what is left at the home page after a collection must not grow with the rounds. */
async function memory(): Promise<void> {
  const page = await interpreting.newPage()
  await signIn(page)
  const session = await page.context().newCDPSession(page)
  const heap: number[] = []
  for (let round = 0; round <= rounds; round++) {
    await toList(page)
    await rowsShown(page)
    await toForm(page)
    await formShown(page)
    if (round % Math.ceil(rounds / 4) > 0) continue
    await page.getByRole('link', { name: '首页' }).first().click()
    await page.locator('form, table').first().waitFor({ state: 'detached' })
    heap.push(await heapAfterCollection(session))
  }
  const told = heap.map(bytes => (bytes / 1e6).toFixed(1)).join(' → ')
  const grown = heap.at(-1)! - heap[1]!
  say(`heap over ${rounds} rounds, MB`, told, 'no growth after the first quarter', grown < 0.05 * heap[1]!)
}

async function heapAfterCollection(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  return usedSize
}
