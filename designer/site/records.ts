import { ask, get, patch, post, remove } from '../../runtime-web/admin/api/request.ts'
import type { Related, Told } from '../../runtime-web/admin/fields/record.ts'
import type { PageContent } from '../content/page-content.ts'

export type PageKind = 'home' | 'page' | 'column' | 'article' | 'search' | 'header' | 'footer'

export type Theme = { preset?: string; tokens?: Record<string, string> }

export type Site = Told & {
  title: string
  code: string
  description: string | null
  isOn: boolean
  needsReview: boolean
  theme: Theme | null
  organization: Related
  liveRelease: Related | null
}

/** A page as lists tell it: without what it holds. */
export type SitePage = Told & {
  kind: PageKind
  title: string
  path: string | null
  inMenu: boolean
  order: number
  updatedAt: string
  updatedBy: Related | null
}

export type WholePage = SitePage & { content: PageContent | null }

export type Picture = Told & { title: string; file: string; alt: string | null; decorative: boolean }

export type Section = Told & { title: string; content: PageContent }

type Listed<T> = { data: T[]; page: { after: string | null } }

const ofSite = (siteId: string) => ({ 'filter[siteId][eq]': siteId, 'page[size]': 200 })

export const readSite = (id: string) => get<Site>(`/portal/sites/${id}`)
export const saveTheme = (site: Site, theme: Theme) => patch<Site>(`/portal/sites/${site.id}`, { theme }, site.version)

/** As people think of them: the home page first, then the site's own pages in their order, then those that show articles, head and foot last. */
const kindsInOrder: PageKind[] = ['home', 'page', 'column', 'article', 'search', 'header', 'footer']

export const readPages = async (siteId: string): Promise<SitePage[]> => {
  const { data } = await get<Listed<SitePage>>('/portal/pages', { ...ofSite(siteId), fields: 'kind,title,path,inMenu,order' })
  return data.sort((one, other) => kindsInOrder.indexOf(one.kind) - kindsInOrder.indexOf(other.kind))
}
export const readPage = (id: string) => get<WholePage>(`/portal/pages/${id}`)

/** @throws Problem `record.stale` where somebody else saved it meanwhile */
export const savePage = (id: string, content: PageContent, version: number) => patch<WholePage>(`/portal/pages/${id}`, { content }, version)

export type PageDetails = Partial<Pick<SitePage, 'title' | 'path' | 'inMenu' | 'order'>>
export const changePage = (page: SitePage, details: PageDetails) => patch<WholePage>(`/portal/pages/${page.id}`, details, page.version)
export const createPage = (siteId: string, page: PageDetails & { kind: PageKind; content: PageContent }) =>
  post<WholePage>('/portal/pages', { siteId, ...page })
export const deletePage = (id: string) => remove(`/portal/pages/${id}`)

export const readPictures = async (siteId: string, kind: 'image' | 'video', q: string): Promise<Picture[]> =>
  (await get<Listed<Picture>>('/portal/pictures', { ...ofSite(siteId), 'filter[kind][eq]': kind, ...(q ? { q } : {}) })).data
export const createPicture = (siteId: string, picture: { file: string; title: string; alt: string | null; decorative: boolean }) =>
  post<Picture>('/portal/pictures', { siteId, ...picture })

export const readSections = async (): Promise<Section[]> =>
  (await get<Listed<Section>>('/portal/sections', { 'page[size]': 200, fields: 'title,content' })).data
export const createSection = (site: Site, title: string, content: PageContent) =>
  post<Section>('/portal/sections', { organizationId: site.organization.id, title, content })
export const deleteSection = (id: string) => remove(`/portal/sections/${id}`)

/** The preview of a dynamic block, drawn by the server as on the visitor's page. */
export const askPreview = async (block: string, asked: { siteId: string; settings: object; context: object }): Promise<string> =>
  (await ask<{ html: string }>('POST', `/portal/blocks/${block}/preview`, { body: asked })).body.html
