import { type At, sql } from '../../../../core/index.ts'
import type { Reading } from './find.ts'

export type Counts = { reads: number; likes: number; favourites: number; comments: number }

type Counted = keyof Counts

/** So many more (or fewer) of one kind. The row bears the article's own id, so that nobody has to find it. */
export async function addToCount({ transaction }: At, articleId: string, counted: Counted, by: number): Promise<void> {
  const column = sql.ref(counted)
  await transaction.run(sql`
    insert into portal.article_count as c (tenant_id, id, article_id, site_id, organization_id, reads, likes, favourites, comments)
    select t.tenant_id, t.id, t.id, t.site_id, t.organization_id, ${first('reads', counted, by)}, ${first('likes', counted, by)},
      ${first('favourites', counted, by)}, ${first('comments', counted, by)}
    from portal.article t where t.tenant_id = ${transaction.tenantId} and t.id = ${articleId}
    on conflict (tenant_id, id) do update set ${column} = greatest(c.${column} + ${by}, 0), updated_at = now()`)
}

function first(one: Counted, counted: Counted, by: number): number {
  return one === counted ? Math.max(by, 0) : 0
}

/** The comments of an article that everyone sees, counted anew. */
export async function recountComments(at: At, articleId: string): Promise<void> {
  const { transaction } = at
  await addToCount(at, articleId, 'comments', 0)
  await transaction.run(sql`
    update portal.article_count c set updated_at = now(), comments = (
      select count(*) from portal.comment t
      where t.tenant_id = c.tenant_id and t.article_id = c.id and t.state = 'approved' and t.deleted_at is null)
    where c.tenant_id = ${transaction.tenantId} and c.id = ${articleId}`)
}

/** What an article's page tells of it: figures, and what this person has said of it. */
export async function countsOf(
  { tenantId, run }: Reading,
  articleId: string,
  userId?: string,
): Promise<Counts & { liked: boolean; favourited: boolean }> {
  const own = (kind: string) => sql`exists (
    select 1 from portal.reaction r
    where r.tenant_id = ${tenantId} and r.article_id = ${articleId} and r.user_id = ${userId ?? null}::uuid and r.kind = ${kind})`
  const [row] = await run(sql<Counts & { liked: boolean; favourited: boolean }>`
    select coalesce(c.reads, 0) as reads, coalesce(c.likes, 0) as likes, coalesce(c.favourites, 0) as favourites,
      coalesce(c.comments, 0) as comments, ${own('like')} as liked, ${own('favourite')} as favourited
    from (select 1) one left join portal.article_count c on c.tenant_id = ${tenantId} and c.id = ${articleId}`)
  return row!
}
