import type { Component, Editor } from 'grapesjs'
import { copied, keepCopied } from '../content/clipping.ts'
import { newId, withFreshIds } from '../content/fresh-ids.ts'
import type { PageContent } from '../content/page-content.ts'
import { contentFitsIn } from './fitting.ts'
import { contentOf } from './from-editor.ts'
import type { RegionName, Regions } from './regions.ts'
import { addRules, definitionsOf, isForId } from './to-editor.ts'

/** What is done to a page: the same from the panels, the canvas and by keys. */
export type Editing = ReturnType<typeof editingOf>

export function editingOf(editor: Editor, regions: Regions) {
  /** Puts content there, under ids of its own, and selects the first of it. */
  const put = (into: Component, at: number, content: PageContent): Component | undefined => {
    const name = regions.around(into)
    if (!name) return undefined
    const fresh = withFreshIds(content)
    addRules(editor, fresh.styles.filter(isForId))
    regions.addClassRules(name, fresh.styles)
    const [first] = into.append(definitionsOf(fresh.components), { at })
    if (first) editor.select(first, { scroll: true })
    return first
  }
  const selected = () => editor.getSelected()
  const taken = (component: Component): PageContent => contentOf(editor, [component])

  return {
    selected,
    /** Where nothing was pointed at: beside what is selected, else at the end of the page. */
    insert(content: PageContent): Component | undefined {
      const { into, at } = placeFor(selected(), content, regions)
      const first = into && put(into, at, content)
      if (first) editor.trigger('designer:inserted')
      return first
    },
    duplicate(component = selected()): Component | undefined {
      const parent = component?.parent()
      return component && parent && component.get('copyable') ? put(parent, component.index() + 1, taken(component)) : undefined
    },
    copy(component = selected()): boolean {
      if (!component?.get('copyable')) return false
      keepCopied(taken(component))
      return true
    },
    cut(component = selected()): boolean {
      return this.copy(component) && this.remove(component)
    },
    paste(): Component | undefined {
      const content = copied()
      return content && this.insert(content)
    },
    remove(component = selected()): boolean {
      if (!component?.get('removable')) return false
      const next =
        component
          .parent()
          ?.components()
          .at(component.index() + 1) ?? component.parent()
      component.remove()
      if (next?.get('selectable')) editor.select(next)
      else editor.select()
      return true
    },
    /** Before the one before it, or after the one after it. */
    move(by: -1 | 1, component = selected()): boolean {
      const parent = component?.parent()
      if (!component?.get('draggable') || !parent) return false
      const to = component.index() + by
      if (to < 0 || to >= parent.components().length) return false
      component.move(parent, { at: by === 1 ? to + 1 : to })
      editor.select(component, { scroll: true })
      return true
    },
    /** To another of its siblings, out of it, or into it. */
    go(where: 'next' | 'previous' | 'out' | 'in', component = selected()): boolean {
      const found = component ? neighbour(component, where) : regions.of('page')
      if (found) editor.select(found, { scroll: true })
      return found !== undefined
    },
    saveable: (component = selected()): PageContent | undefined => (component?.get('copyable') ? taken(component) : undefined),
    /** Its own id, so that it can be styled. */
    styleable(component: Component): Component {
      if (!component.getAttributes()['id']) component.setId(newId())
      return component
    },
    replace: (name: RegionName, content: PageContent) => regions.replace(name, content),
  }
}

function neighbour(component: Component, where: 'next' | 'previous' | 'out' | 'in'): Component | undefined {
  const chosen = (list: Component[]) => list.find(one => !one.is('textnode') && one.get('selectable') && !one.get('locked'))
  const parent = component.parent()
  if (where === 'in') return chosen(component.components().models)
  if (where === 'out') return parent?.get('selectable') ? parent : undefined
  const siblings = parent?.components().models ?? []
  return where === 'next' ? chosen(siblings.slice(component.index() + 1)) : chosen(siblings.slice(0, component.index()).reverse())
}

/** Sections stand below each other in their region; smaller things go into the container that is selected, or beside what is. */
function placeFor(selected: Component | undefined, { components }: PageContent, regions: Regions): { into?: Component; at: number } {
  const page = regions.of('page')
  const end = { into: page, at: page?.components().length ?? 0 }
  if (!selected) return end
  const isSection = components[0]?.tagName === 'section'
  if (!isSection && contentFitsIn(components, selected)) return { into: selected, at: selected.components().length }
  if (selected.is('region')) return { into: selected, at: selected.components().length }
  for (let beside = selected; ; ) {
    const parent = beside.parent()
    if (!parent) return end
    if ((!isSection || parent.is('region')) && contentFitsIn(components, parent)) return { into: parent, at: beside.index() + 1 }
    beside = parent
  }
}
