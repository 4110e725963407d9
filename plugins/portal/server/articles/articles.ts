import type { Json } from '../../../../core/index.ts'
import { answerApi } from './article-operations.ts'
import { startBlocks } from './block-data.ts'
import { recountComments } from './counts.ts'
import { serveDeeds } from './deeds.ts'
import { serveFeeds } from './feeds.ts'
import type { ArticleParts } from './parts.ts'
import { startReadings } from './readings.ts'
import { receive } from './receive.ts'
import { serveSuggestions } from './suggest.ts'

export { articleNeeds } from './parts.ts'

/** What articles do beyond their declarations: comments are looked through, likes and readings counted, feeds written. */
export function startArticles(parts: ArticleParts): void {
  const { commands, events } = parts
  commands.define('receive', (at, order) => receive(parts, at, order))
  events.on(
    'recount-comments',
    ['portal/comment.approve', 'portal/comment.refuse', 'portal/comment.deleted', 'portal/comment.restored'],
    async (at, happened) => {
      const articles = happened.map(({ data }) => String((data['record'] as Json | undefined)?.['articleId']))
      for (const articleId of [...new Set(articles)].sort()) await recountComments(at, articleId)
    },
  )
  startReadings(parts)
  answerApi(parts)
  serveDeeds(parts)
  serveFeeds(parts)
  startBlocks(parts)
  serveSuggestions(parts)
}
