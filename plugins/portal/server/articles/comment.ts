import { type At, defineProblem, mask, sql } from '../../../../core/index.ts'
import type { ArticleParts } from './parts.ts'
import { requirePublished } from './react.ts'
import { sensitiveWordsIn } from './word-list.ts'

const closed = defineProblem('portal.comments-closed', 409, '这篇文章不开放评论')
const tooMany = defineProblem('portal.comments-too-many', 429, '评论太频繁，请稍后再试')

/** Comments that one person may write in ten minutes. */
const most = 10

export type Commented = { id: string; state: 'pending' | 'approved'; message: string }

/**
 * A comment of a person on an article. Where the column shows comments at once it is there at once, unless it holds a word of the tenant's
 * list: that waits for someone to look at it. @throws notPublished, closed, tooMany
 */
export async function comment(
  { commands, records }: Pick<ArticleParts, 'commands' | 'records'>,
  at: At,
  articleId: string,
  { userId, text }: { userId: string; text: string },
): Promise<Commented> {
  const { columnId, commentsOpen } = await requirePublished(at, articleId)
  const { comments, name, written } = await circumstances(at, columnId, userId)
  if (!commentsOpen || comments === 'off') throw closed()
  if (written >= most) throw tooMany()
  const words = await sensitiveWordsIn(at, text)
  const authorName = mask('name', name)
  const id = await records.create(at, 'comment', { articleId, userId, authorName, text, words: words.slice(0, 20) })
  if (comments !== 'after' || words.length > 0) return { id, state: 'pending', message: '评论已提交，审核通过后显示' }
  await commands.run(at, 'portal.approve-comment', { recordId: id, asked: {} })
  return { id, state: 'approved', message: '评论已发表' }
}

type Circumstances = { comments: string; name: string; written: number }

async function circumstances({ transaction }: At, columnId: string, userId: string): Promise<Circumstances> {
  const [row] = await transaction.run(sql<Circumstances>`
    select c.comments, u.name, (
      select count(*) from portal.comment t
      where t.tenant_id = ${transaction.tenantId} and t.user_id = u.id and t.created_at > now() - interval '10 minutes') as written
    from portal."column" c join core."user" u on u.tenant_id = c.tenant_id and u.id = ${userId}
    where c.tenant_id = ${transaction.tenantId} and c.id = ${columnId}`)
  return row!
}
