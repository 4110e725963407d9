import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import t from 'tap'
import { checkContent } from '../../plugins/portal/server/content/check-content.ts'
import type { Component } from '../../plugins/portal/server/content/component.ts'
import { library } from '../../plugins/portal/server/look/library.ts'
import { coverOf, siteTemplates } from '../../plugins/portal/server/look/site-templates.ts'
import { visitorScript } from '../../plugins/portal/server/look/visitor-script.ts'
import { withIds } from '../../plugins/portal/server/look/with-ids.ts'

const kinds = ['header', 'footer', 'home', 'column', 'article', 'search', 'page']

t.test('there are at least five whole sites, each with every kind of page, an introduction and a way to contact', async t => {
  t.ok(siteTemplates().length >= 5)
  for (const { name, pages, columns } of siteTemplates()) {
    t.same(
      kinds.filter(kind => !pages.some(page => page.kind === kind)),
      [],
      name,
    )
    t.same(
      pages.filter(({ kind }) => kind === 'page').map(({ path }) => path),
      ['about', 'contact'],
      name,
    )
    t.ok(coverOf(name)!.length < 60_000, `${name}: a small cover`)
    t.ok(columns.length >= 5 && new Set(columns.map(({ code }) => code)).size === columns.length, `${name}: columns`)
  }
})

t.test('whatever a template links to or shows becomes a record of the new site, and no name of the template is left', async t => {
  for (const { name, pages, columns } of siteTemplates()) {
    const ids = {
      pages: new Map(pages.map(({ kind, path }) => [path ?? kind, `p-${path ?? kind}`])),
      columns: new Map(columns.map(({ code }) => [code, `c-${code}`])),
    }
    for (const page of pages) {
      const content = withIds(page.content, ids)
      const said = JSON.stringify(content)
      t.notMatch(said, /"column:(?!c-)|"page:(?!p-)/, `${name} ${page.title}`)
      for (const { settings = {} } of all(content.components).filter(({ type }) => type === 'block'))
        t.notMatch(JSON.stringify(settings), /column:|page:/, `${name} ${page.title}: settings hold ids alone`)
    }
  }
  t.throws(
    () => withIds({ components: [{ attributes: { href: 'column:nowhere' } }], styles: [] }, { pages: new Map(), columns: new Map() }),
    /no column nowhere/,
  )
})

t.test('whatever templates and the library hold may stand on pages', async t => {
  const id = '00000000-0000-7000-8000-000000000000'
  for (const { name, pages, columns } of siteTemplates()) {
    const ids = {
      pages: new Map(pages.map(({ kind, path }) => [path ?? kind, id])),
      columns: new Map(columns.map(({ code }) => [code, id])),
    }
    for (const page of pages) t.same(checkContent(withIds(page.content, ids), () => []).wrong, [], `${name} ${page.title}`)
  }
  for (const { name, component } of library()) t.same(checkContent({ components: [component] }, () => []).wrong, [], name)
})

t.test('the library has pieces for whatever a site begins with, each one component with a name', async t => {
  t.ok(library().length >= 25)
  for (const { name, title, category, component } of library()) t.ok(title && category && component.name, name)
  t.equal(new Set(library().map(({ title }) => title)).size, library().length, 'no two are called the same')
})

t.test(
  'no template holds a colour scheme of its own, an address of another host but links, or a picture that is not chosen yet without room for it',
  async t => {
    for (const { name, pages } of siteTemplates())
      for (const { title, content } of pages) {
        const components = all(content.components)
        t.notOk(
          components.some(({ attributes = {} }) => 'style' in attributes || Object.keys(attributes).some(key => key.startsWith('on'))),
          `${name} ${title}`,
        )
        for (const figure of components.filter(({ components = [] }) => components.some(({ type }) => type === 'image')))
          t.ok(
            figure.classes?.some(one => ['dj-picture', 'dj-card-picture', 'dj-slide'].includes(one)),
            `${name} ${title}: a drawing stands for the picture`,
          )
        t.notMatch(JSON.stringify(content.styles), /#[\da-f]{3,6}\b|rgb|url\(/i, `${name} ${title}: colours are the theme's`)
      }
  },
)

t.test('the visitors’ script is small, and needs neither eval nor HTML from texts', async t => {
  const script = visitorScript()
  t.ok(gzipSync(script).length < 15_000)
  t.notMatch(script.toString(), /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/)
  t.match(readFileSync('scripts/build-web.ts', 'utf8'), 'buildVisitorScripts')
})

function all(components: Component[]): Component[] {
  return components.flatMap(one => [one, ...all(one.components ?? [])])
}
