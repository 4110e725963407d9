import type { Content, PageKind } from '../content/component.ts'
import { type PlacedBlock, renderContent, renderStyles } from '../content/render-content.ts'
import type { DraftPage } from './draft-pages.ts'

/** A page with places for what is filled in when it is asked for. */
export type RenderedPage = {
  pageId: string | null
  kind: PageKind
  path: string | null
  title: string
  description: string | null
  inMenu: boolean
  order: number
  html: string
  css: string
  blocks: PlacedBlock[]
  content: Content
  pictures: string[]
}

/** The part of the frame that a page's own rules speak of. */
const containers: Partial<Record<PageKind, string>> = { header: '.dj-site-header', footer: '.dj-site-footer' }

/** Renders all pages of a site, by their JSON alone. */
export function renderPages(pages: readonly DraftPage[]): RenderedPage[] {
  return pages.map(page => {
    const content = page.content ?? {}
    const { html, blocks } = renderContent(content)
    return {
      ...{ pageId: page.id, kind: page.kind, path: page.path, title: page.title, description: page.description },
      ...{ inMenu: page.in_menu ?? false, order: page.order ?? 0, html, blocks, content, pictures: page.pictures ?? [] },
      css: renderStyles(content.styles, containers[page.kind] ?? '.dj-main'),
    }
  })
}
