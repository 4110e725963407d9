import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Content, PageKind } from '../content/component.ts'
import { places } from './places.ts'
import type { ChosenTheme } from './themes.ts'

export type TemplatePage = {
  kind: PageKind
  path?: string
  title: string
  inMenu?: boolean
  order?: number
  description?: string
  content: Required<Content>
}
export type TemplateColumn = {
  code: string
  title: string
  /** Code of the column above. */
  parent?: string
  order: number
  inNavigation?: boolean
  inHome?: boolean
  inFooter?: boolean
}
export type SiteTemplate = {
  name: string
  title: string
  description: string
  order: number
  theme: ChosenTheme
  columns: TemplateColumn[]
  pages: TemplatePage[]
}

let read: readonly SiteTemplate[] | undefined

/** All whole-site templates in their order, read once. */
export const siteTemplates = (): readonly SiteTemplate[] =>
  (read ??= readdirSync(places.templates)
    .map(readTemplate)
    .sort((one, other) => one.order - other.order))

/** A picture of what a site of it looks like (WebP), where one was taken. */
export function coverOf(template: string): Buffer | undefined {
  const path = join(places.templates, template, 'cover.webp')
  return siteTemplates().some(({ name }) => name === template) && existsSync(path) ? readFileSync(path) : undefined
}

function readTemplate(name: string): SiteTemplate {
  const json = <T>(file: string) => JSON.parse(readFileSync(join(places.templates, name, file), 'utf8')) as T
  const declared = json<Omit<SiteTemplate, 'name' | 'pages'> & { pages: (Omit<TemplatePage, 'content'> & { content: string })[] }>(
    'template.json',
  )
  return { name, ...declared, pages: declared.pages.map(page => ({ ...page, content: json<Required<Content>>(page.content) })) }
}
