import { type ComponentType, type LazyExoticComponent, lazy, Suspense } from 'react'
import type { ScreenField } from '../fields/screen.ts'
import { Value } from '../fields/value.tsx'
import { ownShown } from '../form/own-widget.ts'

type Props = { widget: string; field: ScreenField; value: unknown }
type Shown = ComponentType<Omit<Props, 'widget'>>

const opened = new Map<string, LazyExoticComponent<Shown>>()

/** A value as the plugin's widget shows it where it is only read (its export `Shown`); as any other where it has none. */
export function OwnShown({ widget, field, value }: Props) {
  const known = opened.get(widget) ?? lazy(async () => ({ default: (await ownShown(widget)) ?? usual }))
  opened.set(widget, known)
  const Known = known
  return (
    <Suspense fallback={null}>
      <Known field={field} value={value} />
    </Suspense>
  )
}

const usual: Shown = props => <Value {...props} whole />
