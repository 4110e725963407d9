import { type ComponentType, type LazyExoticComponent, lazy } from 'react'
import type { WidgetProps } from './widget.ts'

type OwnWidget = ComponentType<WidgetProps<never>>

const found = import.meta.glob<{ default: OwnWidget }>('../../../plugins/*/admin/widgets/*.tsx')
const opened = new Map<string, LazyExoticComponent<OwnWidget>>()

/** The widget `members/months`, loaded when a form first shows it; undefined where this build has none of that name. */
export function ownWidget(name: string): LazyExoticComponent<OwnWidget> | undefined {
  const [plugin, file] = name.split('/')
  const load = found[`../../../plugins/${plugin}/admin/widgets/${file}.tsx`]
  if (!load) return undefined
  const known = opened.get(name) ?? lazy(load)
  opened.set(name, known)
  return known
}
