import { type ComponentType, type LazyExoticComponent, lazy } from 'react'
import type { ScreenField } from '../fields/screen.ts'
import type { WidgetProps } from './widget.ts'

type OwnWidget = ComponentType<WidgetProps<never>>
type Shown = ComponentType<{ field: ScreenField; value: never }>

const found = import.meta.glob<{ default: OwnWidget; Shown?: Shown }>('../../../plugins/*/admin/widgets/*.tsx')
const opened = new Map<string, LazyExoticComponent<OwnWidget>>()

/** The widget `members/months`, loaded when a form first shows it; undefined where this build has none of that name. */
export function ownWidget(name: string): LazyExoticComponent<OwnWidget> | undefined {
  const load = loaderOf(name)
  if (!load) return undefined
  const known = opened.get(name) ?? lazy(load)
  opened.set(name, known)
  return known
}

/** How the widget shows a value that is only read, where it has its own way. */
export async function ownShown(name: string): Promise<ComponentType<{ field: ScreenField; value: unknown }> | undefined> {
  return (await loaderOf(name)?.())?.Shown as ComponentType<{ field: ScreenField; value: unknown }> | undefined
}

function loaderOf(name: string) {
  const [plugin, file] = name.split('/')
  return found[`../../../plugins/${plugin}/admin/widgets/${file}.tsx`]
}
