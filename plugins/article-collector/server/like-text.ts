import { type At, type Json, sql } from '../../../core/index.ts'
import type { Likeness } from './reading/likeness.ts'

/**
 * Texts whose 64 bits differ in no more are much alike: a reprint with an editor's note or without a paragraph differs in some 3 to 9, other
 * articles of the same site with the same words around them in 17 and more (measured in test/collector). For eight thousand million pages
 * 3 is taken (Manku, Jain, Sarma, WWW 2007); among a hundred thousand 10 meet by chance once in a thousand articles.
 */
const mostBits = 10
const partBits = 16
/** Of 10 bits no more than 2 fall into one of the four parts: whoever looks each part up with up to 2 bits turned misses nothing. */
const turnedInPart = Math.floor(mostBits / 4)

/** As the record keeps it. */
export function likenessFields(likeness: Likeness | undefined): Json {
  const [likeness1 = null, likeness2 = null, likeness3 = null, likeness4 = null] = likeness ?? []
  return { likeness1, likeness2, likeness3, likeness4 }
}

/**
 * The article of the organization that is most like it, of several reprints the first; undefined where none is. No other of the organization is
 * compared until the transaction ends: of two that come at once the later sees the earlier.
 */
export async function likeTextAs({ transaction }: At, organizationId: string, likeness: Likeness | undefined): Promise<string | undefined> {
  if (!likeness) return undefined
  await transaction.run(sql`select pg_advisory_xact_lock(hashtextextended(${`article-collector ${organizationId}`}, 0))`)
  const [one, two, three, four] = likeness
  const [alike] = await transaction.run(sql<{ id: string }>`
    select id from (
      select coalesce(t.duplicate_of_id, t.id) as id, t.created_at,
        bit_count((t.likeness1 # ${one}::bigint)::bit(16)) + bit_count((t.likeness2 # ${two}::bigint)::bit(16))
          + bit_count((t.likeness3 # ${three}::bigint)::bit(16)) + bit_count((t.likeness4 # ${four}::bigint)::bit(16)) as bits
      from article_collector.item t
      where t.tenant_id = ${transaction.tenantId} and t.organization_id = ${organizationId} and (t.likeness1 = any(${near(one)}::bigint[])
        or t.likeness2 = any(${near(two)}::bigint[]) or t.likeness3 = any(${near(three)}::bigint[]) or t.likeness4 = any(${near(four)}::bigint[]))
    ) found where bits <= ${mostBits} order by bits, created_at limit 1`)
  return alike?.id
}

/** A part, and what it becomes where a bit or two are turned: 137 values. */
function near(part: number): number[] {
  const found = [part]
  for (let turned = 0, from = 0; turned < turnedInPart; turned++) {
    const before = found.slice(from)
    from = found.length
    for (const value of before)
      for (let bit = 0; bit < partBits; bit++) if (!found.includes(value ^ (1 << bit))) found.push(value ^ (1 << bit))
  }
  return found
}
