import type { OwnRule } from '../declarations/own-rules.ts'
import type { Behaviour } from '../records/engine.ts'

/** A tenant has numbers of its own where the declaration lets it, and within its bounds alone. */
export const boundsOwnRules: Behaviour = {
  async beforeUpdate({ engine }, changes) {
    const declared = engine.model.rules.declared()
    for (const { values, errors } of changes)
      for (const [at, { key, value }] of ((values['rules'] as OwnRule[] | null) ?? []).entries()) {
        const rule = declared.find(one => one.key === key && one.own)
        if (!rule) errors.push({ pointer: `/rules/${at}/key`, code: 'no-own-rule', detail: '这一项不能自行规定' })
        else if (!(value >= rule.own!.minimum && value <= rule.own!.maximum))
          errors.push({
            pointer: `/rules/${at}/value`,
            code: 'out-of-bounds',
            detail: `${rule.title}应在 ${rule.own!.minimum} 至 ${rule.own!.maximum} ${rule.unit ?? ''}之间`,
          })
      }
  },
}
