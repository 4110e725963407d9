import { type At, type Json, sql } from '../../../core/index.ts'
import { likenessFields, likeTextAs } from './like-text.ts'
import type { Parts } from './parts.ts'
import { type Picture, storePictures } from './pictures.ts'
import type { Entry } from './reading/entry.ts'
import { shortened } from './reading/plain.ts'
import type { Article } from './reading/read-article.ts'
import { count, hold, type Run } from './run.ts'
import type { Source } from './source.ts'

/** Those that the organization has not yet, not among what it threw away either. */
export async function unknownAmong({ transaction }: At, source: Source, entries: Entry[]): Promise<Entry[]> {
  const keys = entries.map(entry => addressKeyOf(source, entry))
  const known = await transaction.run(sql<{ key: string }>`
    select address_key as key from article_collector.item where tenant_id = ${transaction.tenantId} and address_key = any(${keys}::text[])`)
  const had = new Set(known.map(one => one.key))
  return entries.filter(entry => !had.has(addressKeyOf(source, entry)))
}

/**
 * Keeps an article once, whoever else comes with the same at the same moment; one whose text is there already is only noted, one
 * that is much like another is kept and says so.
 */
export async function keep(parts: Parts, run: Run, source: Source, entry: Entry, article: Article, pictures: Picture[]): Promise<void> {
  const attempt = () =>
    run.doing.transaction(async at => {
      await hold(at, run)
      const [again] = await unknownAmong(at, source, [entry])
      if (!again) return
      const facts = factsOf(source, entry, article)
      const copyOf = await sameTextAs(at, source, article)
      if (copyOf) {
        await parts.records.create(at, 'item', { ...facts, state: 'duplicate', duplicateOfId: copyOf })
        return count(at, run, { duplicates: 1 })
      }
      const content = { textKey: textKeyOf(source, article), ...(await storePictures(parts, at, article, pictures)) }
      const likeWhich = await likeTextAs(at, source.organizationId, article.likeness)
      const state = likeWhich ? 'similar' : 'collected'
      const likeness = likenessFields(article.likeness)
      await parts.records.create(at, 'item', { ...facts, ...content, ...likeness, state, duplicateOfId: likeWhich ?? null })
      await count(at, run, { collected: 1, alike: likeWhich ? 1 : 0 })
    })
  try {
    await attempt()
  } catch (error) {
    if (!isTaken(error)) throw error
    // Another run of the organization has written the same meanwhile, which is now seen.
    await attempt()
  }
}

function factsOf(source: Source, entry: Entry, article: Article): Json {
  const cut = entry.title.endsWith('…') || entry.title.endsWith('...')
  return {
    organizationId: source.organizationId,
    sourceId: source.id,
    sourceName: source.name,
    title: (cut && article.title) || entry.title,
    address: entry.address,
    addressKey: addressKeyOf(source, entry),
    author: entry.author ?? article.author ?? null,
    publishedAt: entry.publishedAt ?? article.publishedAt ?? null,
    summary: shortened(article.summary, 500) || null,
  }
}

/** The article of the organization that has the same text. */
export async function sameTextAs({ transaction }: At, source: Source, article: Article): Promise<string | undefined> {
  const [same] = await transaction.run(sql<{ id: string }>`
    select id from article_collector.item where tenant_id = ${transaction.tenantId} and text_key = ${textKeyOf(source, article)} order by created_at limit 1`)
  return same?.id
}

function addressKeyOf({ organizationId }: Source, { key }: Entry): string {
  return `${organizationId} ${key}`
}

function textKeyOf({ organizationId }: Source, { hash }: Article): string {
  return `${organizationId} ${hash}`
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'record.conflict'
}
