import { type At, sql } from '../../../core/index.ts'
import type { PageRules } from './reading/entry.ts'

export type Source = PageRules & {
  id: string
  organizationId: string
  name: string
  kind: 'feed' | 'page'
  address: string
  enabled: boolean
  collectAt: string
  text: 'page' | 'feed' | null
  pages: number | null
  encoding: string | null
  copyPictures: boolean
  perRun: number
  /** Seconds. */
  pause: number
  etag: string | null
  lastModified: string | null
  lastState: 'good' | 'broken' | null
  createdBy: string | null
}

/** A source that is not deleted. */
export async function sourceOf({ transaction }: Pick<At, 'transaction'>, id: string): Promise<Source | undefined> {
  const [source] = await transaction.run(sql<Source>`
    select id, organization_id as "organizationId", name, kind, address, coalesce(enabled, false) as enabled, collect_at as "collectAt", text, pages, encoding,
      coalesce(copy_pictures, true) as "copyPictures", coalesce(per_run, 50) as "perRun", coalesce(pause, 1) as pause, etag, last_modified as "lastModified",
      last_state as "lastState", created_by as "createdBy", list_selector as "listSelector", link_selector as "linkSelector",
      title_selector as "titleSelector", date_selector as "dateSelector", next_selector as "nextSelector", body_selector as "bodySelector",
      author_selector as "authorSelector", leave_out as "leaveOut"
    from article_collector.source where tenant_id = ${transaction.tenantId} and id = ${id} and deleted_at is null`)
  return source
}
