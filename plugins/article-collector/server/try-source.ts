import { defineProblem, FetchFailure, type Found, type Json } from '../../../core/index.ts'
import type { Parts } from './parts.ts'
import type { Entries, Entry, PageRules } from './reading/entry.ts'
import type { Reader } from './reading/open-reader.ts'
import { Refused } from './reading/refused.ts'
import type { Visit } from './visit.ts'

const cannot = defineProblem('article-collector.cannot-read', 422, '试采没有成功')

const selectors = [
  'listSelector',
  'linkSelector',
  'titleSelector',
  'dateSelector',
  'nextSelector',
  'bodySelector',
  'authorSelector',
  'leaveOut',
]
const bounds = { mostBytes: 10 * 1_048_576, timeLimitMs: 20_000, pauseMs: 1_000 }
const shown = 10

type Tried = PageRules & { kind: 'feed' | 'page'; address: string; text?: string; encoding?: string; article?: string }

/** What a source would find, before it is one: its list, and one article as words alone. Nothing of it is kept. */
export function tryingSources({ operations, outbound }: Parts, visit: Visit, read: Reader): void {
  const text = { type: 'string' }
  operations.define({
    method: 'POST',
    path: '/sources/try',
    id: 'try',
    summary: '试采：看一个来源会采到什么，不保存',
    gate: { entity: 'source', action: 'update' },
    perMinute: 20,
    body: {
      type: 'object',
      required: ['kind', 'address'],
      additionalProperties: false,
      properties: {
        kind: { type: 'string', enum: ['feed', 'page'] },
        address: { ...text, maxLength: 2_000 },
        text: { type: 'string', enum: ['page', 'feed'] },
        encoding: { type: 'string', enum: ['auto', 'utf-8', 'gb18030', 'big5'] },
        article: { ...text, maxLength: 2_000, description: '看哪一篇；不填为第一篇' },
        ...Object.fromEntries(selectors.map(name => [name, { ...text, maxLength: 200 }])),
      },
    },
    reply: {
      type: 'object',
      required: ['found', 'entries', 'next', 'article'],
      properties: {
        found: { type: 'integer' },
        next: { type: ['string', 'null'], description: '下一页' },
        entries: {
          type: 'array',
          items: {
            type: 'object',
            properties: { title: text, address: text, publishedAt: { type: ['string', 'null'] }, author: { type: ['string', 'null'] } },
          },
        },
        article: {
          type: ['object', 'null'],
          description: '其中一篇：只有文字，没有网页代码',
          properties: {
            address: text,
            title: { type: ['string', 'null'] },
            author: { type: ['string', 'null'] },
            publishedAt: { type: ['string', 'null'] },
            paragraphs: { type: 'array', items: text },
            pictures: { type: 'integer' },
            problem: { type: ['string', 'null'], description: '没有读出来的原因' },
          },
        },
      },
    },
    async read(asked) {
      const tried = asked.body as Tried
      const wrong = outbound.problem(tried.address)
      if (wrong) throw cannot(wrong, [{ pointer: '/address', code: 'bad-address', detail: wrong }])
      const { entries, next } = await findIn(tried).catch(told)
      const entry = entries.find(one => one.address === tried.article) ?? entries[0]
      const article = entry ? await articleOf(tried, entry) : null
      const list = entries
        .slice(0, shown)
        .map(({ title, address, publishedAt, author }) => ({ title, address, publishedAt: publishedAt ?? null, author: author ?? null }))
      return { body: { found: entries.length, next: next ?? null, entries: list, article } }
    },
  })

  async function findIn(tried: Tried): Promise<Entries> {
    const page = pageOf(await visit(tried.address, { ...bounds, signal: AbortSignal.timeout(bounds.timeLimitMs * 2) }), tried)
    return tried.kind === 'feed' ? read({ kind: 'feed', page }) : read({ kind: 'list', page, rules: tried })
  }

  async function articleOf(tried: Tried, entry: Entry): Promise<Json> {
    const { address } = entry
    try {
      const article =
        tried.kind === 'feed' && tried.text === 'feed'
          ? await read({ kind: 'fragment', html: entry.html ?? '', address, rules: tried })
          : await read({
              kind: 'article',
              page: pageOf(await visit(address, { ...bounds, signal: AbortSignal.timeout(bounds.timeLimitMs * 2) }), tried),
              rules: tried,
            })
      const { title, author, publishedAt, paragraphs, pictures } = article
      return {
        address,
        title: title ?? null,
        author: author ?? null,
        publishedAt: publishedAt ?? null,
        paragraphs,
        pictures: pictures.length,
        problem: null,
      }
    } catch (error) {
      if (!(error instanceof Refused || error instanceof FetchFailure)) throw error
      return { address, title: null, author: null, publishedAt: null, paragraphs: [], pictures: 0, problem: error.message }
    }
  }
}

function pageOf({ body, address, headers }: Found, { encoding }: Tried) {
  return { bytes: new Uint8Array(body), contentType: headers['content-type'], encoding, address }
}

/** What somebody else's site does not give is told to who asked. */
function told(error: unknown): never {
  throw error instanceof Refused || error instanceof FetchFailure ? cannot(error.message) : error
}
