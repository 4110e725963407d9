import { type CelInput, type CelResult, isCelError, parse, plan } from '@bufbuild/cel'
import { environmentFor, fromCel, toCel } from './expression-functions.ts'
import { namesIn } from './expression-names.ts'
import type { Vocabulary } from './vocabulary.ts'

/** A compiled CEL expression over the fields of one record. */
export type Expression = {
  source: string
  /** Fields that it speaks of, `today` included. */
  names: ReadonlySet<string>
  /**
   * The value for these fields, as JSON. What cannot be said of them (a field is empty, a divisor is zero, a text is no number)
   * is null: neither held against the record nor put into it.
   */
  evaluate(values: Record<string, unknown>): unknown
}

/**
 * Compiles an expression, refusing names that are not fields, functions that do not exist, and operations on fields whose types
 * do not go together (`price / years`, a number by an integer): it is tried on a made-up record.
 * @throws Error with a sentence for the author
 */
export function compileExpression(source: string, vocabulary: Vocabulary): Expression {
  const parsed = parse(source)
  const { variables, ruleKeys, functions } = namesIn(parsed.expr)
  for (const name of variables)
    if (name !== 'today' && !vocabulary.fields.has(name)) throw new Error(`${name} is not a field of this entity`)
  for (const key of ruleKeys) if (!vocabulary.rules.has(key)) throw new Error(`rule ${key} is in no rules.json`)
  const environment = environmentFor(vocabulary.rules)
  for (const name of functions) if (!environment.funcs.find(name)) throw new Error(`there is no function ${name}`)
  const run = plan(environment, parsed)
  const bound = [...variables]
  const integer = (path: string) => vocabulary.integers.has(path)
  const evaluateAs = (values: Record<string, unknown>): CelResult => {
    const bindings: Record<string, CelInput> = {}
    for (const name of bound) bindings[name] = toCel(values[name], integer, name)
    // That a field is empty is an everyday failure here: a stack trace of it costs more than the evaluation.
    const { stackTraceLimit } = Error
    Error.stackTraceLimit = 0
    try {
      return run(bindings)
    } finally {
      Error.stackTraceLimit = stackTraceLimit
    }
  }
  if (bound.every(name => vocabulary.sample[name] !== undefined)) refuseMismatch(evaluateAs(vocabulary.sample))
  return {
    source,
    names: variables,
    evaluate(values) {
      const result = evaluateAs(values)
      return isCelError(result) ? null : fromCel(result)
    },
  }
}

/** Only what no record could make right is the author's mistake; that a sample is no valid number, say, is not. */
function refuseMismatch(result: CelResult): void {
  if (isCelError(result) && /no matching overload|field not found|unbound function/.test(result.message)) throw new Error(result.message)
}
