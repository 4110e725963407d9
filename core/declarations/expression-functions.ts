import { type CelInput, CelScalar, celEnv, celFunc, isCelList, isCelMap, listType } from '@bufbuild/cel'
import { strings } from '@bufbuild/cel/ext'
import { addDays, addMonths, monthsBetween, yearsBetween } from '../identity/dates.ts'
import { checkIdNumber } from '../identity/id-number.ts'
import type { RuleData } from './rule-data.ts'

export type Environment = ReturnType<typeof celEnv>

const environments = new WeakMap<RuleData, Environment>()

/** One environment per set of rule data: CEL's own functions, its extension for texts, and the ones that `docs/plugin-guide.md` lists. */
export function environmentFor(rules: RuleData): Environment {
  const known = environments.get(rules)
  if (known) return known
  const { DYN, STRING, INT, DOUBLE } = CelScalar
  const made = celEnv({
    funcs: [
      ...strings,
      celFunc('rule', [STRING, DYN], DYN, (key, date) => toCel(rules.value(key, String(date ?? '9999-12-31')), () => true)),
      celFunc('addMonths', [STRING, INT], STRING, (date, months) => addMonths(date, Number(months))),
      celFunc('addDays', [STRING, INT], STRING, (date, days) => addDays(date, Number(days))),
      celFunc('years', [STRING, STRING], INT, (from, to) => BigInt(yearsBetween(from, to))),
      celFunc('months', [STRING, STRING], INT, (from, to) => BigInt(monthsBetween(from, to))),
      celFunc('idBirth', [STRING], DYN, id => {
        const checked = checkIdNumber(id)
        return checked.valid ? checked.birthOn : null
      }),
      celFunc('idSex', [STRING], DYN, id => {
        const checked = checkIdNumber(id)
        return checked.valid ? checked.sex : null
      }),
      celFunc('sum', [listType(DYN)], DOUBLE, list => [...list].reduce((total: number, item) => total + Number(item ?? 0), 0)),
      celFunc('round', [DYN, INT], DOUBLE, (number, places) => rounded(Number(number), Number(places))),
    ],
  })
  environments.set(rules, made)
  return made
}

/** Half away from zero, as money is rounded; 1.005 counts as what it says, not as the double nearest to it. */
function rounded(number: number, places: number): number {
  if (!Number.isFinite(number)) return number
  const [digits, exponent = '0'] = Math.abs(number).toString().split('e')
  const shifted = Math.round(Number(`${digits}e${Number(exponent) + places}`))
  return Math.sign(number) * Number(`${shifted}e${-places}`)
}

/** A JSON value as CEL has it; `integer` says of a path (`count`, `rows.count`) whether its numbers are whole ones. */
export function toCel(value: unknown, integer: (path: string) => boolean, path = ''): CelInput {
  if (value === undefined || value === null) return null
  if (typeof value === 'number') return integer(path) && Number.isInteger(value) ? BigInt(value) : value
  if (Array.isArray(value)) return value.map(item => toCel(item, integer, path))
  if (typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, toCel(item, integer, `${path}.${name}`)]))
  return value as string | boolean
}

/** A result as JSON; what is no number (a division by zero) is nothing. */
export function fromCel(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value)
  if (typeof value === 'number' && !Number.isFinite(value)) return null
  if (isCelList(value)) return [...value].map(fromCel)
  if (isCelMap(value)) return Object.fromEntries([...value.entries()].map(([name, item]) => [String(name), fromCel(item)]))
  return value
}
