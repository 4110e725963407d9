import { type ComponentType, type LazyExoticComponent, lazy } from 'react'
import type { Told } from '../fields/record.ts'
import type { Screen } from '../fields/screen.ts'

/** What a page that a record is printed from gets (`admin/prints/<page>.tsx` of a plugin, its default export). */
export type PrintProps = { screen: Screen; record: Told }

type Print = NonNullable<NonNullable<Screen['form']>['prints']>[number]

const found = import.meta.glob<{ default: ComponentType<PrintProps> }>('../../../plugins/*/admin/prints/*.tsx')
const opened = new Map<string, LazyExoticComponent<ComponentType<PrintProps>>>()

/** What this record can be printed as, now. */
export function printsOf(screen: Screen, record: Told): Print[] {
  const told = new Map(screen.fields.map(field => [field.name, field.told]))
  return (screen.form?.prints ?? []).filter(({ needs }) => needs.every(name => (record[told.get(name) ?? name] ?? null) !== null))
}

/** The page `transfers/letter`; undefined where the plugin brings none. */
export function printPage(page: string): LazyExoticComponent<ComponentType<PrintProps>> | undefined {
  const [plugin, name] = page.split('/')
  const load = found[`../../../plugins/${plugin}/admin/prints/${name}.tsx`]
  if (!load) return undefined
  const known = opened.get(page) ?? lazy(load)
  opened.set(page, known)
  return known
}
