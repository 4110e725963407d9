import type { At, Expression, Json } from '../../../core/index.ts'
import { sql } from '../../../core/index.ts'
import type { Limit } from './limits.ts'

/** A rule of a contributes/points.rules.json. */
export type Rule = {
  key: string
  title: string
  on: string[]
  back?: string[]
  if?: Expression
  to: 'member' | 'organization'
  member?: string
  organization?: string
  date?: string
  category: string
  points: number
  maximum?: Limit
}

export type Contributed = { plugin: string; content: { rules: Rule[] } }

/** A rule under the name that it has in settings and entries: `study-notes/published`. */
export type NamedRule = Rule & { name: string }

export function named(contributed: Contributed[]): NamedRule[] {
  return contributed.flatMap(({ plugin, content }) => content.rules.map(rule => ({ ...rule, name: `${plugin}/${rule.key}` })))
}

/** Whether the rule speaks of what has happened. */
export function gives({ on, if: condition }: Rule, event: string, words: Json): boolean {
  return on.includes(event) && (!condition || condition.evaluate(words) === true)
}

/** The rules as the tenant has set them; those that it has switched off give nothing. */
export async function asSet({ transaction }: At, rules: NamedRule[]): Promise<NamedRule[]> {
  const rows = await transaction.run(sql<{ key: string; is_on: boolean; points: number; maximum: number | null }>`
    select key, is_on, points, maximum from points.rule where tenant_id = ${transaction.tenantId} and key = any(${rules.map(rule => rule.name)}::text[])`)
  const settings = new Map(rows.map(row => [row.key, row]))
  return rules.flatMap(rule => {
    const set = settings.get(rule.name)
    if (!set) return [rule]
    const maximum = set.maximum === null ? undefined : { per: perOf(rule), points: set.maximum }
    return set.is_on ? [{ ...rule, points: set.points, maximum }] : []
  })
}

/**
 * Gives the tenant a row for each rule that there is, as it is declared; what the tenant has set stays. What is declared no more goes.
 */
export async function fillRules({ transaction, engine }: At, contributed: Contributed[]): Promise<void> {
  const rows = contributed.flatMap(one =>
    named([one]).map(rule => ({
      ...{ key: rule.name, title: rule.title, source: engine.model.plugins.get(one.plugin)!.title, category: rule.category },
      ...{ receiver: rule.to, points: rule.points, per: perOf(rule), maximum: rule.maximum?.points ?? null },
    })),
  )
  await transaction.run(sql`
    insert into points.rule as known (tenant_id, id, key, title, source, category, receiver, is_on, points, per, maximum)
    select ${transaction.tenantId}::uuid, md5(r.key)::uuid, r.key, r.title, r.source, r.category, r.receiver, true, r.points, r.per, r.maximum
    from jsonb_populate_recordset(null::points.rule, ${JSON.stringify(rows)}::jsonb) r
    on conflict (tenant_id, id) do update set title = excluded.title, source = excluded.source, category = excluded.category,
      receiver = excluded.receiver, per = excluded.per
    where (known.title, known.source, known.category, known.receiver, known.per)
      is distinct from (excluded.title, excluded.source, excluded.category, excluded.receiver, excluded.per)`)
  await transaction.run(sql`
    delete from points.rule where tenant_id = ${transaction.tenantId} and key <> all(${rows.map(row => row.key)}::text[])`)
}

function perOf({ maximum }: Rule): Limit['per'] {
  return maximum?.per ?? 'month'
}
