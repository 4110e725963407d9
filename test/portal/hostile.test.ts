import fc from 'fast-check'
import { parseHTML } from 'linkedom'
import t from 'tap'
import { checkContent } from '../../plugins/portal/server/content/check-content.ts'
import type { Component, Content } from '../../plugins/portal/server/content/component.ts'
import { renderContent, renderStyles } from '../../plugins/portal/server/content/render-content.ts'
import { fill, readSkeleton } from '../../plugins/portal/server/content/skeleton.ts'
import { tags } from '../../plugins/portal/server/content/tags.ts'
import { hostile, templateSyntax } from '../html/corpus.ts'
import { openBrowser } from '../support/browser.ts'

const browser = await openBrowser(t)
// Without the policy that sites are served with: what is rendered has to be harmless by itself.
const page = await (await browser.newContext()).newPage()

const html = (content: Content) => fill(readSkeleton(renderContent(content).html), hole => (hole.kind === 'block' ? '<p>block</p>' : '/x/'))
const text = (content: string): Component => ({ type: 'textnode', content })

/** What somebody's text becomes in every place of a page where a text can stand. */
function everywhere(said: string): Content {
  const names = ['title', 'alt', 'id', 'lang', 'role', 'href', 'src', 'target', 'aria-label', 'data-dj-slides', 'style', 'onclick', said]
  const attributes = Object.fromEntries(names.map(name => [name, said]))
  return {
    components: [
      { tagName: 'p', components: [text(said)] },
      { tagName: 'a', attributes, components: [text(said)] },
      { type: 'image', attributes: { ...attributes, src: 'file:0190a0a0-0000-7000-8000-000000000001' } },
      { type: 'video', attributes: { ...attributes, poster: said } },
      { tagName: said, attributes },
      { tagName: 'div', classes: [said, `dj-${said}`], content: said, name: said },
      { type: 'block', block: said, settings: { [said]: said }, attributes },
      ...asComponents(said),
    ],
    styles: [
      { selectors: [said], style: { color: 'red' } },
      { selectors: ['#d1'], media: said, state: said, style: { color: 'red' } },
      { selectors: ['#d1'], style: { color: said, 'background-image': `url(${said})`, 'font-family': `"${said}"`, [said]: 'red' } },
    ],
  }
}

/** The same as an editor of pages would read it. */
function asComponents(said: string): Component[] {
  const { document } = parseHTML(`<!doctype html><html><body>${said}</body></html>`)
  const read = (node: Node): Component =>
    node.nodeType === 3
      ? text(node.textContent ?? '')
      : {
          tagName: (node as Element).localName ?? 'div',
          attributes: Object.fromEntries([...((node as Element).attributes ?? [])].map(one => [one.name, one.value])),
          components: [...node.childNodes].map(read),
        }
  return [...document.body.childNodes].map(node => read(node as unknown as Node))
}

/** Puts each into a page of its own frame; gives those by which something ran, or that did not stay where they were put. */
async function wrong(pages: { name: string; html: string; css: string }[]): Promise<string[]> {
  await page.setContent('<!doctype html><html><body></body></html>')
  return page.evaluate(async all => {
    const found: string[] = []
    for (const { name, html, css } of all) {
      const frame = document.createElement('iframe')
      document.body.append(frame)
      let ran = 0
      Object.assign(frame.contentWindow!, { harm: () => ran++, alert: () => ran++ })
      frame.contentDocument!.open()
      Object.assign(frame.contentWindow!, { harm: () => ran++, alert: () => ran++ })
      frame.contentDocument!.write(
        `<!doctype html><style>${css}</style><body><div id="outer"><div id="inner">${html}</div><p id="after">after</p></div></body>`,
      )
      frame.contentDocument!.close()
      for (const link of frame.contentDocument!.querySelectorAll('a'))
        if (link.protocol === 'javascript:' || link.protocol === 'data:') found.push(`${name}: ${link.href}`)
      await new Promise(done => setTimeout(done, 5))
      if (ran > 0) found.push(`${name}: it ran`)
      const written = (one: Element): string[] => {
        const inside = [...one.children].flatMap(written)
        const tag = one.localName
        return tag === 'tbody' ? inside : [`<${tag}`, ...inside, ...(['img', 'br', 'hr'].includes(tag) ? [] : [`</${tag}`])]
      }
      const inner = frame.contentDocument!.querySelector('#outer > #inner')
      const read = inner ? [...inner.children].flatMap(written).join('') : ''
      const sent = (html.match(/<\/?[a-z][a-z0-9]*/g) ?? []).filter(one => !one.endsWith('tbody')).join('')
      if (read !== sent || !frame.contentDocument!.querySelector('#inner + #after')) found.push(`${name}: it did not stay in its place`)
      if (frame.contentWindow!.getComputedStyle(frame.contentDocument!.body).display === 'none') found.push(`${name}: it hides the page`)
      frame.remove()
    }
    return found
  }, pages)
}

t.test('whatever is typed anywhere in a page, nothing of it runs and nothing breaks out of its place', async t => {
  const pages = [...hostile.map(one => one.html), ...templateSyntax].map((said, at) => {
    const content = everywhere(said)
    return { name: `${at} ${said.slice(0, 60)}`, html: html(content), css: renderStyles(content.styles, '.dj-main') }
  })
  t.same(await wrong(pages), [])
})

t.test('what is typed as text is read as it was typed', async t => {
  const typed = [...hostile.map(one => one.html), ...templateSyntax].map(said => said.replace(/[^\P{Cc}\t\n]/gu, ''))
  const shown = await page.evaluate(
    all => {
      const read: string[] = []
      for (const html of all) {
        const box = document.createElement('div')
        box.innerHTML = html
        read.push(box.querySelector('p')?.textContent ?? '')
      }
      return read
    },
    typed.map(said => html({ components: [{ tagName: 'p', components: [text(said)] }] })),
  )
  t.same(shown, typed)
})

t.test('what is not on the list is refused: no hostile page is saved as it came', async t => {
  for (const { name, html: said } of hostile) t.not(checkContent(everywhere(said), () => []).wrong.length, 0, name)
})

t.test('however components are put into one another, a browser reads the page as it was written', async t => {
  const tag = fc.constantFrom(...Object.keys(tags))
  const { tree } = fc.letrec<{ tree: Component }>(tie => ({
    tree: fc.oneof(
      { maxDepth: 6 },
      fc.constant<Component>(text('x')),
      fc.constant<Component>({ type: 'block', block: 'a.b' }),
      fc.record({ tagName: tag, components: fc.array(tie('tree'), { maxLength: 4 }) }),
    ),
  }))
  const samples = fc.sample(fc.array(tree, { maxLength: 5 }), { numRuns: 400, seed: 20260701 })
  const pages = samples.map((components, at) => ({ name: `${at} ${JSON.stringify(components)}`, html: html({ components }), css: '' }))
  t.same(await wrong(pages), [])
})
