import { type ComponentType, type LazyExoticComponent, lazy, Suspense } from 'react'
import type { Told } from '../fields/record.ts'
import type { Screen } from '../fields/screen.ts'

export type PanelProps = { screen: Screen; record: Told }
type Panel = ComponentType<PanelProps>

const found = import.meta.glob<{ default: Panel }>('../../../plugins/*/admin/panels/*.tsx')
const opened = new Map<string, LazyExoticComponent<Panel>>()

/** What a plugin shows of each of its records beside what it holds: `admin/panels/<entity>.tsx`, its default export. Most have none. */
export function OwnPanel({ screen, record }: PanelProps) {
  const Known = panelOf(screen.key)
  return (
    Known && (
      <Suspense fallback={null}>
        <Known screen={screen} record={record} />
      </Suspense>
    )
  )
}

function panelOf(entity: string): LazyExoticComponent<Panel> | undefined {
  const [plugin, name] = entity.split('/')
  const load = found[`../../../plugins/${plugin}/admin/panels/${name}.tsx`]
  if (!load) return undefined
  const known = opened.get(entity) ?? lazy(load)
  opened.set(entity, known)
  return known
}
