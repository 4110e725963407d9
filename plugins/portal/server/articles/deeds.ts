import type { Answer, Visit, Visitor } from '../../../../core/index.ts'
import { comment } from './comment.ts'
import { countsOf } from './counts.ts'
import { articleAt } from './find.ts'
import type { ArticleParts } from './parts.ts'
import { type ReactionKind, react } from './react.ts'
import { readings } from './readings.ts'
import { visitedSite } from './visited-site.ts'

const longest = 500

/**
 * What visitors do with an article: plain forms, so that they work without scripts; scripts send the same and get JSON. Figures are asked for
 * apart from the page, so that the page can be kept for all.
 */
export function serveDeeds(parts: Pick<ArticleParts, 'commands' | 'records' | 'visitors'>): void {
  const { visitors } = parts
  visitors.get('articles/:id/counts', async visit => {
    if (!(await articleOf(visit))) return { problem: 404 }
    // The page's script asks once for each opening; who has come without is noted by whoever gives him the page.
    readings.note({ tenantId: visit.tenantId, articleId: visit.parameters['id']!, visit })
    return { json: await figures(visit, await visit.visitor()) }
  })
  for (const kind of ['like', 'favourite'] as const)
    visitors.post(`articles/:id/${kind}`, visit => signedIn(visit, visitor => reacted(visit, visitor, kind)), { perMinute: 60 })
  visitors.post('articles/:id/comments', visit => signedIn(visit, visitor => commented(visit, visitor)), { perMinute: 20 })

  async function reacted(visit: Visit, { userId, ...visitor }: Visitor, kind: ReactionKind): Promise<Answer> {
    const on = visit.body['on'] !== 'false' && visit.body['on'] !== false
    await visitors.writing(visit, at => react(at, visit.parameters['id']!, userId, { kind, on }))
    return visit.wantsJson ? { json: await figures(visit, { userId, ...visitor }) } : backToArticle(visit)
  }

  async function commented(visit: Visit, { userId }: Visitor): Promise<Answer> {
    const text = String(visit.body['text'] ?? '').trim()
    if (text === '' || text.length > longest) return { problem: 422, sentence: `请填写评论，最多 ${longest} 个字` }
    const done = await visitors.writing(visit, at => comment(parts, at, visit.parameters['id']!, { userId, text }))
    return visit.wantsJson ? { json: { state: done.state, message: done.message } } : backToArticle(visit)
  }

  /** The article of the address, where visitors of this very site may read it. */
  async function articleOf(visit: Visit) {
    const reading = visitors.reading(visit)
    const site = await visitedSite(reading, visit)
    return site && articleAt(reading, site.id, visit.parameters['id']!)
  }

  async function figures(visit: Visit, visitor: Visitor | undefined) {
    const counts = await countsOf(visitors.reading(visit), visit.parameters['id']!, visitor?.userId)
    return { ...counts, ...(visitor ? { visitor: { name: visitor.name } } : {}) }
  }

  /** Only who has signed in has a say, and only of what he can read there. Whoever has not is led there, and back again. */
  async function signedIn(visit: Visit, act: (visitor: Visitor) => Promise<Answer>): Promise<Answer> {
    if (!(await articleOf(visit))) return { problem: 404 }
    const visitor = await visit.visitor()
    if (visitor) return act(visitor)
    return visit.wantsJson ? { problem: 401 } : { redirect: `/-/login?to=${encodeURIComponent(articlePath(visit))}` }
  }
}

function articlePath({ base, parameters }: Visit): string {
  return `${base}articles/${parameters['id']}`
}

function backToArticle(visit: Visit): Answer {
  return { redirect: articlePath(visit) }
}
