import { decode } from './decode.ts'
import type { Entries, PageRules } from './entry.ts'
import { type Article, readArticle } from './read-article.ts'
import { readFeed } from './read-feed.ts'
import { readList } from './read-list.ts'
import { Refused } from './refused.ts'

type Page = { bytes: Uint8Array; contentType?: string; encoding?: string; address: string }

/** What is read beside the main thread: nobody knows how large and how twisted it is. */
export type Reading =
  | { kind: 'feed'; page: Page }
  | { kind: 'list'; page: Page; rules: PageRules }
  | { kind: 'article'; page: Page; rules: PageRules }
  | { kind: 'fragment'; html: string; address: string; rules: PageRules }

export type Read<R extends Reading> = R extends { kind: 'feed' | 'list' } ? Entries : Article

/** Threads do not share classes: that something cannot be read crosses as a sentence. */
export type Outcome = { value: Entries | Article } | { refused: string }

export default function read(reading: Reading): Outcome {
  try {
    return { value: carryOut(reading) }
  } catch (error) {
    if (error instanceof Refused) return { refused: error.message }
    if (error instanceof RangeError) return { refused: '网页的层次太深，读不出来' }
    throw error
  }
}

function carryOut(reading: Reading): Entries | Article {
  if (reading.kind === 'fragment') return readArticle(reading.html, reading.address, reading.rules, { fragment: true })
  const { bytes, contentType, encoding, address } = reading.page
  const text = decode(bytes, { contentType, chosen: encoding })
  switch (reading.kind) {
    case 'feed':
      return readFeed(text, address)
    case 'list':
      return readList(text, address, reading.rules)
    case 'article':
      return readArticle(text, address, reading.rules, { fragment: false })
  }
}
