import type { Expression } from '../declarations/expressions.ts'
import type { Entity, Field, Json } from '../declarations/model.ts'
import { columnName } from '../declarations/names.ts'
import { cleanHtmlFields, holdNamedFiles } from '../html/clean.ts'
import { todayInShanghai } from '../identity/dates.ts'
import { searchText } from '../identity/pinyin.ts'
import type { FieldProblem } from '../problem.ts'
import type { Draft } from './engine.ts'
import { writable } from './input-schema.ts'
import { invalid } from './problems.ts'
import { canonical, maskProblems } from './secret-values.ts'
import { schemaProblems } from './validate.ts'

/** A request's fields, tidied: text trimmed, the empty made null; documents stay as they are sent. Fields that may not be set are refused by name. */
export function acceptInput(entity: Entity, input: unknown, model: { immutable: boolean }): Json {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    throw invalid('请求的内容应是一个对象', [{ pointer: '', code: 'not-an-object', detail: '应是一个对象' }])
  const open = new Map(writable(entity).map(field => [field.name, field]))
  const problems: FieldProblem[] = []
  const values: Json = {}
  for (const [name, value] of Object.entries(input)) {
    const field = open.get(name)
    if (!field) {
      const known = entity.field.has(name) && !entity.field.get(name)!.schema['x-internal']
      problems.push({
        pointer: `/${name}`,
        code: known ? 'read-only' : 'unknown-field',
        detail: known ? `${entity.field.get(name)!.title}由系统填写，不能设置` : `没有“${name}”这个字段`,
      })
    } else if (field.immutable && model.immutable)
      problems.push({ pointer: `/${name}`, code: 'immutable', detail: `${field.title}在创建后不能修改` })
    else values[name] = field.kind === 'document' ? (value ?? null) : tidy(value)
  }
  if (problems.length > 0) throw invalid(undefined, problems)
  return values
}

function tidy(value: unknown): unknown {
  if (typeof value === 'string') return value.trim() === '' ? null : value.trim()
  if (Array.isArray(value)) return value.map(tidy)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, tidy(item)]))
  return value ?? null
}

/**
 * Completes a record (texts with a look cleaned, defaults, hidden fields emptied, computed fields) and notes what is wrong with it by its declaration.
 * Fields outside `changed` that were wrong before are left in peace.
 */
export function prepare(entity: Entity, draft: Draft, changed?: ReadonlySet<string>, before?: Json): void {
  const { values } = draft
  const today = todayInShanghai()
  writeCanonically(entity, values)
  draft.errors.push(...cleanHtmlFields(entity, values, changed))
  // A value of the wrong type or form means nothing to an expression.
  const wrong = new Set(draft.errors.map(fieldIn))
  let found = schemaProblems(entity, withoutEmpty(entity, values))
  for (const problem of found) if (!problem.code.startsWith('no-')) wrong.add(fieldIn(problem))
  const evaluate = (expression: Expression) => {
    const spoken: Json = { today }
    for (const name of expression.names) {
      if (wrong.has(name)) return null
      if (name !== 'today') spoken[name] = values[name]
    }
    return expression.evaluate({ ...spoken, ...wholeRows(entity, expression, values) })
  }
  let completed = false
  const complete = (field: Field, value: unknown) => {
    completed ||= value !== values[field.name]
    values[field.name] = value
  }
  for (const field of entity.fields) {
    if (!isEmpty(values[field.name]) || wrong.has(field.name)) continue
    if (changed === undefined && field.schema['default'] !== undefined) complete(field, field.schema['default'])
    else if (field.default) complete(field, evaluate(field.default))
  }
  for (const field of entity.fields) if (field.visible && evaluate(field.visible) !== true) complete(field, null)
  draft.errors.push(...holdNamedFiles(entity, values))
  if (completed) found = schemaProblems(entity, withoutEmpty(entity, values))
  const masks = maskProblems(entity, values)
  for (const problem of masks) wrong.add(fieldIn(problem))
  const problems = [
    ...masks,
    ...found.filter(problem => !masks.some(one => one.pointer === problem.pointer)),
    ...characterProblems(values),
    ...dictionaryProblems(entity, values, before, today),
  ]
  const told = new Set(draft.errors.map(fieldIn))
  const ofInterest = (problem: FieldProblem) =>
    !told.has(fieldIn(problem)) && (changed === undefined || problem.code.startsWith('no-') || changed.has(fieldIn(problem)))
  draft.errors.push(...problems.filter(ofInterest))
  for (const problem of problems) wrong.add(fieldIn(problem))
  for (const field of entity.fields) if (field.computed?.when === 'write') values[field.name] = evaluate(field.computed.expression)
  for (const rule of entity.rules) {
    if (evaluate(rule.check) !== false) continue
    const problem = { pointer: `/${rule.field}`, code: rule.code, detail: rule.message }
    if (rule.level === 'warning') draft.warnings.push(problem)
    else draft.errors.push(problem)
  }
}

