import type { ComponentDefinition, Editor } from 'grapesjs'
import { toShown } from '../content/file-addresses.ts'
import { kindOf } from '../content/kinds.ts'
import type { StoredComponent, StoredRule } from '../content/page-content.ts'

/** Components as GrapesJS takes them; only ever of what `admitted` let through. */
export function definitionsOf(components: StoredComponent[]): ComponentDefinition[] {
  return components.map(definitionOf)
}

function definitionOf(component: StoredComponent): ComponentDefinition {
  const kind = kindOf(component)
  if (kind === 'textnode') return { type: kind, content: component.content ?? '' }
  const { attributes = {}, classes = [], tagName = 'div', components = [], block, settings, name } = component
  const shared = {
    type: kind,
    attributes: Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, isFile(key) ? toShown(value) : value])),
    classes: [...classes],
    ...(name ? { name } : {}),
  }
  if (kind === 'block') return { ...shared, block, settings: structuredClone(settings ?? {}) }
  return { ...shared, tagName, components: definitionsOf(components) }
}

const isFile = (attribute: string): boolean => attribute === 'src' || attribute === 'poster'

/** For one component alone: what the panel of styles sets. Any other rule stays as it came. */
export const isForId = ({ selectors }: StoredRule): boolean => selectors.length === 1 && selectors[0]!.startsWith('#')

/** Puts such rules into the canvas. */
export function addRules(editor: Editor, rules: StoredRule[]): void {
  for (const { selectors, state, media, style } of rules)
    editor.Css.setRule(
      state ? `${selectors[0]}:${state}` : selectors[0]!,
      Object.fromEntries(Object.entries(style).map(([property, value]) => [property, toShown(value)])),
      media ? { atRuleType: 'media', atRuleParams: media } : {},
    )
}
