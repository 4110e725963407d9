import { currentWork } from '../current-work.ts'
import { type RuleData, ruleData } from './rule-data.ts'

/** A number of its own that a tenant has from a day on, in place of the declared one. */
export type OwnRule = { key: string; value: number; effectiveFrom: string }

const source = '本单位规定'

/** Rule data as they are for the tenant that is being served just now; as declared where it has none of its own, or nobody is served. */
export function forWhomIsServed(declared: RuleData): RuleData {
  const now = () => currentWork.getStore()?.rules ?? declared
  return { value: (key, date) => now().value(key, date), has: declared.has, all: () => now().all(), declared: declared.declared }
}

/** The declared rules and a tenant's own: whatever came into force last holds. */
export function withOwn(rules: RuleData, own: OwnRule[]): RuleData {
  const declared = rules.declared()
  const theirs = own.flatMap(({ key, value, effectiveFrom }) => {
    const rule = declared.find(one => one.key === key && one.own)
    return rule ? [{ ...rule, value, effectiveFrom, source }] : []
  })
  return ruleData([...declared, ...theirs])
}
