import { useCallback, useMemo, useState } from 'react'
import type { Screen } from '../../fields/screen.ts'
import { columnFields, usualColumns } from '../list-fields.ts'

/** Which columns are shown, in their order, and how; a saved view holds one too. */
export type ColumnLayout = {
  shown: string[]
  pinned: Record<string, 'left' | 'right'>
  /** Pixels. */
  widths: Record<string, number>
  compact: boolean
}

export function usualLayout(screen: Screen): ColumnLayout {
  return { shown: usualColumns(screen), pinned: {}, widths: {}, compact: false }
}

/** A layout that was kept, without what the screen no longer has: fields come and go with rights and versions. */
export function soundLayout(kept: unknown, screen: Screen): ColumnLayout {
  const usual = usualLayout(screen)
  if (typeof kept !== 'object' || kept === null) return usual
  const { shown, pinned, widths, compact } = kept as Partial<Record<keyof ColumnLayout, unknown>>
  const known = new Set(columnFields(screen).map(field => field.name))
  const names = Array.isArray(shown) ? [...new Set(shown.filter((name): name is string => known.has(name)))] : []
  return {
    shown: names.length > 0 ? names : usual.shown,
    pinned: entriesOf(pinned, known, (side): side is 'left' | 'right' => side === 'left' || side === 'right'),
    widths: entriesOf(widths, known, (width): width is number => typeof width === 'number' && width >= narrowest && width <= widest),
    compact: compact === true,
  }
}

/** Whether two layouts draw the same, in whatever order their parts were written. */
export function sameLayout(one: ColumnLayout, other: ColumnLayout): boolean {
  const told = ({ shown, pinned, widths, compact }: ColumnLayout) =>
    JSON.stringify([shown, Object.entries(pinned).sort(), Object.entries(widths).sort(), compact])
  return told(one) === told(other)
}

export const narrowest = 64
export const widest = 800

function entriesOf<T>(value: unknown, known: Set<string>, isSound: (one: unknown) => one is T): Record<string, T> {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, T] => known.has(entry[0]) && isSound(entry[1])))
}

/** The layout of a list, kept for this person on this device; `view` is the saved view whose columns are shown, `kept` how that has them. */
export function useColumnLayout(screen: Screen, user: string, { view, kept }: { view?: string; kept?: unknown }) {
  const place = `dangjian.columns.${user}.${screen.key}.${view ?? ''}`
  const [changed, setChanged] = useState<{ place: string; layout: ColumnLayout }>()
  const layout = useMemo(
    () => (changed?.place === place ? changed.layout : soundLayout(readKept(place) ?? kept, screen)),
    [changed, place, kept, screen],
  )
  const change = useCallback(
    (next: ColumnLayout | undefined) => {
      if (next) localStorage.setItem(place, JSON.stringify(next))
      else localStorage.removeItem(place)
      setChanged({ place, layout: next ?? soundLayout(kept, screen) })
    },
    [place, kept, screen],
  )
  // What is shown stays; when it is read the next time, it is the view's.
  const leaveToView = useCallback(() => localStorage.removeItem(place), [place])
  return { layout, change, leaveToView }
}

function readKept(place: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(place) ?? 'null')
  } catch {
    return null
  }
}
