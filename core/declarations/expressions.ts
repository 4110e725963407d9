import { type CelInput, CelScalar, celEnv, celFunc, isCelError, isCelList, isCelMap, parse, plan } from '@bufbuild/cel'
import { strings } from '@bufbuild/cel/ext'
import { addMonths, monthsBetween, yearsBetween } from '../identity/dates.ts'
import { checkIdNumber } from '../identity/id-number.ts'
import type { RuleData } from './rule-data.ts'

/** A compiled CEL expression over the fields of one record. */
export type Expression = {
  source: string
  /** Fields that it speaks of, `today` included. */
  names: ReadonlySet<string>
  /**
   * The value for these fields, as JSON. An expression that fails because a field it speaks of is empty gives null:
   * what cannot be said of an empty field is not held against it.
   */
  evaluate(values: Record<string, unknown>): unknown
}

export type Vocabulary = { fields: ReadonlySet<string>; integers: ReadonlySet<string>; rules: RuleData }

/**
 * Compiles an expression, refusing names that are not fields.
 * @throws Error with a sentence for the author when it does not parse or speaks of unknown names
 */
export function compileExpression(source: string, vocabulary: Vocabulary): Expression {
  const parsed = parse(source)
  const { names, ruleKeys } = namesIn(parsed.expr)
  for (const name of names) if (name !== 'today' && !vocabulary.fields.has(name)) throw new Error(`${name} is not a field of this entity`)
  for (const key of ruleKeys) if (!vocabulary.rules.has(key)) throw new Error(`rule ${key} is in no rules.json`)
  const run = plan(environment(vocabulary.rules), parsed)
  const bound = [...names]
  return {
    source,
    names,
    evaluate(values) {
      const bindings: Record<string, CelInput> = {}
      for (const name of bound) bindings[name] = toCel(values[name], vocabulary.integers.has(name))
      const result = run(bindings)
      if (!isCelError(result)) return fromCel(result)
      if (bound.some(name => values[name] === null || values[name] === undefined)) return null
      throw new Error(`expression ${source}: ${result.message}`)
    },
  }
}

type Node = { exprKind?: { case?: string; value?: unknown } }

/** Walks the parsed expression for the names it uses, leaving out the loop variables of its macros. */
function namesIn(root: unknown): { names: Set<string>; ruleKeys: Set<string> } {
  const names = new Set<string>()
  const ruleKeys = new Set<string>()
  const visit = (value: unknown, loop: ReadonlySet<string>): void => {
    if (Array.isArray(value)) {
      for (const item of value) visit(item, loop)
      return
    }
    if (typeof value !== 'object' || value === null) return
    const { exprKind } = value as Node
    if (exprKind?.case === 'identExpr') {
      const { name } = exprKind.value as { name: string }
      if (!loop.has(name)) names.add(name)
      return
    }
    if (exprKind?.case === 'comprehensionExpr') {
      const { accuVar, iterVar, iterVar2, ...rest } = exprKind.value as { accuVar: string; iterVar: string; iterVar2: string }
      visit(Object.values(rest), new Set([...loop, accuVar, iterVar, iterVar2]))
      return
    }
    if (exprKind?.case === 'callExpr') {
      const call = exprKind.value as { function: string; args: Node[] }
      const key =
        call.function === 'rule' ? (call.args[0]?.exprKind?.value as { constantKind?: { value?: unknown } } | undefined) : undefined
      if (typeof key?.constantKind?.value === 'string') ruleKeys.add(key.constantKind.value)
    }
    for (const [name, child] of Object.entries(value)) if (!name.startsWith('$')) visit(child, loop)
  }
  visit(root, new Set())
  return { names, ruleKeys }
}

const environments = new WeakMap<RuleData, ReturnType<typeof celEnv>>()

/** One environment per set of rule data: the functions of `docs/plugin-guide.md`. */
function environment(rules: RuleData): ReturnType<typeof celEnv> {
  const known = environments.get(rules)
  if (known) return known
  const { DYN, STRING, INT } = CelScalar
  const made = celEnv({
    funcs: [
      ...strings,
      celFunc('rule', [STRING, DYN], DYN, (key, date) => toCel(rules.value(key, String(date ?? '9999-12-31')), true)),
      celFunc('addMonths', [STRING, INT], STRING, (date, months) => addMonths(date, Number(months))),
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
    ],
  })
  environments.set(rules, made)
  return made
}

function toCel(value: unknown, integer: boolean): CelInput {
  if (value === undefined || value === null) return null
  if (typeof value === 'number') return integer && Number.isInteger(value) ? BigInt(value) : value
  if (Array.isArray(value)) return value.map(item => toCel(item, false))
  if (typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, toCel(item, Number.isInteger(item))]))
  return value as string | boolean
}

function fromCel(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value)
  if (isCelList(value)) return [...value].map(fromCel)
  if (isCelMap(value)) return Object.fromEntries([...value.entries()].map(([name, item]) => [String(name), fromCel(item)]))
  return value
}
