import type { Page } from 'playwright-core'
import t from 'tap'
import { withFileAddresses } from '../../core/html/files-in-html.ts'
import { openBrowser, signInAt, visit } from '../support/browser.ts'
import type { Body } from '../support/client.ts'
import { type Hostile, hostile, hugeTexts, templateSyntax } from './corpus.ts'
import { lettersPath, paper, photo, startWithLetters } from './letters.ts'

const platform = await startWithLetters(t)
const { admin, organization, send, write, upload } = platform
const browser = await openBrowser(t)

const bodyOf = async (title: string): Promise<string | null> => {
  const { data } = (await admin.get(`${lettersPath}?filter[title][eq]=${encodeURIComponent(title)}&fields=body`)).body
  return data[0]?.body ?? null
}

/** A page without any policy of its own, on which whatever can run does run; each text in a block of its own. */
async function shownBare(texts: string[]): Promise<{ page: Page; asked: string[] }> {
  const context = await browser.newContext()
  const page = await context.newPage()
  const asked: string[] = []
  await context.route('**/*', route => {
    asked.push(route.request().url())
    return route.abort()
  })
  const blocks = texts.map(text => `<section><div>${withFileAddresses(text, () => 'data:,')}</div></section>`).join('')
  await page.setContent(`<script>window.ran = []; window.harm = what => ran.push(what)</script><main>${blocks}</main>`)
  await page.waitForTimeout(300)
  return { page, asked: asked.filter(url => !url.startsWith('data:')) }
}

const ranOn = (page: Page) => page.evaluate(() => (window as unknown as { ran?: string[] }).ran ?? [])

/** What a page of texts must still be: as many blocks as there were, side by side, of harmless elements alone. */
async function keptInside(page: Page, count: number): Promise<{ blocks: boolean; strange: string[] }> {
  return page.evaluate(count => {
    const main = document.querySelector('main')!
    const blocks =
      main.children.length === count && document.body.lastElementChild === main && [...main.children].every(one => one.matches('section'))
    const strange = [...main.querySelectorAll('section > div *')].flatMap(element => {
      const tag = element.localName
      const known =
        /^(p|div|h[234]|br|hr|blockquote|pre|ul|ol|li|strong|em|u|s|sub|sup|code|span|a|img|figure|figcaption|video|table|caption|thead|tbody|tfoot|tr|th|td)$/
      const names = element
        .getAttributeNames()
        .filter(
          name => !/^(class|href|target|rel|src|alt|width|height|controls|playsinline|preload|start|colspan|rowspan|scope)$/.test(name),
        )
      const classes = [...element.classList].filter(name => !/^dj-(align-(left|center|right|justify)|indent|accent)$/.test(name))
      const address =
        element instanceof HTMLAnchorElement && element.href !== '' && !/^(https?|mailto|tel|data):$/.test(element.protocol)
          ? [element.href]
          : []
      return [...(known.test(tag) ? [] : [tag]), ...names, ...classes, ...address]
    })
    return { blocks, strange }
  }, count)
}

t.test('the corpus runs where nobody cleans it: it tests something', async t => {
  const { page } = await shownBare(hostile.slice(0, 40).map(one => one.html))
  t.ok((await ranOn(page)).length > 3)
})

/** Whether the text came in (and how it stands there), or was refused in words. */
async function arrived(reply: { status: number; body: Body }, one: Hostile): Promise<string[]> {
  if (reply.status < 300) return [reply.body.body as string]
  t.equal(reply.status, 422, `${one.name}: ${JSON.stringify(reply.body)}`)
  return []
}

const stored: string[] = []

t.test('by creating and changing a record nothing comes in that runs, or breaks out of its place', async t => {
  const { id } = await write('<p>原来</p>', { title: '被改的一篇' })
  for (const one of hostile) {
    stored.push(...(await arrived(await send({ body: `<p>文</p>${one.html}` }), one)))
    stored.push(...(await arrived(await admin.patch(`${lettersPath}/${id}`, { body: `<p>改</p>${one.html}` }), one)))
  }
  t.ok(stored.length >= hostile.length, 'what is hostile is cleaned, not refused')
  for (const text of stored) t.match(text, /^<p>[文改]/, 'what was said before it stays')
  const { page, asked } = await shownBare(stored)
  t.same(await ranOn(page), [])
  t.same(await keptInside(page, stored.length), { blocks: true, strange: [] })
  t.same(asked, [], 'nothing is loaded from elsewhere')
})

