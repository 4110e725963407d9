import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { spawnServer } from '../bench/processes.ts'
import { demoPassword } from '../demo/seed.ts'
import { type AdminPage, entrancePages, pagesOf } from '../test/support/admin-pages.ts'
import { launchChromium } from '../test/support/chromium.ts'
import { Client } from '../test/support/client.ts'

// Pictures of every page, for people to look at: npm run screenshots -- [--only=organizations,site] [--width=390] [--night] [--to=folder]
const option = (name: string) => process.argv.find(word => word.startsWith(`--${name}=`))?.slice(name.length + 3)
const to = resolve(option('to') ?? 'screenshots')
const width = Number(option('width') ?? 1280)
const night = process.argv.includes('--night')
const pieces = (option('only') ?? '').split(',')
const wanted = (name: string) => pieces.some(piece => name.includes(piece))

mkdirSync(to, { recursive: true })
const folder = mkdtempSync(join(tmpdir(), 'dangjian-screenshots-'))
// The database runs as a user of its own when this runs as root.
chmodSync(folder, 0o755)
const server = await spawnServer(['core/main.ts'], { DATA_DIR: folder, DEMO: 'on', RATE_PER_USER: '0', RATE_PER_ADDRESS: '0' })
const browser = await launchChromium()
try {
  const admin = await signedIn('admin', 'demo')
  await pictures(server.url, entrancePages)
  await pictures(server.url, await pagesOf(admin), admin)
  await pictures(server.url, await designs(admin), admin)
  await pictures(server.sites!, await fronts(admin))
  for (const [username, tenant] of [
    ['member', 'demo'],
    ['operator', 'platform'],
  ] as const) {
    const person = await signedIn(username, tenant)
    const pages = await pagesOf(person)
    await pictures(
      server.url,
      pages.map(page => ({ ...page, name: `${username}-${page.name}` })),
      person,
    )
  }
} finally {
  await browser.close()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}

async function signedIn(username: string, tenant: string): Promise<Client> {
  const reply = await new Client(server.url).post('/session', { tenant, username, password: demoPassword })
  return new Client(server.url, reply.body.token)
}

/** What visitors see of each site. */
async function fronts(admin: Client): Promise<AdminPage[]> {
  const { data } = (await admin.get('/portal/sites')).body as { data: { code: string }[] }
  return data.map(({ code }) => ({ name: `site-${code}`, path: `/demo/${code}/` }))
}

/** Each site's first page as it is designed. */
async function designs(admin: Client): Promise<AdminPage[]> {
  const { data } = (await admin.get('/portal/pages?filter[kind][eq]=home&include=site')).body as {
    data: { id: string; site: { id: string; code: string } }[]
  }
  return data.map(({ id, site }) => ({ name: `designer-${site.code}`, path: `/admin/m/portal.sites/${site.id}/design/${id}` }))
}

async function pictures(baseURL: string, pages: AdminPage[], person?: Client): Promise<void> {
  const context = await browser.newContext({
    baseURL,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width, height: 800 },
    colorScheme: night ? 'dark' : 'light',
  })
  if (person) await context.addCookies([{ name: 'session', value: person.token!, url: baseURL }])
  const page = await context.newPage()
  for (const one of pages.filter(({ name }) => wanted(name))) await picture(page, one)
  await context.close()
}

async function picture(page: Page, { name, path }: AdminPage): Promise<void> {
  await page.goto(path)
  await page.waitForLoadState('networkidle')
  // Letters arrive piece by piece.
  await page.evaluate(() => document.fonts.ready)
  await page.waitForTimeout(500)
  await page.screenshot({ path: join(to, `${name}.png`), timeout: 60_000 })
  process.stdout.write(`${name}\n`)
}
