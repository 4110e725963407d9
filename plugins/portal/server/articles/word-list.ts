import { type At, sql } from '../../../../core/index.ts'
import { wordFinder } from './words.ts'

type Finder = { version: string; find: (text: string) => string[] }

/** Tenants whose lists are kept at once. */
const mostKept = 500

const known = new Map<string, Finder>()

/** The words of the tenant's list that a text holds. The list is read again only when it has changed. */
export async function sensitiveWordsIn({ transaction }: At, text: string): Promise<string[]> {
  const { tenantId } = transaction
  const [{ version } = { version: '' }] = await transaction.run(sql<{ version: string }>`
    select count(*) || ' ' || coalesce(sum(version), 0) || ' ' || coalesce(max(updated_at)::text, '') as version
    from portal.sensitive_word where tenant_id = ${tenantId}`)
  const kept = known.get(tenantId)
  if (kept?.version === version) return kept.find(text)
  const rows = await transaction.run(sql<{ word: string }>`
    select word from portal.sensitive_word where tenant_id = ${tenantId} order by word`)
  const find = wordFinder(rows.map(row => row.word))
  if (known.size >= mostKept) known.clear()
  known.set(tenantId, { version, find })
  return find(text)
}
