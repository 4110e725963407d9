import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { Json } from '../declarations/model.ts'
import type { RuleData } from '../declarations/rule-data.ts'
import { vocabularyOf } from '../declarations/vocabulary.ts'
import type { FieldProblem } from '../problem.ts'

const ajv = addFormats.default(new Ajv2020({ allErrors: true, strict: false, verbose: true, unicodeRegExp: true }))
ajv.addFormat('text', true)
ajv.addFormat('link', isLink)

/** An address that may be followed, or a page, column, article or file of the site (`page:…`). */
function isLink(text: string): boolean {
  return text === '' || /^(https?:\/\/|mailto:|tel:|(page|column|article|file):[\w/-]+$|[/#?](?!\/)|[\w-]+(\/|$))/i.test(text)
}

const longest = 2_000
const validators = new WeakMap<Json, ValidateFunction>()

/** What is wrong with a block's settings, at their pointers; what is not declared is wrong. */
export function checkedSettings(schema: Json, settings: unknown): FieldProblem[] {
  const validate = validators.get(schema) ?? ajv.compile(strict(schema))
  validators.set(schema, validate)
  if (validate(withoutNothing(settings))) return []
  const problems = (validate.errors ?? []).map(problemOf)
  return [...new Map(problems.map(problem => [`${problem.pointer} ${problem.code}`, problem])).values()]
}

/** The schema as it is checked by: closed, with the platform's own words said in JSON Schema's. */
function strict(schema: Json): Json {
  const { 'x-relation': relation, 'x-file': file, oneOf, properties, items, default: _usual, ...rest } = schema
  const choices = (oneOf as { const: unknown }[] | undefined)?.map(one => one.const)
  const isText = rest['type'] === 'string' && !choices && !rest['enum']
  return {
    ...rest,
    ...(relation || file ? { type: 'string', format: 'uuid' } : {}),
    ...(choices ? { enum: choices } : {}),
    ...(isText && rest['maxLength'] === undefined ? { maxLength: longest } : {}),
    ...(rest['type'] === 'array' && rest['maxItems'] === undefined ? { maxItems: 50 } : {}),
    ...(items ? { items: strict(items as Json) } : {}),
    ...(properties
      ? {
          additionalProperties: false,
          properties: Object.fromEntries(Object.entries(properties as Record<string, Json>).map(([name, one]) => [name, strict(one)])),
        }
      : {}),
  }
}

/** Without what is set to null, which is not set. */
function withoutNothing(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNothing)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null)
      .map(([name, inner]) => [name, withoutNothing(inner)]),
  )
}

function problemOf({ keyword, params, instancePath, parentSchema }: ErrorObject): FieldProblem {
  const missing = params['missingProperty'] ?? params['additionalProperty']
  const pointer = missing === undefined ? instancePath : `${instancePath}/${String(missing)}`
  const title = String((parentSchema as Json | undefined)?.['title'] ?? pointer.split('/').at(-1))
  return { pointer, code: keyword === 'required' ? 'missing' : 'bad-setting', detail: sentence(keyword, params, title) }
}

function sentence(keyword: string, params: Json, title: string): string {
  switch (keyword) {
    case 'required':
      return '请填写这一项'
    case 'additionalProperties':
      return `没有“${String(params['additionalProperty'])}”这项设置`
    case 'enum':
      return `${title}应是以下之一：${(params['allowedValues'] as unknown[]).join('、')}`
    case 'minimum':
    case 'maximum':
      return `${title}应${keyword === 'minimum' ? '不小于' : '不大于'} ${String(params['limit'])}`
    case 'maxLength':
      return `${title}最多 ${String(params['limit'])} 个字`
    case 'maxItems':
      return `${title}最多 ${String(params['limit'])} 项`
    default:
      return `${title}填写的内容不对`
  }
}

/** Settings with all that is declared: what was not set is as usual, or null. */
export function completeSettings(schema: Json, given: Json): Json {
  return Object.fromEntries(
    Object.entries(schema['properties'] as Record<string, Json>).map(([name, setting]) => [name, complete(setting, given[name])]),
  )
}

function complete(setting: Json, value: unknown): unknown {
  if (value === undefined || value === null) return setting['default'] ?? (setting['type'] === 'array' ? [] : null)
  const items = setting['items'] as Json | undefined
  if (Array.isArray(value)) return items?.['properties'] ? value.map(item => complete(items, item)) : value
  return setting['properties'] && typeof value === 'object' ? completeSettings(setting, value as Json) : value
}

/** Settings on which expressions are tried when they are read. */
export function settingsSample(schema: Json, rules: RuleData): Json {
  return vocabularyOf(schema['properties'] as Record<string, Json>, rules).sample as Json
}
