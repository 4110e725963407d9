import type { Component, CssRule, Editor } from 'grapesjs'
import { toStored } from '../content/file-addresses.ts'
import type { PageContent, StoredComponent, StoredRule } from '../content/page-content.ts'

/** What stands in the canvas as it is stored: these components and the rules that are for their ids alone. */
export function contentOf(editor: Editor, components: Component[]): PageContent {
  const ofId = rulesById(editor)
  const stored = components.map(component => storedOf(component, ofId))
  const ids = new Set<string>()
  for (const component of components) collectIds(component, ids)
  return { components: stored, styles: [...ids].flatMap(id => ofId.get(id) ?? []) }
}

function collectIds(component: Component, ids: Set<string>): void {
  if (component.is('textnode')) return
  ids.add(component.getId())
  for (const child of component.components().models) collectIds(child, ids)
}

function storedOf(component: Component, ofId: ReadonlyMap<string, StoredRule[]>): StoredComponent {
  if (component.is('textnode')) return { type: 'textnode', content: String(component.get('content') ?? '') }
  const id = component.getId()
  const { class: _class, style: _style, ...own } = component.get('attributes') as Record<string, unknown>
  const attributes: Record<string, string> = {}
  for (const [name, value] of Object.entries(own))
    if (typeof value === 'string' && !name.startsWith('data-gjs'))
      attributes[name] = name === 'src' || name === 'poster' ? toStored(value) : value
  if (ofId.has(id)) attributes['id'] = id
  const classes = component.getClasses() as string[]
  const name = String(component.get('name') ?? '')
  const shared = {
    ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
    ...(classes.length > 0 ? { classes } : {}),
    ...(name ? { name } : {}),
  }
  if (component.is('block'))
    return { type: 'block', ...shared, block: String(component.get('block')), settings: structuredClone(component.get('settings') ?? {}) }
  const children = component.components().models
  return {
    tagName: String(component.get('tagName') ?? 'div').toLowerCase(),
    ...shared,
    ...(children.length > 0 ? { components: children.map(child => storedOf(child, ofId)) } : {}),
  }
}

function rulesById(editor: Editor): Map<string, StoredRule[]> {
  const found = new Map<string, StoredRule[]>()
  for (const rule of editor.Css.getAll().models) {
    const selector = rule
      .getSelectors()
      .models.map(one => one.getFullName())
      .join('')
    const stored = selector.startsWith('#') ? ruleOf(rule, selector) : undefined
    if (stored) found.set(selector.slice(1), [...(found.get(selector.slice(1)) ?? []), stored])
  }
  return found
}

function ruleOf(rule: CssRule, selector: string): StoredRule | undefined {
  const style: Record<string, string> = {}
  for (const [property, value] of Object.entries(rule.getStyle()))
    if (typeof value === 'string' && value !== '') style[property] = toStored(value)
  if (Object.keys(style).length === 0) return undefined
  const state = rule.get('state')
  const media = rule.get('mediaText')
  return {
    selectors: [selector],
    ...(state === 'hover' || state === 'focus' ? { state } : {}),
    ...(media ? { media } : {}),
    style,
  }
}
