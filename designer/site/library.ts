import { get } from '../../runtime-web/admin/api/request.ts'
import { admitted } from '../content/admitted.ts'
import type { PageContent, StoredComponent } from '../content/page-content.ts'

/** A block that fills itself, as a plugin declared it. */
export type DynamicBlock = {
  name: string
  title: string
  description?: string
  category: string
  icon?: string
  order?: number
  /** JSON Schema of its settings. */
  settings: Record<string, unknown>
}

/** A piece that stands as it is until somebody changes it. */
export type StaticPiece = {
  name: string
  title: string
  description?: string
  category: string
  icon?: string
  component: StoredComponent
  styles?: PageContent['styles']
}

export type ThemePreset = { name: string; title: string; tokens: Record<string, string> }

type Listed<T> = { data: T[] }

export const readBlocks = async (): Promise<DynamicBlock[]> => (await get<Listed<DynamicBlock>>('/portal/blocks')).data
export const readLibrary = async (): Promise<StaticPiece[]> => (await get<Listed<StaticPiece>>('/portal/library')).data
export const readThemes = async (): Promise<ThemePreset[]> => (await get<Listed<ThemePreset>>('/portal/themes')).data

/** The styles that the pages of a site have: of all, of its theme, of blocks. */
export type SiteStyles = { base: string; theme: string; blocks: string }
export const readStyles = (siteId: string) => get<SiteStyles>('/portal/styles', { siteId })

/** One thing of the library, as it is put into a page. */
export type LibraryItem = {
  key: string
  title: string
  description: string
  category: string
  icon: string
  content: PageContent
}

/** Dynamic blocks begin with what their settings have as defaults. */
export function itemOfBlock({ name, title, description, category, icon, settings }: DynamicBlock): LibraryItem {
  return {
    key: name,
    title,
    description: description ?? '',
    category,
    icon: icon ?? 'appstore',
    content: { components: [{ type: 'block', block: name, settings: defaultsOf(settings) }], styles: [] },
  }
}

export function itemOfPiece({ name, title, description, category, icon, component, styles }: StaticPiece): LibraryItem {
  return {
    key: `piece:${name}`,
    title,
    description: description ?? '',
    category,
    icon: icon ?? 'layout',
    content: admitted({ components: [component], styles }),
  }
}

function defaultsOf(schema: Record<string, unknown>): Record<string, unknown> {
  const properties = (schema['properties'] ?? {}) as Record<string, { default?: unknown }>
  return Object.fromEntries(Object.entries(properties).flatMap(([name, one]) => (one.default === undefined ? [] : [[name, one.default]])))
}
