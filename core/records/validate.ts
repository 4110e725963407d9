import { createHash } from 'node:crypto'
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { BoundedCache } from '../bounded-cache.ts'
import type { Entity, Field, Json } from '../declarations/model.ts'
import { columnName } from '../declarations/names.ts'
import { checkCreditCode } from '../identity/credit-code.ts'
import { checkIdNumber } from '../identity/id-number.ts'
import { isMobilePhone } from '../identity/phone.ts'
import type { FieldProblem } from '../problem.ts'
import { ownSchema, wholeSchema } from './input-schema.ts'

// Decimals are no exact binary fractions: 0.29 is a multiple of 0.01 all the same.
const ajv = addFormats.default(new Ajv2020({ allErrors: true, strict: false, verbose: true, unicodeRegExp: true, multipleOfPrecision: 4 }))
ajv.addFormat('phone', isMobilePhone)
ajv.addFormat('id-number', text => checkIdNumber(text).valid)
ajv.addFormat('credit-code', text => checkCreditCode(text).valid)

/** Compiled once per content, however many tenants or entities share it; the least used make room. */
export const compiledValidators = new BoundedCache<ValidateFunction>(500, validate => void ajv.removeSchema(validate.schema))
const byEntity = new WeakMap<Entity, ValidateFunction>()
const ownByEntity = new WeakMap<Entity, ValidateFunction>()

export function validatorFor(schema: Json): ValidateFunction {
  const hash = createHash('sha256').update(JSON.stringify(schema)).digest('base64')
  return compiledValidators.of(hash, () => ajv.compile(schema))
}

/** What the declared schema has against this record, told to the person who filled it in. */
export function schemaProblems(entity: Entity, values: Json): FieldProblem[] {
  const declared = errorsOf(byEntity, entity.declared ?? entity, wholeSchema, values)
  const errors = entity.declared ? [...declared, ...errorsOf(ownByEntity, entity, ownSchema, values)] : declared
  return errors.length === 0 ? [] : dedupe(errors.flatMap(error => problemOf(entity, error)))
}

function errorsOf(
  known: WeakMap<Entity, ValidateFunction>,
  entity: Entity,
  schema: (entity: Entity) => Json,
  values: Json,
): readonly ErrorObject[] {
  const validate = known.get(entity) ?? validatorFor(schema(entity))
  known.set(entity, validate)
  return validate(values) ? [] : (validate.errors ?? [])
}

function dedupe(problems: FieldProblem[]): FieldProblem[] {
  return [...new Map(problems.map(problem => [`${problem.pointer} ${problem.code}`, problem])).values()]
}

function problemOf(entity: Entity, error: ErrorObject): FieldProblem[] {
  if (['if', 'anyOf', 'oneOf', 'allOf', 'not'].includes(error.keyword)) return []
  const missing = error.params['missingProperty'] as string | undefined
  const pointer = missing ? `${error.instancePath}/${missing}` : error.instancePath
  const field = fieldAt(entity, pointer)
  const title = field?.title ?? pointer.split('/').at(-1) ?? ''
  return [{ pointer, code: codeOf(error, pointer), detail: sentence(error, title, field) }]
}

function fieldAt(entity: Entity, pointer: string): Field | undefined {
  const [, name, , column] = pointer.split('/')
  const field = entity.field.get(name ?? '')
  return column === undefined ? field : (field?.rows?.fields.find(one => one.name === column) ?? field)
}

function codeOf(error: ErrorObject, pointer: string): string {
  const name = columnName(pointer.split('/').at(-1) ?? '').replaceAll('_', '-')
  if (error.keyword === 'required') return `no-${name}`
  if (error.keyword === 'format' && error.params['format'] === 'id-number') {
    const checked = checkIdNumber(String(error.data))
    return checked.valid ? 'check-digit' : checked.code
  }
  if (error.keyword === 'format' && String(error.params['format']).startsWith('date')) return 'impossible-date'
  return `bad-${name}`
}

function sentence(error: ErrorObject, title: string, field: Field | undefined): string {
  const { keyword, params } = error
  switch (keyword) {
    case 'required':
      return `请填写${title}`
    case 'minLength':
      return `${title}至少 ${params['limit']} 个字`
    case 'maxLength':
      return `${title}最多 ${params['limit']} 个字`
    case 'minimum':
    case 'exclusiveMinimum':
      return `${title}应${keyword === 'minimum' ? '不小于' : '大于'} ${params['limit']}`
    case 'maximum':
    case 'exclusiveMaximum':
      return `${title}应${keyword === 'maximum' ? '不大于' : '小于'} ${params['limit']}`
    case 'multipleOf':
      return `${title}应是 ${params['multipleOf']} 的倍数`
    case 'enum':
      return `${title}应是以下之一：${(field?.choices ?? []).map(choice => choice.title).join('、')}`
    case 'maxItems':
      return `${title}最多 ${params['limit']} 项`
    case 'minItems':
      return `${title}至少 ${params['limit']} 项`
    case 'uniqueItems':
      return `${title}中有重复的项`
    case 'additionalProperties':
      return `${title}中有不认识的内容：${params['additionalProperty']}`
    case 'type':
      return `${title}的类型不对，应是${typeName(params['type'])}`
    case 'format':
      return formatSentence(String(params['format']), title, error.data)
    default:
      return field?.schema['description'] ? `${title}的格式不对：${String(field.schema['description'])}` : `${title}的格式不对`
  }
}

function typeName(type: unknown): string {
  const names: Record<string, string> = {
    string: '文字',
    integer: '整数',
    number: '数字',
    boolean: '是或否',
    array: '列表',
    object: '对象',
  }
  return names[String(type)] ?? String(type)
}

function formatSentence(format: string, title: string, data: unknown): string {
  if (format === 'id-number') {
    const checked = checkIdNumber(String(data))
    return checked.valid ? `${title}不正确` : checked.message
  }
  if (format === 'phone') return `${title}应是 11 位手机号码`
  if (format === 'credit-code') return `${title}应是 18 位统一社会信用代码，请核对`
  if (format === 'date') return `${title}不是有效的日期，应如 2001-07-01`
  if (format === 'date-time') return `${title}不是有效的时间，应如 2001-07-01T08:00:00Z`
  if (format === 'email') return `${title}不是有效的电子邮箱`
  if (format === 'uuid') return `${title}不是有效的编号`
  return `${title}的格式不对`
}
