import { type At, defineProblem, sql } from '../../../../core/index.ts'
import { addToCount } from './counts.ts'

export type ReactionKind = 'like' | 'favourite'

export const notPublished = defineProblem('portal.not-published', 404, '文章不存在或已撤下')

/** What a person thinks of an article, from now on or no longer. However often he says it, it counts once. @throws notPublished */
export async function react(at: At, articleId: string, userId: string, { kind, on }: { kind: ReactionKind; on: boolean }): Promise<void> {
  const { transaction } = at
  await requirePublished(at, articleId)
  const changed = on
    ? await transaction.run(sql`
        insert into portal.reaction (tenant_id, id, article_id, kind, user_id, created_by)
        values (${transaction.tenantId}, gen_random_uuid(), ${articleId}, ${kind}, ${userId}, ${userId})
        on conflict do nothing returning id`)
    : await transaction.run(sql`
        delete from portal.reaction
        where tenant_id = ${transaction.tenantId} and article_id = ${articleId} and kind = ${kind} and user_id = ${userId} returning id`)
  if (changed.length > 0) await addToCount(at, articleId, kind === 'like' ? 'likes' : 'favourites', on ? 1 : -1)
}

/** Nobody withdraws it meanwhile. @throws notPublished */
export async function requirePublished({ transaction }: At, articleId: string): Promise<{ columnId: string; commentsOpen: boolean }> {
  const [article] = await transaction.run(sql<{ columnId: string; commentsOpen: boolean }>`
    select t.column_id as "columnId", coalesce(t.comments_open, false) as "commentsOpen" from portal.article t
    where t.tenant_id = ${transaction.tenantId} and t.id = ${articleId} and t.state = 'published' and t.deleted_at is null for key share`)
  if (!article) throw notPublished()
  return article
}
