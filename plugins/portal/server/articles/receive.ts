import { type At, defineProblem, type Json } from '../../../../core/index.ts'
import type { ArticleParts } from './parts.ts'

const otherSite = defineProblem('portal.column-of-another-site', 422, '栏目不属于这个站点')

const texts = ['title', 'summary', 'author', 'sourceName', 'sourceUrl'] as const

/**
 * An article from elsewhere becomes one of a column: a draft, or on its way to the visitors, at once, at its time, or through the column's
 * review. Asked again with the same id it makes nothing twice. @throws otherSite, and what the article's own rules refuse
 */
export async function receive(
  { commands, files, records }: Pick<ArticleParts, 'commands' | 'files' | 'records'>,
  at: At,
  { asked, id }: { asked: Json; id: string },
): Promise<string> {
  const known = await records.find(at, 'article', id)
  if (known) return id
  const column = await records.find(at, 'column', String(asked['columnId']))
  if (column?.['siteId'] !== asked['siteId']) throw otherSite()
  const values = Object.fromEntries(texts.map(name => [name, asked[name]]))
  // A file belongs to one record: those of the other's text and its cover come along as copies.
  const cover = typeof asked['cover'] === 'string' ? await files.copy(at, asked['cover']) : null
  const body = await files.copyNamed(at, String(asked['body']))
  await records.create(at, 'article', { ...values, body, cover, columnId: asked['columnId'] }, id)
  if (asked['publish'] === true) await commands.run(at, 'portal.send-article', { recordId: id, asked: { publishAt: asked['publishAt'] } })
  return id
}
