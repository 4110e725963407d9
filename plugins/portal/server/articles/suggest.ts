import type { ArticleParts } from './parts.ts'
import { visitedSite } from './visited-site.ts'

const most = 6
const longest = 50

/** Titles of a site's articles that hold what is being typed, by characters, pinyin or initials: `suggest?q=`. */
export function serveSuggestions({ blocks, visitors }: Pick<ArticleParts, 'blocks' | 'visitors'>): void {
  visitors.get('suggest', async visit => {
    const site = await visitedSite(visitors.reading(visit), visit)
    if (!site) return { problem: 404 }
    const typed = (visit.query['q'] ?? '').trim().slice(0, longest)
    if (typed === '' || !typed.isWellFormed() || typed.includes('\0')) return { json: [] }
    const query = { filter: { siteId: { eq: site.id } }, q: typed, fields: 'title', sort: '-publishedAt', page: { size: String(most) } }
    const found = await blocks.list(visit.tenantId, 'article', query)
    return { json: found.map(({ id, title }) => ({ title, href: `${visit.base}articles/${id}` })) }
  })
}
