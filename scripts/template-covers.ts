import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { spawnServer } from '../bench/processes.ts'
import { demoPassword } from '../demo/seed.ts'
import { siteTemplates } from '../plugins/portal/server/look/site-templates.ts'
import { launchChromium } from '../test/support/chromium.ts'
import { Client } from '../test/support/client.ts'

// The covers of the templates of sites: each is published with invented articles and drawn pictures, and its home page taken as a small WebP.
// npm run covers -- [--only=stately]
const option = (name: string) => process.argv.find(word => word.startsWith(`--${name}=`))?.slice(name.length + 3)
const root = resolve(import.meta.dirname, '..')
const wanted = siteTemplates().filter(({ name }) => name.includes(option('only') ?? ''))

const titles = [
  '基层党建工作推进会召开，部署下半年重点任务',
  '机关党员走进社区，开展“双报到”志愿服务',
  '党支部书记示范培训班开班',
  '红色讲堂走进田间地头，理论宣讲接地气',
  '把支部建在产业链上，特色农业带富一方百姓',
  '青年党员赴革命旧址接受教育，重温入党誓词',
  '“七一”前夕走访慰问老党员和困难群众',
  '村级党群服务中心提档升级，新增便民窗口',
]

const folder = mkdtempSync(join(tmpdir(), 'dangjian-covers-'))
// The database runs as a user of its own when this runs as root.
chmodSync(folder, 0o755)
const server = await spawnServer(['core/main.ts'], { DATA_DIR: folder, DEMO: 'on', RATE_PER_USER: '0', RATE_PER_ADDRESS: '0' })
const browser = await launchChromium()
try {
  const signedIn = await new Client(server.url).post('/session', { tenant: 'demo', username: 'admin', password: demoPassword })
  const admin = new Client(server.url, signedIn.body.token)
  const page = await (await browser.newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 960 } })).newPage()
  const drawings: Buffer[] = []
  for (const at of titles.keys()) drawings.push(await drawing(page, at))
  for (const { name } of wanted) {
    await take(page, name, await publishedSite(admin, name, drawings))
    process.stdout.write(`${name}\n`)
  }
} finally {
  await browser.close()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}

/** The address of a site of this template that is filled and published. */
async function publishedSite(admin: Client, template: string, drawings: Buffer[]): Promise<string> {
  const organizationId = (await admin.get('/core/organizations?filter[parentId][null]=true')).body.data[0].id
  const site = (await admin.post('/portal/sites/from-template', { organizationId, template, code: `cover-${template}`, title: '澜屏先锋' }))
    .body
  const columns: { id: string }[] = (await admin.get(`/portal/columns?filter[siteId][eq]=${site.id}&sort=order`)).body.data
  for (const { id: columnId } of columns)
    for (const [at, title] of titles.entries()) {
      const cover = (await admin.upload('/core/files', { name: `${at}.jpg`, content: drawings[at]! })).body.id
      const summary = '把工作重心放到支部，把力量下沉到网格，及时回应群众关切。'
      const article = await admin.post('/portal/articles', { columnId, title, summary, body: `<p>${summary}</p>`, cover })
      await admin.post(`/portal/articles/${article.body.id}/transitions/publish`, {})
    }
  return (await admin.post(`/portal/sites/${site.id}/releases`, {})).body.address
}

async function take(page: Page, template: string, address: string): Promise<void> {
  await page.goto(address)
  await page.waitForLoadState('networkidle')
  const picture = await page.screenshot()
  await sharp(picture)
    .resize(640)
    .webp({ quality: 74 })
    .toFile(join(root, 'plugins/portal/templates', template, 'cover.webp'))
}

/** Hills under a sun, each time in other colours: nobody's photograph. */
async function drawing(page: Page, at: number): Promise<Buffer> {
  const [sky, ground] = [(at * 47 + 12) % 360, (at * 47 + 40) % 360]
  await page.setContent(`<body style="margin:0"><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 400" width="1280" height="800">
    <defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">
    <stop offset="0" stop-color="hsl(${sky},60%,80%)"/><stop offset="1" stop-color="hsl(${ground},55%,64%)"/></linearGradient></defs>
    <rect width="640" height="400" fill="url(#sky)"/><circle cx="${120 + ((at * 90) % 420)}" cy="110" r="44" fill="#fff" opacity=".75"/>
    <path d="M0 400V260c90-70 150 20 230-30s140-60 220 0 120 30 190-40v210z" fill="hsl(${ground},40%,42%)"/>
    <path d="M0 400v-80c120-50 200 20 330-10s210-40 310 0v90z" fill="hsl(${sky},42%,30%)"/></svg>`)
  return page.screenshot({ type: 'jpeg', clip: { x: 0, y: 0, width: 1280, height: 800 } })
}
