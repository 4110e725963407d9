import { type At, defineProblem, type Given } from '../../../../core/index.ts'
import type { CheckSettings } from '../content/check-content.ts'
import type { Component, Content } from '../content/component.ts'
import { siteTemplates } from '../look/site-templates.ts'
import { withIds } from '../look/with-ids.ts'
import type { siteNeeds } from './sites.ts'

const noTemplate = defineProblem('portal.no-template', 422, '没有这个模板')

export type NewSite = { organizationId: string; template: string; code: string; title: string; description?: string }

/**
 * Makes a whole site from a template, with its pages as drafts and its columns; gives its id. Under the caller's own rights: who may not make a site, a page or a column
 * there makes none of it.
 */
export async function siteFromTemplate(
  { blocks, records }: Pick<Given<typeof siteNeeds>, 'blocks' | 'records'>,
  at: At,
  { template: name, ...site }: NewSite,
): Promise<string> {
  const template = siteTemplates().find(one => one.name === name)
  if (!template) throw noTemplate(undefined, [{ pointer: '/template', code: 'unknown', detail: '没有这个模板' }])
  const siteId = await records.create(at, 'site', { ...site, template: name, theme: template.theme, isOn: true })
  const columns = new Map<string, string>()
  // Those above come first in a template.
  for (const { parent, ...column } of template.columns)
    columns.set(
      column.code,
      await records.create(at, 'column', {
        ...column,
        siteId,
        kind: 'articles',
        parentId: parent === undefined ? null : columns.get(parent),
      }),
    )
  const pages = new Map<string, string>()
  for (const { content: _, ...page } of template.pages)
    pages.set(page.path ?? page.kind, await records.create(at, 'page', { ...page, siteId }))
  for (const page of template.pages)
    await records.change(at, 'page', pages.get(page.path ?? page.kind)!, {
      content: withKnownBlocks(withIds(page.content, { pages, columns }), blocks.check),
    })
  return siteId
}

/** Without blocks of plugins that are not installed, and without settings that the installed ones do not take: there the usual ones are. */
function withKnownBlocks({ components, styles }: Required<Content>, check: CheckSettings): Content {
  const known = (some: Component[]): Component[] => some.flatMap(one => (one.type === 'block' ? block(one) : [inside(one)]))
  const inside = (one: Component): Component => (one.components ? { ...one, components: known(one.components) } : one)
  const block = (one: Component): Component[] => {
    const wrong = check(String(one.block), one.settings ?? {})
    if (wrong.some(({ code }) => code === 'unknown-block')) return []
    const refused = new Set(wrong.map(({ pointer }) => pointer.split('/')[1]))
    return [{ ...one, settings: Object.fromEntries(Object.entries(one.settings ?? {}).filter(([name]) => !refused.has(name))) }]
  }
  return { components: known(components), styles }
}

/** Templates as they are offered. */
export const offeredTemplates = () =>
  siteTemplates().map(({ name, title, description, theme, pages, columns }) => ({
    ...{ name, title, description, theme, cover: `/api/v1/portal/templates/${name}/cover` },
    ...{ pages: pages.map(page => page.title), columns: columns.map(column => column.title) },
  }))
