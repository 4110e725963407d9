import t from 'tap'
import { checkContent, deepest, mostComponents } from '../../plugins/portal/server/content/check-content.ts'
import type { Component, Content } from '../../plugins/portal/server/content/component.ts'
import { renderContent, renderStyles } from '../../plugins/portal/server/content/render-content.ts'
import { fill, readSkeleton } from '../../plugins/portal/server/content/skeleton.ts'

const file = '0190a0a0-0000-7000-8000-000000000001'
const page = '0190a0a0-0000-7000-8000-000000000002'

const wrong = (content: unknown) => checkContent(content, () => []).wrong
const pointers = (content: unknown) => wrong(content).map(one => one.pointer)
const one = (component: Component) => ({ components: [component] })
const text = (content: string): Component => ({ type: 'textnode', content })
const html = (content: Content) =>
  fill(readSkeleton(renderContent(content).html), hole => {
    if (hole.kind === 'base') return '/demo/party/'
    if (hole.kind === 'block') return `<p>block ${hole.at}</p>`
    return hole.kind === 'file' ? `/demo/-/files/${hole.id}` : `/demo/party/<${hole.kind}>`
  })

t.test('a page is rendered from its components, with places for its blocks', async t => {
  const content: Content = one({
    tagName: 'section',
    classes: ['dj-section', 'g-1'],
    attributes: { id: 'd12345678', 'aria-label': '要闻' },
    components: [
      { tagName: 'h2', components: [text('要闻 & "通知" <b>')] },
      { type: 'link', attributes: { href: `page:${page}#top`, target: '_blank' }, components: [text('关于')] },
      { type: 'block', block: 'portal.articles', settings: { count: 5 }, classes: ['g-2'] },
    ],
  })
  t.same(wrong(content), [])
  t.equal(
    html(content),
    '<section class="dj-section g-1" id="d12345678" aria-label="要闻"><h2>要闻 &amp; &quot;通知&quot; &lt;b&gt;</h2>' +
      '<a href="/demo/party/<page>#top" target="_blank" rel="noopener noreferrer">关于</a><div class="g-2"><p>block 0</p></div></section>',
  )
  t.same(renderContent(content).blocks, [{ block: 'portal.articles', settings: { count: 5 } }])
})

t.test('a picture comes in several widths, and one that is not chosen yet is not there', async t => {
  const picture: Component = { type: 'image', attributes: { src: `file:${file}`, alt: '合影', width: 400, height: 300 } }
  t.same(wrong(one(picture)), [])
  t.match(html(one(picture)), `src="/demo/-/files/${file}?width=1280" srcset="/demo/-/files/${file}?width=320 320w, `)
  t.match(html(one(picture)), 'alt="合影" width="400" height="300"')
  t.same([...checkContent(one(picture), () => []).uses.files.keys()], [file])
  t.equal(html(one({ type: 'image', attributes: { src: '', alt: '' } })), '')
  t.same(pointers(one({ type: 'image', attributes: { src: `file:${file}` } })), ['/components/0/attributes/alt'])
})

t.test('what is not on the list is refused where it stands, and never rendered', async t => {
  const refused: [string, Component & Record<string, unknown>, string][] = [
    ['a script', { tagName: 'script', components: [text('alert(1)')] }, '/tagName'],
    ['a tag in capitals', { tagName: 'SCRIPT' }, '/tagName'],
    ['a tag of the prototype', { tagName: 'constructor' }, '/tagName'],
    ['SVG', { tagName: 'svg', components: [{ tagName: 'g' }] }, '/tagName'],
    ['a frame', { tagName: 'iframe', attributes: { src: 'https://evil.example' } }, '/tagName'],
    ['a form', { tagName: 'form' }, '/tagName'],
    ['an event handler', { tagName: 'div', attributes: { onclick: 'alert(1)' } }, '/attributes/onclick'],
    ['a style attribute', { tagName: 'div', attributes: { style: 'position:fixed' } }, '/attributes/style'],
    ['a link that runs', { type: 'link', attributes: { href: 'javascript:alert(1)' } }, '/attributes/href'],
    ['one that hides it', { type: 'link', attributes: { href: 'java\tscript:alert(1)' } }, '/attributes/href'],
    ['one in capitals behind a space', { type: 'link', attributes: { href: ' JaVaScRiPt:alert(1)' } }, '/attributes/href'],
    ['a page as data', { type: 'link', attributes: { href: 'data:text/html,<script>alert(1)</script>' } }, '/attributes/href'],
    ['another host without a scheme', { type: 'link', attributes: { href: '//evil.example' } }, '/attributes/href'],
    ['the same by backslashes', { type: 'link', attributes: { href: '\\\\evil.example' } }, '/attributes/href'],
    ['a picture of another host', { type: 'image', attributes: { src: 'https://evil.example/1.png', alt: '' } }, '/attributes/src'],
    ['raw content', { type: 'text', content: '<img src=x onerror=alert(1)>' }, '/content'],
    ['code of the editor', { type: 'text', script: 'alert(1)' }, '/script'],
    ['a class of another', { classes: ['a" onclick="alert(1)'] }, '/classes/0'],
    ['an attribute that asks the server', { attributes: { 'data-dj-counts': '//evil.example' } }, '/attributes/data-dj-counts'],
    ['an attribute name with markup', { attributes: { 'x><script>': '1' } }, '/attributes/x><script>'],
    ['a place of a skeleton typed', { type: 'textnode', content: '\ue000block:0\ue001' }, '/content'],
  ]
  for (const [name, component, at] of refused) {
    t.same(pointers(one(component)), [`/components/0${at}`], name)
    t.notMatch(html(one(component)), /script|onclick|onerror|evil|style=|iframe|svg|<form|data-dj|\ue000/i, `${name} is not rendered`)
  }
})

