import { parseFeed } from 'feedsmith'
import { absolute, addressKey } from './addresses.ts'
import { timeIn } from './dates.ts'
import type { Entries, Entry } from './entry.ts'
import { plain } from './plain.ts'
import { Refused } from './refused.ts'

type Told = { link?: string; title?: string; at?: string; author?: string; html?: string }

/** What a feed holds: RSS 0.9 to 2, RDF, Atom or JSON Feed. Entries without an address or title are none. @throws Refused */
export function readFeed(text: string, address: string): Entries {
  const entries = new Map<string, Entry>()
  for (const { link, title, at, author, html } of told(text)) {
    const full = absolute(link, address)
    const name = plain(title, 200)
    if (!full || !name) continue
    const entry = {
      address: full,
      key: addressKey(full),
      title: name,
      publishedAt: timeIn(at),
      author: plain(author, 60) || undefined,
      html,
    }
    if (!entries.has(entry.key)) entries.set(entry.key, entry)
  }
  return { entries: [...entries.values()] }
}

function told(text: string): Told[] {
  const parsed = parse(text)
  switch (parsed.format) {
    case 'rss':
      return (parsed.feed.items ?? []).map(one => ({
        link: one.link ?? (one.guid?.isPermaLink === false ? undefined : one.guid?.value),
        title: one.title,
        at: one.pubDate ?? one.dc?.dates?.[0] ?? one.dcterms?.created?.[0],
        author: one.authors?.[0]?.name ?? one.dc?.creators?.[0],
        html: one.content?.encoded ?? one.description,
      }))
    case 'rdf':
      return (parsed.feed.items ?? []).map(one => ({
        link: one.link,
        title: one.title,
        at: one.dc?.dates?.[0],
        author: one.dc?.creators?.[0],
        html: one.content?.encoded ?? one.description,
      }))
    case 'atom':
      return (parsed.feed.entries ?? []).map(one => ({
        link: (one.links?.find(link => !link.rel || link.rel === 'alternate') ?? one.links?.[0])?.href,
        title: one.title?.value,
        at: one.published ?? one.updated,
        author: one.authors?.[0]?.name,
        html: one.content?.value ?? one.summary?.value,
      }))
    case 'json':
      return (parsed.feed.items ?? []).map(one => ({
        link: one.url ?? one.external_url,
        title: one.title,
        at: one.date_published,
        author: one.authors?.[0]?.name,
        html: one.content_html ?? one.content_text,
      }))
  }
}

function parse(text: string) {
  try {
    return parseFeed(text)
  } catch (error) {
    const isPage = /<html[\s>]/i.test(text.slice(0, 2_000))
    throw new Refused(isPage ? '这个网址是网页，不是订阅源' : '订阅源的格式有错误，读不出来', { cause: error })
  }
}
