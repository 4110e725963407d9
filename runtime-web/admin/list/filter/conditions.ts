import type { ScreenField } from '../../fields/screen.ts'

export type Operator = 'like' | 'eq' | 'ne' | 'in' | 'between' | 'gte' | 'lte' | 'under' | 'null'

/** One condition of a filter; the value is written as the API wants it, but times, of which only the day is kept. */
export type Condition = { field: string; operator: Operator; value: string }

export type Filter = { match: 'all' | 'any'; conditions: Condition[] }

const withoutEmptiness: Record<ScreenField['kind'], Operator[]> = {
  text: ['like', 'eq', 'ne'],
  html: [],
  texts: ['eq'],
  integer: ['between', 'eq', 'gte', 'lte'],
  number: ['between', 'eq', 'gte', 'lte'],
  boolean: ['eq'],
  date: ['between', 'eq', 'gte', 'lte'],
  'date-time': ['between', 'gte', 'lte'],
  choice: ['in'],
  dictionary: ['in'],
  relation: ['eq'],
  file: [],
  files: [],
  document: [],
  rows: [],
}

/** How a field may be asked for; none where it cannot be, or where the caller does not see it in full. */
export function operatorsOf(field: ScreenField): Operator[] {
  if (field.shown !== undefined || field.kind === 'rows' || field.computed?.when === 'read') return []
  const emptiness: Operator[] = field.required ? [] : ['null']
  if (field.secret) return ['eq', ...emptiness]
  if (field.relation?.entity === 'core/organization') return ['under', 'eq', ...emptiness]
  return [...withoutEmptiness[field.kind], ...emptiness]
}

/** The operator as it is chosen. */
export function operatorTitle(field: ScreenField, operator: Operator): string {
  if (operator === 'eq' && field.kind === 'texts') return '含有'
  if (operator === 'eq' && field.secret) return '完整内容是'
  return titles[operator]
}

const titles: Record<Operator, string> = {
  like: '包含',
  eq: '是',
  ne: '不是',
  in: '是其中之一',
  between: '介于',
  gte: '不小于',
  lte: '不大于',
  under: '是此组织或其下级',
  null: '是否填写',
}

/** The parameters of a list that ask for it. */
export function filterParameters({ match, conditions }: Filter, fields: ScreenField[]): [string, string][] {
  return conditions.map(({ field, operator, value }, at) => {
    const kind = fields.find(one => one.name === field)?.kind
    return [
      `filter[${match === 'any' ? 'or' : 'and'}][${at}][${field}][${operator}]`,
      kind === 'date-time' ? momentsOf(operator, value) : value,
    ]
  })
}

/** Days of Shanghai as moments: from the first of the day to its last. */
function momentsOf(operator: Operator, value: string): string {
  if (operator === 'null') return value
  const [from, to = from] = value.split(',')
  const [first, last] = [`${from}T00:00:00+08:00`, `${to}T23:59:59.999+08:00`]
  return operator === 'gte' ? first : operator === 'lte' ? last : `${first},${last}`
}

/** As it stands in the page's address: `category.in:1,2`. */
export const writeCondition = ({ field, operator, value }: Condition): string => `${field}.${operator}:${value}`

/** @returns undefined for what is no condition on a field that may be asked for */
export function readCondition(text: string, fields: ScreenField[]): Condition | undefined {
  const [, name, operator, value] = /^(\w+)\.(\w+):(.*)$/s.exec(text) ?? []
  const field = fields.find(one => one.name === name)
  const known = field && operatorsOf(field).find(one => one === operator)
  return known && value ? { field: field.name, operator: known, value } : undefined
}
