import { type ComponentType, type LazyExoticComponent, lazy, Suspense } from 'react'
import { useMenus } from '../desk/desk-data.ts'
import type { Told } from '../fields/record.ts'
import type { Screen } from '../fields/screen.ts'

export type PanelProps = { screen: Screen; record: Told }
type Panel = ComponentType<PanelProps>

const found = import.meta.glob<{ default: Panel }>('../../../plugins/*/admin/panels/*.tsx')
const opened = new Map<string, LazyExoticComponent<Panel>>()

/**
 * What plugins show of a record beside what it holds, their own or another plugin's: `admin/panels/<plugin>.<entity>.tsx`, its default export. It is
 * shown to whom a menu entry of that plugin is.
 */
export function OwnPanels({ screen, record }: PanelProps) {
  const { data: menus } = useMenus()
  const shown = panelsOf(screen.key).filter(([plugin]) => menus?.some(menu => menu.plugin === plugin))
  return shown.map(([plugin, Known]) => (
    <Suspense key={plugin} fallback={null}>
      <Known screen={screen} record={record} />
    </Suspense>
  ))
}

function panelsOf(entity: string): [plugin: string, Panel: LazyExoticComponent<Panel>][] {
  const name = `${entity.replace('/', '.')}.tsx`
  return Object.entries(found).flatMap(([place, load]) => {
    const [, plugin, file] = /plugins\/([^/]+)\/admin\/panels\/(.+)$/.exec(place) ?? []
    if (!plugin || file !== name) return []
    const known = opened.get(place) ?? lazy(load)
    opened.set(place, known)
    return [[plugin, known]]
  })
}
