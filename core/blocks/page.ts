import type { EntityKey, Json } from '../declarations/model.ts'
import type { Caller } from '../permissions/access.ts'
import type { Engine } from '../records/engine.ts'
import type { Addresses } from './addresses.ts'

/** The site that a page belongs to; `base` is where its addresses begin: `/demo/party/`. */
export type BlockSite = { id: string; organizationId: string; title: string; base: string }

/** What the page is about, and what was asked of it. */
export type BlockContext = {
  kind: string
  pageId?: string
  column?: { id: string; title: string; code: string }
  article?: { id: string; columnId?: string }
  pageNumber?: number
  query?: string
}

/** A block on a page. */
export type BlockOnPage = {
  tenantId: Caller['tenantId']
  site: BlockSite
  context: BlockContext
  block: string
  settings: Json
  addresses?: Partial<Addresses>
}

export type BlockRendered = {
  /** Empty where there is nothing that the public may see of it at all: its plugin off, hidden in reduced-burden mode, or it failed. */
  html: string
  /** Entities by whose changes it changes. */
  depends: EntityKey[]
  /** When it has to be told anew at the latest, because it speaks of today. */
  until?: Date
}

/** What a plugin's code is asked for: by the public, on that page. */
export type BlockAsking = {
  caller: Caller
  engine: Engine
  site: BlockSite
  context: Required<{ [name in keyof BlockContext]: BlockContext[name] | null }>
  settings: Json
  /** The day in China, YYYY-MM-DD. */
  today: string
}

/** The context with all that there may be in it; what is not there is null. */
export function completeContext({ kind, pageId, column, article, pageNumber, query }: BlockContext): BlockAsking['context'] {
  return {
    kind,
    pageId: pageId ?? null,
    column: column ?? null,
    article: article ? { id: article.id, columnId: article.columnId } : null,
    pageNumber: pageNumber ?? 1,
    query: query ?? '',
  }
}