t.test('an element that a browser would move or close by itself is refused: nothing breaks out of where it stands', async t => {
  const refused: [string, Component][] = [
    [
      'an item in an item without its list',
      { tagName: 'ul', components: [{ tagName: 'li', components: [{ components: [{ tagName: 'li' }] }] }] },
    ],
    ['a paragraph in a paragraph', { tagName: 'p', components: [{ tagName: 'span', components: [{ tagName: 'p' }] }] }],
    ['a heading in a heading', { tagName: 'h2', components: [{ tagName: 'h3' }] }],
    ['a link in a link', { tagName: 'a', components: [{ components: [{ tagName: 'a' }] }] }],
    ['a block in a link', { tagName: 'a', components: [{ type: 'block', block: 'a.b' }] }],
    ['a block in a paragraph', { tagName: 'p', components: [{ type: 'block', block: 'a.b' }] }],
    ['a row without its table', { tagName: 'tr' }],
    ['a text between rows', { tagName: 'table', components: [text('x')] }],
    ['an element between rows', { tagName: 'table', components: [{ tagName: 'div' }] }],
    ['something in a picture', { tagName: 'img', components: [text('x')] }],
  ]
  for (const [name, component] of refused) t.equal(wrong(one(component)).length, 1, name)
})

t.test('styles speak of the page itself, in values that are understood and put together anew', async t => {
  const rule = (style: Record<string, string>, more: object = {}) => ({ styles: [{ selectors: ['#d1'], style, ...more }] })
  const good = rule(
    { color: 'var(--dj-primary)', 'background-image': `url(file:${file})`, padding: '10px  2em' },
    { media: '(max-width: 767px)', state: 'hover' },
  )
  t.same(wrong(good), [])
  t.match(
    renderStyles(good.styles, '.dj-main'),
    /^@media \(max-width: 767px\)\{\.dj-main #d1:hover\{color:var\(--dj-primary\);background-image:url\(\ue000file:.*\ue001\?width=1920\);padding:10px 2em\}\}$/,
  )
  const refused: Record<string, string>[] = [
    { position: 'fixed' },
    { 'z-index': '11' },
    { color: 'red;position:fixed' },
    { color: 'red}body{display:none' },
    { color: '</style><script>alert(1)</script>' },
    { width: 'expression(alert(1))' },
    { 'background-image': 'url(https://evil.example/1.png)' },
    { 'background-image': 'url(javascript:alert(1))' },
    { background: `url(file:${file})` },
    { '-moz-binding': 'url(x)' },
    { behavior: 'url(x)' },
    { content: '"x"' },
    { color: 'var(--other)' },
    { color: '\\72 ed' },
    { width: 'attr(title)' },
    { 'background-image': 'image-set("x" 1x)' },
    { color: 'red/**/' },
    { animation: 'x 1s' },
  ]
  for (const style of refused) {
    t.same(pointers(rule(style)), [`/styles/0/style/${Object.keys(style)[0]}`], JSON.stringify(style))
    t.equal(renderStyles(rule(style).styles, '.dj-main'), '')
  }
  for (const selectors of [['body'], ['*'], ['#a', 'body'], ['.x'], ['#d1,body'], ['#d1 body'], []])
    t.same(pointers({ styles: [{ selectors, style: { color: 'red' } }] }), ['/styles/0/selectors'], selectors.join())
  t.same(pointers({ styles: [{ selectors: ['#d1'], media: 'print{}', style: { color: 'red' } }] }), ['/styles/0/selectors'])
})

t.test('huge and deep pages are refused before they are walked', async t => {
  let deep: Component = text('x')
  for (let at = 0; at < deepest + 2; at++) deep = { components: [deep] }
  t.match(wrong(one(deep)), [{ code: 'too-deep' }])
  let deeper: unknown = 'x'
  for (let at = 0; at < 100_000; at++) deeper = [deeper]
  t.match(wrong({ components: [{ attributes: deeper }] }), [{ code: 'too-deep' }])
  t.match(wrong({ components: Array.from({ length: mostComponents + 1 }, () => ({ tagName: 'br' })) }), [{ code: 'too-many' }])
  t.match(wrong(one(text('字'.repeat(700_000)))), [{ code: 'too-large' }])
  t.ok(wrong({ components: Array.from({ length: 1_000 }, () => ({ tagName: 'script' })) }).length <= 50)
})

t.test('template syntax is text like any other', async t => {
  const typed = ['{{constructor}}', '{{{lookup this "x"}}}', '<%= 1 %>', '#{1}', '{{#with x}}']
  for (const said of typed)
    t.equal(
      html(one({ tagName: 'p', components: [text(said)] })).replace(
        /&#39;|&quot;|&lt;|&gt;/g,
        sign => ({ '&#39;': "'", '&quot;': '"', '&lt;': '<' })[sign] ?? '>',
      ),
      `<p>${said}</p>`,
    )
})
