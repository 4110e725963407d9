import { sql, type TenantSql } from '../../../../core/index.ts'
import type { Content, PageKind } from '../content/component.ts'

/** A page as it is being designed. */
export type DraftPage = {
  id: string
  kind: PageKind
  path: string | null
  title: string
  description: string | null
  in_menu: boolean | null
  order: number | null
  content: Content | null
  pictures: string[] | null
}

type Reading = Pick<TenantSql, 'tenantId' | 'run'>

/** All pages of a site as they are now. */
export function draftPages(connection: Reading, siteId: string): Promise<DraftPage[]> {
  return connection.run(sql<DraftPage>`
    select id, kind, path, title, description, in_menu, "order", content, pictures from portal.page
    where tenant_id = ${connection.tenantId} and site_id = ${siteId} and deleted_at is null order by "order", title, id`)
}

/** Where a page is found below its site's address; undefined for what is part of others. */
export function pathOf({ kind, path }: { kind: PageKind; path?: string | null }): string | undefined {
  if (kind === 'home') return ''
  return kind === 'page' ? (path ?? undefined) : kind === 'search' ? 'search' : undefined
}
