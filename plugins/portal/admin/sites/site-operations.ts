import { get, post } from '../../../../runtime-web/admin/api/request.ts'
import type { Related, Told } from '../../../../runtime-web/admin/fields/record.ts'

export type Release = Told & {
  number: number
  note: string | null
  state: 'prepared' | 'review' | 'scheduled' | 'live' | 'past' | 'refused' | 'cancelled'
  publishAt: string | null
  publishedAt: string | null
  pages: number | null
  createdAt: string
  createdBy: Related | null
}

export type SiteTemplate = { name: string; title: string; description: string; cover?: string | null }

export type PageChange = {
  title: string
  kind: string
  change: 'added' | 'removed' | 'changed' | 'same'
  lines?: { what: 'added' | 'removed' | 'same'; text: string }[]
}

type Listed<T> = { data: T[] }

export const readReleases = async (siteId: string): Promise<Release[]> =>
  (await get<Listed<Release>>('/portal/releases', { 'filter[siteId][eq]': siteId, 'page[size]': 50 })).data
export const readTemplates = async (): Promise<SiteTemplate[]> => (await get<Listed<SiteTemplate>>('/portal/templates')).data

export const createSite = (given: { template: string; organizationId: string; code: string; title: string }) =>
  post<{ id: string }>('/portal/sites/from-template', given)
export const publish = (siteId: string, given: { note: string | null; publishAt?: string }) =>
  post<Release>(`/portal/sites/${siteId}/releases`, given)
export const restore = (releaseId: string, drafts: boolean) => post<Release>(`/portal/releases/${releaseId}/restore`, { drafts })
export const compare = async (releaseId: string, other: string): Promise<PageChange[]> =>
  (await get<Listed<PageChange>>(`/portal/releases/${releaseId}/compare`, { with: other })).data
export const previewLink = async (siteId: string): Promise<string> => (await post<{ url: string }>(`/portal/sites/${siteId}/previews`)).url
