import { compileExpression, type Expression } from '../../../core/declarations/expressions.ts'
import type { Json } from '../../../core/declarations/model.ts'
import type { RuleData } from '../../../core/declarations/rule-data.ts'
import { type Vocabulary, vocabularyOf } from '../../../core/declarations/vocabulary.ts'
import { todayInShanghai } from '../../../core/identity/dates.ts'
import type { Screen, ScreenField } from '../fields/screen.ts'

export type Finding = { field: string; message: string; level: 'error' | 'warning' }

/** What the declared expressions say of the values as they are being typed. */
export type Conclusion = {
  hidden: ReadonlySet<string>
  computed: ReadonlyMap<string, unknown>
  /** What an empty field would be filled with. */
  defaults: ReadonlyMap<string, unknown>
  findings: Finding[]
}

export type RecordLogic = (values: Json) => Conclusion

/**
 * The expressions of an entity, evaluated as the server does when it stores a record (core/records/prepare.ts), by the same code. One that
 * speaks of fields which this person may not see is left to the server.
 */
export function recordLogic(screen: Screen, rules: RuleData): RecordLogic {
  const vocabulary = vocabularyIn(screen, rules)
  const compiled = (pick: (field: ScreenField) => string | undefined) =>
    screen.fields.flatMap(field => {
      const expression = compile(pick(field), vocabulary)
      return expression ? [{ field: field.name, expression }] : []
    })
  const visible = compiled(field => field.visible)
  const defaults = compiled(field => field.default)
  const computed = compiled(field => field.computed?.source)
  const checks = screen.rules.flatMap(rule => {
    const expression = compile(rule.check, vocabulary)
    return expression ? [{ ...rule, expression }] : []
  })
  const tables = screen.fields.filter(field => field.kind === 'rows')
  return given => {
    const today = todayInShanghai()
    const values: Json = { ...given }
    for (const table of tables) values[table.name] = wholeRows(table, values[table.name])
    const say = (expression: Expression) => expression.evaluate({ ...values, today })
    const filled = new Map(defaults.map(({ field, expression }) => [field, say(expression)]))
    const hidden = new Set(visible.flatMap(({ field, expression }) => (say(expression) === true ? [] : [field])))
    for (const name of hidden) values[name] = null
    const results = new Map<string, unknown>()
    for (const { field, expression } of computed) {
      const result = say(expression)
      results.set(field, result)
      values[field] = result
    }
    const findings = checks.flatMap(({ field, message, level, expression }) =>
      say(expression) === false ? [{ field, message, level }] : [],
    )
    return { hidden, computed: results, defaults: filled, findings }
  }
}

/** A condition over the fields of one record, where this person sees all that it speaks of. */
export function conditionOn(screen: Screen, source: string | undefined, rules: RuleData): Expression | undefined {
  return compile(source, vocabularyIn(screen, rules))
}

const vocabularyIn = (screen: Screen, rules: RuleData): Vocabulary =>
  vocabularyOf(Object.fromEntries(screen.fields.map(field => [field.name, schemaOf(field)])), rules)

function compile(source: string | undefined, vocabulary: Vocabulary): Expression | undefined {
  if (source === undefined) return undefined
  try {
    return compileExpression(source, vocabulary)
  } catch {
    return undefined
  }
}

/** No rows are an empty list, and a row has every column. */
function wholeRows(table: ScreenField, rows: unknown): Json[] {
  const empty = Object.fromEntries(table.rows!.map(column => [column.name, null]))
  return (Array.isArray(rows) ? rows : []).map((row: Json) => ({ ...empty, ...row }))
}

/** As much of a field's schema as expressions go by. */
function schemaOf(field: ScreenField): Json {
  switch (field.kind) {
    case 'integer':
    case 'number':
    case 'boolean':
      return { type: field.kind }
    case 'document':
      return { type: 'object' }
    case 'texts':
    case 'files':
      return { type: 'array' }
    case 'rows':
      return { type: 'array', items: { properties: Object.fromEntries(field.rows!.map(column => [column.name, schemaOf(column)])) } }
    case 'date':
    case 'date-time':
      return { type: 'string', format: field.kind }
    case 'choice':
      return { type: 'string', oneOf: field.choices?.map(choice => ({ const: choice.code })) }
    default:
      return { type: 'string', format: field.format }
  }
}
