import t from 'tap'
import { asOwner } from '../core/owner.ts'
import { openBrowser, signInAt, visit } from '../support/browser.ts'
import { startPlatform } from '../support/platform.ts'

const platform = await startPlatform(t)

/** Below the demo's root fifty districts, and a thousand branches below each: written past the server, which would take its time. */
async function plantFiftyThousand(): Promise<void> {
  const level = (parents: string, each: number, name: string, letter: string, depth: number, category: string) => `
    insert into core.organization (tenant_id, id, parent_id, name, short_name, category, position, state, path, depth)
    select p.tenant_id, gen_random_uuid(), p.id, '中共' || p.short_name || to_char(n, 'FM0000') || '${name}', p.short_name || to_char(n, 'FM0000') || '${name}',
      '${category}', 1000 + n, 'active', p.path || '${letter}' || lpad((row_number() over ())::text, 6, '0'), ${depth}
    from core.organization p, generate_series(1, ${each}) n
    where p.tenant_id = (select id from core.tenant where code = 'demo') and ${parents}`
  await asOwner(platform, level('p.parent_id is null', 50, '区', 'y', 2, '611'))
  await asOwner(platform, level("p.short_name like '澜屏市委%区' and p.depth = 2", 1000, '支部', 'z', 3, '631'))
  await asOwner(platform, 'analyze core.organization')
}

await plantFiftyThousand()
const visitor = await visit(await openBrowser(t), platform.url)
const page = await signInAt(visitor, 'admin')
const asked: URLSearchParams[] = []
page.on('request', request => {
  const url = new URL(request.url())
  if (url.pathname.endsWith('/organizations/tree')) asked.push(url.searchParams)
})
const lines = page.getByRole('treeitem')
const line = (name: string) => page.getByRole('treeitem').filter({ has: page.getByText(name, { exact: true }) })
/** What a window of this height shows, and a few lines beyond. */
const mostLines = 40

t.test('of fifty thousand organizations only what is in sight is asked for and drawn', async t => {
  const [{ count } = {}] = await asOwner(platform, `select count(*)::int as count from core.organization where state = 'active'`)
  t.ok(Number(count) > 50_000)
  await page.goto('/admin/m/core.organizations')
  await line('澜屏市委0001区').waitFor()
  t.equal(asked.length, 2, 'the highest level, and the one below')
  await page.getByRole('tree').focus()
  await page.keyboard.press('End')
  await line('澜屏市委0050区').waitFor()
  await page.keyboard.press('ArrowRight')
  await line('澜屏市委0050区0001支部').waitFor({ state: 'attached' })
  t.equal(asked.length, 3)
  t.ok((await lines.count()) < mostLines, `${await lines.count()} lines are drawn`)
  await page.keyboard.press('End')
  await line('澜屏市委0050区0100支部').waitFor()
  await page.getByText('显示更多').waitFor()
  await page.keyboard.press('Enter')
  await line('澜屏市委0050区0101支部').waitFor({ state: 'attached' })
  await page.keyboard.press('ArrowDown')
  await page.locator('.org-line-active', { hasText: '澜屏市委0050区0101支部' }).waitFor()
  t.equal(asked.length, 4, 'and the next hundred when they are wanted')
  t.ok((await lines.count()) < mostLines)
})

t.test('a search leads to one far down in a wide level', async t => {
  await page.getByLabel('查找党组织').fill('0007区0950')
  await page.locator('.org-found').waitFor()
  await page.keyboard.press('Enter')
  await line('澜屏市委0007区0950支部').and(page.locator('[aria-selected=true]')).waitFor()
  t.ok((await lines.count()) < mostLines)
})

t.test('the chart draws of a wide level no more than is in sight', async t => {
  await page.goto('/admin/m/core.organization-chart')
  const drawing = page.getByRole('tree', { name: '组织架构图' })
  await drawing.getByText('澜屏市委', { exact: true }).waitFor()
  await page.waitForFunction(() => document.querySelectorAll('svg [role=treeitem]').length > 3)
  t.ok((await drawing.getByRole('treeitem').count()) < 20)
  await page.getByRole('button', { name: '适应窗口' }).click()
  await page.waitForFunction(() => document.querySelectorAll('svg [role=treeitem]').length > 50)
})

t.test('nothing went wrong on the way', async t => t.same(visitor.complaints, []))
