import { type ComponentType, type LazyExoticComponent, lazy } from 'react'
import type { MenuEntry } from './desk-data.ts'

/** A page that a plugin brings as `admin/<page>.tsx`, its default export; it is loaded when it is opened. */
export type OwnPage = ComponentType<{ menu: MenuEntry }>

type Module = { default: OwnPage }

const ofPlugins = import.meta.glob<Module>('../../../plugins/*/admin/*.tsx')
const ofCore = import.meta.glob<Module>('../pages/*.tsx')
const opened = new Map<string, LazyExoticComponent<OwnPage>>()

/** The page of that name; undefined where the plugin brings none. */
export function ownPage(plugin: string, page: string): LazyExoticComponent<OwnPage> | undefined {
  const place = plugin === 'core' ? `../pages/${page}.tsx` : `../../../plugins/${plugin}/admin/${page}.tsx`
  const load = plugin === 'core' ? ofCore[place] : ofPlugins[place]
  if (!load) return undefined
  const known = opened.get(place) ?? lazy(load)
  opened.set(place, known)
  return known
}
