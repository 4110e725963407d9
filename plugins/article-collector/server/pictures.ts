import { type At, FetchFailure, type Json, todayInShanghai, usualSize } from '../../../core/index.ts'
import type { Parts } from './parts.ts'
import type { Entry } from './reading/entry.ts'
import type { Article } from './reading/read-article.ts'
import { Refused } from './reading/refused.ts'
import type { Run } from './run.ts'
import type { Source } from './source.ts'
import type { Visit } from './visit.ts'

/** A picture of an article, by its number there. */
export type Picture = { number: number; name: string; content: Buffer }

const most = 20
const mostBytes = 5 * 1_048_576
const mostBytesTogether = 20 * 1_048_576
/** What is left after so long stays away. */
const timeLimitMs = 60_000
const pauseMs = 200
/** A cover is no icon. */
const leastCoverBytes = 10_000

/** Fetches an article's pictures, as many as are borne; one that cannot be had is left out. */
export async function fetchPictures(
  { visit }: { visit: Visit },
  { doing }: Run,
  source: Source,
  entry: Entry,
  article: Article,
): Promise<Picture[]> {
  if (!source.copyPictures) return []
  const pictures: Picture[] = []
  const timeLimit = AbortSignal.timeout(timeLimitMs)
  const signal = AbortSignal.any([doing.closing, timeLimit])
  let left = mostBytesTogether
  for (const [number, address] of article.pictures.slice(0, most).entries()) {
    if (left <= 0 || timeLimit.aborted) break
    const bounds = { types: ['image/*', 'application/octet-stream'], mostBytes: Math.min(mostBytes, left), timeLimitMs: 15_000 }
    try {
      const { body } = await visit(address, { ...bounds, pauseMs, signal, headers: { referer: entry.address } })
      left -= body.length
      pictures.push({ number, name: nameOf(address, number), content: body })
    } catch (error) {
      if (doing.closing.aborted || !(error instanceof Refused || error instanceof FetchFailure || timeLimit.aborted)) throw error
    }
  }
  return pictures
}

/** Stores them with the record that is about to take them; the text names those that there are. What is no picture by its content is left out. */
export async function storePictures({ files }: Pick<Parts, 'files'>, at: At, { html, token }: Article, pictures: Picture[]): Promise<Json> {
  const stored = new Map<string, string>()
  let cover: string | null = null
  // A tenant may take smaller ones only.
  const largest = usualSize(at.engine.model.rules, 'image/*', todayInShanghai())
  for (const { number, name, content } of pictures.filter(({ content }) => content.length <= largest)) {
    const id = await files.store(at, { name, content }).catch(unsuitable)
    if (id === undefined) continue
    stored.set(String(number), id)
    if (!cover && content.length >= leastCoverBytes) cover = await files.copy(at, id)
  }
  const body = html.replace(new RegExp(`<img [^>]*${token}-(\\d+)-[^>]*>`, 'g'), (image, number: string) => {
    const id = stored.get(number)
    return id ? `<img src="file:${id}" alt="${/ alt="([^"]*)"/.exec(image)?.[1] ?? ''}">` : ''
  })
  return { body, cover }
}

function nameOf(address: string, number: number): string {
  const last = new URL(address).pathname.split('/').at(-1) ?? ''
  return /^[\w.-]{1,80}$/.test(last) ? last : `图片${number + 1}`
}

/** @throws what is no fault of the picture */
function unsuitable(error: unknown): undefined {
  if (!(error instanceof Error && error.name === 'Problem')) throw error
}