t.test('what is cleaned stays as it is when it comes back', async t => {
  const { id } = await write('<p>x</p>', { title: '来回的一篇' })
  for (const body of stored.slice(0, 120)) {
    const reply = await admin.patch(`${lettersPath}/${id}`, { body })
    if (reply.status === 200) t.equal(reply.body.body, body)
  }
})

t.test('by a spreadsheet a text comes in as what it says', async t => {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
  const texts = hostile.map(one => one.html).filter(text => !/(?![\n\t])\p{Cc}/u.test(text))
  const lines = texts.map((text, at) => `${organization},导入${at},${quoted(`文${text}`)}`)
  const job = await admin.import(lettersPath, { name: '新.csv', content: Buffer.from(`党组织,标题,正文\n${lines.join('\n')}\n`) })
  t.match(job, { state: 'done', result: { created: texts.length } })
  const brought = await Promise.all(texts.map((_, at) => bodyOf(`导入${at}`)))
  const { page } = await shownBare(brought.map(text => text ?? ''))
  t.same(await ranOn(page), [])
  t.same(await keptInside(page, brought.length), { blocks: true, strange: [] })
  t.equal(await page.locator('section img, section a').count(), 0, 'tags are words there')
  t.match(await page.locator('section').first().textContent(), /<script>/)
})

t.test('signs of templates are words, shown as they were typed', async t => {
  const { body } = await write(templateSyntax.map(text => `<p>${text.replaceAll('<', '&lt;')}</p>`).join(''))
  const { page } = await shownBare([body])
  t.same(await page.locator('section p').allTextContents(), templateSyntax)
})

/** How many tags are open at once. */
function depthOf(html: string): number {
  let open = 0
  let deepest = 0
  for (const [, closing, tag] of html.matchAll(/<(\/?)([a-z0-9]+)/g)) {
    if (['br', 'hr', 'img'].includes(tag!)) continue
    open += closing ? -1 : 1
    deepest = Math.max(deepest, open)
  }
  return deepest
}

t.test('a huge or deep text is cleaned or refused in words, and the server goes on', async t => {
  for (const one of hugeTexts()) {
    const reply = await send({ body: `<p>文</p>${one.html}` })
    t.ok(reply.status === 201 || reply.status === 422, `${one.name}: ${reply.status}`)
    if (reply.status === 422) t.match(reply.body.errors, [{ pointer: '/body', code: 'bad-body', detail: /太长|太复杂|最多/ }], one.name)
    else t.ok(depthOf(reply.body.body) < 40, `${one.name}: no deeper than anybody writes`)
  }
  t.equal((await admin.get(lettersPath)).status, 200)
})

t.test('on the record’s page of the desktop nothing of it runs, and pictures and attachments are there', { timeout: 240_000 }, async t => {
  const [picture, document] = [await upload('合影.png', await photo()), await upload('附件.pdf', paper)]
  const all = hostile
    .map(one => one.html)
    .join('\n')
    .replaceAll(
      /<(plaintext|textarea|title|style|xmp|iframe|noscript|noembed|noframes|svg|math|select|template|script|object|canvas|head|!--)/gi,
      '<i data-was="$1"',
    )
  const { id } = await write(
    `<p>开头<img src="file:${picture}" alt="合影"><a href="file:${document}">附件</a></p>${stored.join('').replaceAll(/file:[0-9a-f-]+/g, 'x')}${all.replaceAll(/file:[0-9a-f-]+/g, 'x')}<p>结尾</p>`,
    { title: '页面上的一篇' },
  )
  const visitor = await visit(browser, platform.url)
  await visitor.page.addInitScript(() => {
    const ran: string[] = []
    Object.assign(window, { ran, harm: (what: string) => ran.push(what) })
  })
  const page = await signInAt(visitor, 'admin')
  await page.goto(`/admin/m/letters.letters/${id}`)
  const text = page.locator('.rich-text')
  await text.getByText('结尾').waitFor()
  t.same(await ranOn(page), [])
  const shown = text.getByRole('img', { name: '合影' })
  await shown.evaluate((one: HTMLImageElement) => one.decode())
  t.equal(await shown.evaluate((one: HTMLImageElement) => one.naturalWidth), 64)
  t.match(await text.getByRole('link', { name: '附件' }).first().getAttribute('href'), `/core/files/${document}/content`)
  t.equal(await text.locator('script, iframe, object, embed, svg, math, style, link, form, input').count(), 0)
  await page.getByRole('tab', { name: '历史' }).click()
  await page.getByText('第 1 版').first().waitFor()
  t.same(await ranOn(page), [])
  t.same(visitor.complaints, [])
})
