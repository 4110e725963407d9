import t from 'tap'
import { admitted, isAddress } from '../../designer/content/admitted.ts'
import { toShown, toStored } from '../../designer/content/file-addresses.ts'
import { idsIn, withFreshIds, withoutClashes } from '../../designer/content/fresh-ids.ts'
import { kindOf } from '../../designer/content/kinds.ts'
import type { PageContent, StoredComponent } from '../../designer/content/page-content.ts'
import { differences } from '../../designer/saving/differences.ts'

const file = '01930000-0000-7000-8000-000000000001'
const text = (content: string): StoredComponent => ({ type: 'textnode', content })
const page = (...components: unknown[]) => ({ components, styles: [] })

t.test('nothing that could run or load from elsewhere is opened in the editor, whatever a stored page says', async t => {
  const opened = admitted({
    components: [
      { tagName: 'script', components: [text('alert(1)')] },
      {
        tagName: 'p',
        script: 'alert(1)',
        'script-export': 'alert(1)',
        content: '<img src=x onerror=alert(1)>',
        components: [text('<b>字</b>')],
      },
      { tagName: 'a', attributes: { href: 'java\tscript:alert(1)', onclick: 'alert(1)', style: 'x' }, components: [text('点')] },
      { tagName: 'img', attributes: { src: 'https://elsewhere.example/x.png', srcset: 'x', alt: '图' } },
      { tagName: 'iframe', attributes: { srcdoc: '<script>1</script>' } },
      { type: 'wrapper', tagName: 'svg', components: [{ tagName: 'script' }] },
      { type: 'custom-code', tagName: 'font', components: [{ tagName: 'p', components: [text('留下')] }] },
      { type: 'block', block: '../x', settings: {} },
      {
        type: 'block',
        block: 'portal.articles',
        settings: { count: 3 },
        attributes: { onmouseover: 'x', id: 'd1' },
        toolbar: [{ command: 'x' }],
      },
    ],
    styles: [
      { selectors: ['#d1'], style: { color: 'red', 'background-image': 'url(https://elsewhere.example/x)', behavior: 'url(x)' } },
      { selectors: ['#d1', 'body'], style: { color: 'red;}</style>' } },
      { selectors: ['#d1'], media: 'print{}*', style: { color: 'red' } },
      { selectors: ['.dj-x'], state: 'hover', media: '(max-width: 767px)', style: { 'background-image': `url(file:${file})` } },
    ],
  })
  t.same(opened, {
    components: [
      { tagName: 'p', components: [text('<b>字</b>')] },
      { tagName: 'a', components: [text('点')] },
      { tagName: 'img', attributes: { alt: '图' } },
      { tagName: 'p', components: [text('留下')] },
      { type: 'block', attributes: { id: 'd1' }, block: 'portal.articles', settings: { count: 3 } },
    ],
    styles: [
      { selectors: ['#d1'], style: { color: 'red' } },
      { selectors: ['.dj-x'], state: 'hover', media: '(max-width: 767px)', style: { 'background-image': `url(file:${file})` } },
    ],
  })
  for (const nothing of [null, 'text', 7, [], { components: 'x', styles: {} }]) t.same(admitted(nothing), { components: [], styles: [] })
})

t.test('a page that is nested without end is cut off, and does not hang the editor', async t => {
  let deep: StoredComponent = { tagName: 'div' }
  for (let level = 0; level < 500; level++) deep = { tagName: 'div', components: [deep] }
  let depth = 0
  for (let one: StoredComponent | undefined = admitted(page(deep)).components[0]; one; one = one.components?.[0]) depth++
  t.ok(depth < 50)
})

t.test('a link leads within the site, to the web, a mailbox or a phone, and nowhere else', async t => {
  for (const good of [
    'https://example.cn/x?y',
    `page:${file}`,
    `column:${file}#top`,
    `article:${file}`,
    `file:${file}`,
    'mailto:a@example.cn',
    'tel:110',
    '#top',
    'about',
    'a/b',
    '?q=1',
  ])
    t.ok(isAddress(good), good)
  for (const bad of [
    'javascript:alert(1)',
    'JaVa\tScript:1',
    ' data:text/html,x',
    'vbscript:1',
    '//elsewhere.example',
    'blob:x',
    'x:y',
    'page:1',
    '',
  ])
    t.notOk(isAddress(bad), bad)
})

t.test('header, page and footer never share an id, and what spoke of a changed one follows', async t => {
  const footer: PageContent = {
    components: [
      { tagName: 'p', attributes: { id: 'dsame' }, components: [text('页脚')] },
      { tagName: 'a', attributes: { href: '#dsame', 'aria-describedby': 'dsame dother' } },
    ],
    styles: [{ selectors: ['#dsame', '.dj-x'], style: { color: 'red' } }],
  }
  t.equal(withoutClashes(footer, new Set(['delse'])), footer)
  const { components, styles } = withoutClashes(footer, new Set(['dsame']))
  const id = components[0]!.attributes!['id']!
  t.not(id, 'dsame')
  t.same(styles[0]!.selectors, [`#${id}`, '.dj-x'])
  t.same(components[1]!.attributes, { href: `#${id}`, 'aria-describedby': `${id} dother` })
  const twice = new Set([...idsIn(withFreshIds(footer)), ...idsIn(withFreshIds(footer))])
  t.equal(twice.size, 2, 'what is pasted twice has other ids each time')
})

t.test('files are shown from where the admin may read them, and stored by their id', async t => {
  const shown = toShown(`url(file:${file})`)
  t.equal(shown, `url(/api/v1/core/files/${file}/content)`)
  t.equal(toStored(shown), `url(file:${file})`)
  t.equal(toStored('https://example.cn/a'), 'https://example.cn/a')
})

t.test('what is words is typed into on the page; what holds other things is not', async t => {
  const strong: StoredComponent = { tagName: 'strong', components: [text('党建')] }
  t.equal(kindOf({ tagName: 'p', components: [text('这是'), strong] }), 'text')
  t.equal(kindOf({ tagName: 'h2' }), 'text')
  t.equal(kindOf({ tagName: 'a', components: [text('更多')] }), 'text-link')
  t.equal(kindOf({ tagName: 'a', components: [{ tagName: 'img' }] }), 'element')
  t.equal(kindOf({ tagName: 'li', components: [text('一'), { tagName: 'ul' }] }), 'element')
  t.equal(kindOf({ components: [] }), 'element')
})

t.test('of two versions of a page people are told what was said, shown and set differently', async t => {
  const titleOf = () => '文章列表'
  const before = page(
    { tagName: 'h2', components: [text('旧标题')] },
    { type: 'block', block: 'portal.articles', settings: { count: 3 } },
  ) as PageContent
  const after = page(
    { tagName: 'h2', components: [text('新标题')] },
    { type: 'block', block: 'portal.articles', settings: { count: 5 } },
  ) as PageContent
  t.same(differences(before, after, titleOf), [
    { what: 'removed', line: '旧标题' },
    { what: 'removed', line: '［文章列表］3' },
    { what: 'added', line: '新标题' },
    { what: 'added', line: '［文章列表］5' },
  ])
  t.same(differences(before, structuredClone(before), titleOf), [])
  t.equal(differences(before, { ...before, styles: [{ selectors: ['#d1'], style: { color: 'red' } }] }, titleOf).length, 1)
})
