import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { spawnServer } from '../bench/processes.ts'
import { demoPassword } from '../demo/seed.ts'
import { entrancePages, pagesOf } from '../test/support/admin-pages.ts'
import { launchChromium } from '../test/support/chromium.ts'
import { Client } from '../test/support/client.ts'

// Pictures of every page, for people to look at: npm run screenshots -- [--only=organizations] [--width=390] [--night] [--to=folder]
const option = (name: string) => process.argv.find(word => word.startsWith(`--${name}=`))?.slice(name.length + 3)
const to = resolve(option('to') ?? 'screenshots')
const width = Number(option('width') ?? 1280)
const night = process.argv.includes('--night')
const wanted = (name: string) => name.includes(option('only') ?? '')

mkdirSync(to, { recursive: true })
const folder = mkdtempSync(join(tmpdir(), 'dangjian-screenshots-'))
// The database runs as a user of its own when this runs as root.
chmodSync(folder, 0o755)
const server = await spawnServer(['core/main.ts'], { DATA_DIR: folder, DEMO: 'on', RATE_PER_USER: '0', RATE_PER_ADDRESS: '0' })
const browser = await launchChromium()
try {
  for (const [username, tenant] of [
    ['admin', 'demo'],
    ['member', 'demo'],
    ['operator', 'platform'],
  ] as const)
    await picturesFor(username, tenant)
} finally {
  await browser.close()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}

async function picturesFor(username: string, tenant: string): Promise<void> {
  const signedIn = await new Client(server.url).post('/session', { tenant, username, password: demoPassword })
  const person = new Client(server.url, signedIn.body.token)
  const context = await browser.newContext({
    baseURL: server.url,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width, height: 800 },
    colorScheme: night ? 'dark' : 'light',
  })
  const page = await context.newPage()
  const pages = await pagesOf(person)
  if (username === 'admin') for (const { name, path } of entrancePages) await picture(name, path)
  await context.addCookies([{ name: 'session', value: signedIn.body.token, url: server.url }])
  for (const { name, path } of pages) await picture(username === 'admin' ? name : `${username}-${name}`, path)
  await context.close()

  async function picture(name: string, path: string): Promise<void> {
    if (!wanted(name)) return
    await page.goto(path)
    await page.waitForLoadState('networkidle')
    // Letters arrive piece by piece.
    await page.evaluate(() => document.fonts.ready)
    await page.waitForTimeout(500)
    await page.screenshot({ path: join(to, `${name}.png`), timeout: 60_000 })
    process.stdout.write(`${name}\n`)
  }
}
