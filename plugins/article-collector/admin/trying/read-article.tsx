import { Alert } from 'antd'
import dayjs from 'dayjs'
import type { TriedArticle } from './tried.ts'

/** An article as words alone: what another site wrote is not shown as a page here. */
export function ReadArticle({ article }: { article: TriedArticle }) {
  const { title, author, publishedAt, paragraphs, pictures, problem } = article
  if (problem) return <Alert type="warning" showIcon message={`这一篇没有读出来：${problem}`} />
  const facts = [author, publishedAt && dayjs(publishedAt).format('YYYY-MM-DD HH:mm'), pictures > 0 && `${pictures} 张图片`].filter(Boolean)
  return (
    <article className="trying-article">
      <h2>{title ?? '（没有标题）'}</h2>
      {facts.length > 0 && <p className="trying-hint">{facts.join(' · ')}</p>}
      {paragraphs.map((words, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs have nothing else to be told apart by
        <p key={at}>{words}</p>
      ))}
    </article>
  )
}
