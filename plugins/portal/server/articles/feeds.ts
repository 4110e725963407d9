import { generateRssFeed } from 'feedsmith'
import type { Answer, Visit } from '../../../../core/index.ts'
import { columnAt, latestArticles, type PublishedArticle, type SiteColumn } from './find.ts'
import { keptAnswers } from './kept-answers.ts'
import type { ArticleParts } from './parts.ts'
import { sitemapOf, sitemapPart, sitemapPaths } from './sitemap.ts'
import { type VisitedSite, visitedSite } from './visited-site.ts'

const most = 30

/** What programs read of a site: its latest articles and those of a column as RSS 2.0, and where its pages are. */
export function serveFeeds({ blocks, tenants, visitors }: Pick<ArticleParts, 'blocks' | 'tenants' | 'visitors'>): void {
  const kept = keptAnswers()
  blocks.onChange(tenantId => kept.drop(tenantId))
  visitors.get('feed.xml', visit => answered(visit, rss, site => feed(visit, site)))
  visitors.get('columns/:code/feed.xml', visit =>
    answered(visit, rss, async site => {
      const column = await columnAt(visitors.reading(visit), site.id, visit.parameters['code']!)
      return column?.kind === 'articles' ? feed(visit, site, column) : undefined
    }),
  )
  visitors.get('sitemap.xml', visit => answered(visit, xml, site => sitemapOf(visitors.reading(visit), site, visit)))
  visitors.get('sitemaps/:part', visit =>
    answered(visit, xml, site => sitemapPart(visitors.reading(visit), site, visit, visit.parameters['part']!)),
  )
  visitors.sitemaps(tenant => sitemapPaths(tenants.sql(tenant)))

  async function feed(visit: Visit, site: VisitedSite, column?: SiteColumn): Promise<string> {
    const articles = await latestArticles(visitors.reading(visit), site.id, { columnId: column?.id, most })
    return feedOf(
      visit,
      { title: column ? `${column.title} - ${site.title}` : site.title, description: column?.description ?? site.description },
      articles,
    )
  }

  /** The text is made once for all, until something of the tenant's that is shown changes. */
  async function answered(visit: Visit, type: string, text: (site: VisitedSite) => Promise<string | undefined>): Promise<Answer> {
    const site = await visitedSite(visitors.reading(visit), visit)
    if (!site) return { problem: 404 }
    const prepared = await kept.of(visit.tenantId, `${site.id} ${site.releaseId} ${visit.origin}${visit.path}`, async () => {
      const made = await text(site)
      return made === undefined ? undefined : visitors.prepare(made, { type })
    })
    return prepared ? { prepared } : { problem: 404 }
  }
}

const xml = 'application/xml; charset=utf-8'
const rss = 'application/rss+xml; charset=utf-8'

function feedOf({ origin, base, path }: Visit, of: { title: string; description: string | null }, articles: PublishedArticle[]): string {
  const link = `${origin}${base}`
  return generateRssFeed({
    title: of.title,
    link,
    description: of.description ?? of.title,
    language: 'zh-CN',
    ...(articles[0] ? { lastBuildDate: new Date(articles[0].publishedAt) } : {}),
    atom: { links: [{ href: `${origin}${path}`, rel: 'self', type: 'application/rss+xml' }] },
    items: articles.map(({ id, title, summary, publishedAt }) => ({
      title,
      link: `${link}articles/${id}`,
      description: summary ?? undefined,
      guid: { value: `${link}articles/${id}`, isPermaLink: true },
      pubDate: new Date(publishedAt),
    })),
  })
}
