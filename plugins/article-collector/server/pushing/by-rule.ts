import { sql } from '../../../../core/index.ts'
import type { Parts } from '../parts.ts'
import { planPushes } from './plan.ts'

type Rule = { columnId: string; publish: boolean; includes: string[] | null; excludes: string[] | null; madeBy: string | null }

/** What a source brings goes where its rules say, under the rights that their makers have then. */
export function pushByRule(parts: Parts): void {
  parts.events.on('push-by-rule', ['article-collector/item.created'], async (at, happened) => {
    for (const one of happened) {
      const item = await parts.events.words(at, one)
      if (item?.['state'] !== 'collected' || !one.recordId) continue
      const rules = await at.transaction.run(sql<Rule>`
        select column_id as "columnId", coalesce(publish, false) as publish, includes, excludes, coalesce(updated_by, created_by) as "madeBy"
        from article_collector.rule where tenant_id = ${at.transaction.tenantId} and source_id = ${String(item['sourceId'])} and is_on`)
      for (const { columnId, publish, madeBy, ...filter } of rules) {
        if (!madeBy || !suits(String(item['title']), filter)) continue
        const inTheirName = { ...at, caller: { ...at.caller, userId: madeBy } }
        await planPushes(parts, inTheirName, [{ itemId: one.recordId, columnId, publish, byRule: true }])
      }
    }
  })
}

function suits(title: string, { includes, excludes }: Pick<Rule, 'includes' | 'excludes'>): boolean {
  const has = (word: string) => title.includes(word)
  return (!includes?.length || includes.some(has)) && !excludes?.some(has)
}
