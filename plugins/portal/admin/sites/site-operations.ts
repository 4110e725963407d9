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
  kind: string
  path: string | null
  title: string
  change: 'added' | 'removed' | 'changed' | 'same'
  texts: { kind: 'added' | 'removed'; text: string }[]
}

type Listed<T> = { data: T[] }

export const readReleases = async (siteId: string): Promise<Release[]> =>
  (await get<Listed<Release>>('/portal/releases', { 'filter[siteId][eq]': siteId, 'page[size]': 50 })).data
export const readTemplates = async (): Promise<SiteTemplate[]> => (await get<Listed<SiteTemplate>>('/portal/templates')).data

/** The highest one that the person may see. */
export const highestOrganization = async (): Promise<Related | null> => {
  const [first] = (await get<Listed<{ id: string; shortName: string }>>('/core/organizations/tree', { 'page[size]': 1 })).data
  return first ? { id: first.id, label: first.shortName } : null
}

export const createSite = (given: { template: string; organizationId: string; code: string; title: string }) =>
  post<{ id: string }>('/portal/sites/from-template', given)
export const publish = (siteId: string, given: { note?: string; publishAt?: string }) =>
  post<Pick<Release, 'id' | 'number' | 'state'>>(`/portal/sites/${siteId}/releases`, given)
export const restore = (releaseId: string, drafts: boolean) => post<void>(`/portal/releases/${releaseId}/restore`, { live: true, drafts })
export const compare = async (releaseId: string, other: string): Promise<PageChange[]> =>
  (await get<{ pages: PageChange[] }>(`/portal/releases/${releaseId}/compare`, { with: other })).pages
export const readAddress = async (siteId: string): Promise<string> =>
  (await get<{ address: string }>(`/portal/sites/${siteId}/address`)).address
export const previewLink = async (siteId: string): Promise<string> =>
  (await post<{ address: string }>(`/portal/sites/${siteId}/previews`, {})).address
