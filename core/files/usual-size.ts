import type { RuleData } from '../declarations/rule-data.ts'

/** The most bytes of a file of that type where no field says otherwise: pictures, which pages show, have a limit of their own (`domain.md` §0.12). */
export function usualSize(rules: RuleData, type: string, date: string): number {
  const rule = type.startsWith('image/') ? 'file.image-maximum-megabytes' : 'file.maximum-megabytes'
  return Number(rules.value(rule, date)) * 1_048_576
}
