/** A number that comes from a regulation: it holds from a date on, and says where it is written. */
export type Rule = {
  key: string
  title: string
  value: number | string | boolean
  unit?: string
  effectiveFrom: string
  source: string
  /** Between these a tenant may have a number of its own. */
  own?: { minimum: number; maximum: number }
}

/** Dated rule data by key. */
export type RuleData = {
  /** The value in force on that date (the earliest one for dates before it). Unknown keys are a programmer's mistake. */
  value(key: string, date: string): number | string | boolean
  has(key: string): boolean
  all(): Rule[]
  /** Without what tenants have of their own. */
  declared(): Rule[]
}

/** Orders the rules by date so that a look-up is a short walk from the newest. */
export function ruleData(rules: Rule[]): RuleData {
  const byKey = new Map<string, Rule[]>()
  for (const rule of rules) byKey.set(rule.key, [...(byKey.get(rule.key) ?? []), rule])
  for (const dated of byKey.values()) dated.sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? 1 : -1))
  return {
    value(key, date) {
      const dated = byKey.get(key)
      if (!dated) throw new Error(`rule ${key} is not declared`)
      return (dated.find(rule => rule.effectiveFrom <= date) ?? dated[dated.length - 1]!).value
    },
    has: key => byKey.has(key),
    all: () => rules,
    declared: () => rules,
  }
}
