import type { Component, Editor } from 'grapesjs'
import { admitted } from '../content/admitted.ts'
import { toShown } from '../content/file-addresses.ts'
import { idsIn, withoutClashes } from '../content/fresh-ids.ts'
import type { PageContent, StoredRule } from '../content/page-content.ts'
import { contentOf } from './from-editor.ts'
import { addRules, definitionsOf, isForId } from './to-editor.ts'

/** The framed parts of what a visitor sees: head and foot are pages of the site too, shown around each of the others. */
export const regionNames = ['header', 'page', 'footer'] as const
export type RegionName = (typeof regionNames)[number]
export type RegionContents = Partial<Record<RegionName, PageContent>>

const frames: Record<RegionName, { tagName: string; classes: string[]; label: string }> = {
  header: { tagName: 'header', classes: ['dj-site-header'], label: '页眉 · 各页共用' },
  page: { tagName: 'main', classes: ['dj-main'], label: '页面' },
  footer: { tagName: 'footer', classes: ['dj-site-footer'], label: '页脚 · 各页共用' },
}

/** What the canvas shows, and how the regions of it are read back. */
export type Regions = {
  show(contents: RegionContents): void
  /** Replaces one region, so that it can be undone. */
  replace(name: RegionName, content: PageContent): void
  read(name: RegionName): PageContent | undefined
  of(name: RegionName): Component | undefined
  /** In which region a component stands. */
  around(component: Component): RegionName | undefined
  /** Rules for classes that came with what was inserted; they belong to the region. */
  addClassRules(name: RegionName, rules: StoredRule[]): void
}

export function regionsOf(editor: Editor): Regions {
  /** Rules for classes are not changed here: they go back as they came. */
  const ofClasses = new Map<RegionName, StoredRule[]>()
  const keep = (name: RegionName, { styles }: PageContent) => {
    ofClasses.set(name, styles.filter(isForClasses))
    showClassRules(editor, ofClasses)
  }
  const find = (name: RegionName) =>
    editor
      .getWrapper()
      ?.components()
      .at(0)
      ?.components()
      .models.find(one => one.getAttributes()['data-region-name'] === name)
  return {
    show(contents) {
      const opened = safe(contents)
      const standing = regionNames.filter(name => opened[name])
      editor.select()
      editor.UndoManager.skip(() => {
        editor.Css.clear()
        for (const name of standing) {
          keep(name, opened[name]!)
          addRules(editor, opened[name]!.styles.filter(isForId))
        }
        const site = {
          type: 'site',
          components: standing.map(name => ({
            type: 'region',
            tagName: frames[name].tagName,
            classes: frames[name].classes,
            attributes: { 'data-region': frames[name].label, 'data-region-name': name },
            components: definitionsOf(opened[name]!.components),
          })),
        }
        editor.getWrapper()!.components([site])
      })
      editor.UndoManager.clear()
    },
    replace(name, content) {
      const region = find(name)
      if (!region) return
      const other = new Set(regionNames.filter(one => one !== name).flatMap(one => [...idsIn(this.read(one) ?? { components: [] })]))
      const opened = withoutClashes(admitted(content), other)
      keep(name, opened)
      for (const { selectors } of contentOf(editor, region.components().models).styles) editor.Css.remove(selectors[0]!)
      addRules(editor, opened.styles.filter(isForId))
      region.components(definitionsOf(opened.components))
    },
    read(name) {
      const region = find(name)
      if (!region) return undefined
      const { components, styles } = contentOf(editor, region.components().models)
      return admitted({ components, styles: [...(ofClasses.get(name) ?? []), ...styles] })
    },
    of: find,
    around(component) {
      for (let one: Component | undefined = component; one; one = one.parent())
        if (one.is('region')) return one.getAttributes()['data-region-name'] as RegionName
      return undefined
    },
    addClassRules(name, rules) {
      ofClasses.set(name, [...(ofClasses.get(name) ?? []), ...rules.filter(isForClasses)])
      showClassRules(editor, ofClasses)
    },
  }
}

const isForClasses = (rule: StoredRule): boolean => !isForId(rule)

/** As the visitor's page has them: within their region alone. */
function showClassRules(editor: Editor, ofClasses: ReadonlyMap<RegionName, StoredRule[]>): void {
  const css = [...ofClasses].flatMap(([name, rules]) =>
    rules.map(({ selectors, state, media, style }) => {
      const place = `.${frames[name].classes[0]} ${[...selectors].sort().join('')}${state ? `:${state}` : ''}`
      const rule = `${place}{${Object.entries(style)
        .map(([property, value]) => `${property}:${toShown(value)}`)
        .join(';')}}`
      return media ? `@media ${media}{${rule}}` : rule
    }),
  )
  const { head } = editor.Canvas.getDocument()!
  const style = head.querySelector('style[data-classes]') ?? head.ownerDocument.createElement('style')
  style.setAttribute('data-classes', '')
  style.textContent = css.join('\n')
  if (!style.isConnected) head.append(style)
}

/** Without what must not be opened, and without ids that two of the regions have. */
function safe(contents: RegionContents): RegionContents {
  const taken = new Set<string>()
  const opened: RegionContents = {}
  for (const name of regionNames) {
    const given = contents[name]
    if (!given) continue
    const content = withoutClashes(admitted(given), taken)
    for (const id of idsIn(content)) taken.add(id)
    opened[name] = content
  }
  return opened
}