/** The values that are computed when a record is stored, of one that is whole and right. */
export function computeStored(entity: Entity, values: Json): Json {
  const today = todayInShanghai()
  const computed: Json = {}
  for (const field of entity.fields)
    if (field.computed?.when === 'write') {
      const known = { ...values, ...computed }
      computed[field.name] = field.computed.expression.evaluate({ ...known, ...wholeRows(entity, field.computed.expression, known), today })
    }
  return computed
}

/** The sub-tables that an expression speaks of: no rows are an empty list, and a row has every column. */
function wholeRows(entity: Entity, expression: Expression, values: Json): Json {
  const rows: Json = {}
  for (const name of expression.names) {
    const columns = entity.field.get(name)?.rows?.fields
    if (!columns) continue
    const empty = Object.fromEntries(columns.map(column => [column.name, null]))
    rows[name] = ((values[name] as Json[] | null | undefined) ?? []).map(row => ({ ...empty, ...row }))
  }
  return rows
}

function fieldIn(problem: FieldProblem): string {
  return problem.pointer.split('/')[1] ?? ''
}

function writeCanonically(entity: Entity, values: Json): void {
  for (const field of entity.fields) {
    const value = values[field.name]
    if (typeof value === 'string') values[field.name] = canonical(field, value)
  }
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined
}

function withoutEmpty(entity: Entity, values: Json): Json {
  const whole: Json = {}
  for (const field of writable(entity)) {
    const value = values[field.name]
    if (isEmpty(value)) continue
    whole[field.name] = field.kind === 'rows' && Array.isArray(value) ? value.map(rowWithoutEmpty) : value
  }
  return whole
}

function rowWithoutEmpty(row: unknown): unknown {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return row
  return Object.fromEntries(Object.entries(row).filter(([name, value]) => !isEmpty(value) && name !== 'id'))
}

/** PostgreSQL stores no NUL, and half a surrogate pair is no character. */
function characterProblems(values: Json): FieldProblem[] {
  return Object.entries(values).flatMap(([name, value]) =>
    holdsBadCharacter(value) ? [{ pointer: `/${name}`, code: 'bad-character', detail: '含有无法保存的字符' }] : [],
  )
}

function holdsBadCharacter(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\u0000') || !value.isWellFormed()
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([name, item]) => holdsBadCharacter(name) || holdsBadCharacter(item))
}

function dictionaryProblems(entity: Entity, values: Json, before: Json | undefined, today: string): FieldProblem[] {
  return entity.fields.flatMap(field => {
    if (field.kind === 'rows') return rowDictionaryProblems(field, values, before, today)
    const code = values[field.name]
    if (!(field.kind === 'dictionary' || field.own) || !field.choices || typeof code !== 'string' || before?.[field.name] === code)
      return []
    return codeProblems(field, code, `/${field.name}`, today)
  })
}

/** A code that the rows held before may have gone out of use since: it stays. */
function rowDictionaryProblems(rows: Field, values: Json, before: Json | undefined, today: string): FieldProblem[] {
  const columns = rows.rows!.fields.filter(column => column.kind === 'dictionary')
  const rowsIn = (record: Json | undefined) => (Array.isArray(record?.[rows.name]) ? (record[rows.name] as (Json | null)[]) : [])
  return columns.flatMap(column => {
    const held = new Set(rowsIn(before).map(row => row?.[column.name]))
    return rowsIn(values).flatMap((row, at) => {
      const code = row?.[column.name]
      return typeof code !== 'string' || held.has(code) ? [] : codeProblems(column, code, `/${rows.name}/${at}/${column.name}`, today)
    })
  })
}

function codeProblems(field: Field, code: string, pointer: string, today: string): FieldProblem[] {
  const item = field.choices!.find(choice => choice.code === code)
  // What a choice does not know, its schema has told already.
  if (!item && field.kind === 'choice') return []
  if (item && !item.off && (item.validFrom ?? '') <= today && today <= (item.validTo ?? '9999')) return []
  const detail = item ? `${field.title}“${item.title}”已停止使用` : `${field.title}不在可选范围内`
  return [{ pointer, code: `bad-${columnName(field.name).replaceAll('_', '-')}`, detail }]
}

/** The text that the quick search looks through. */
export function searchTextOf(entity: Entity, values: Json): string | null {
  const texts = entity.fields.flatMap(field =>
    field.search === 'pinyin' && typeof values[field.name] === 'string'
      ? [searchText(values[field.name] as string, entity.account || entity.key === 'core/user' ? 'person' : 'other')]
      : [],
  )
  return texts.length === 0 ? null : texts.join(' ')
}
