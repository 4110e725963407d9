import fc from 'fast-check'
import type { Json } from '../../core/declarations/model.ts'
import { hostileText, type Place, valid } from './values.ts'

const encoded = (text: string) => encodeURIComponent(text.toWellFormed())

/** Query strings of an operation: what it knows, near and beyond what it allows. */
export function queries(parameters: Json[], fields: Record<string, Json>, place: Place): fc.Arbitrary<string> {
  const known = parameters.filter(one => one['in'] === 'query')
  const parts = known.map(parameter => partOf(parameter, fields, place))
  const chosen = parts.length === 0 ? fc.constant<string[]>([]) : fc.array(fc.oneof(...parts), { maxLength: 4 })
  return fc
    .tuple(chosen, fc.oneof({ arbitrary: fc.constant<string[]>([]), weight: 5 }, { arbitrary: strangeParts, weight: 1 }))
    .map(([some, strange]) => [...some, ...strange].join('&'))
}

/** What an operation cannot do without. */
export function neededQuery(parameters: Json[], place: Place): fc.Arbitrary<string> {
  const needed = parameters.filter(one => one['in'] === 'query' && one['required'])
  return fc.tuple(...needed.map(one => plainPart(one, place))).map(parts => parts.join('&'))
}

function plainPart(parameter: Json, place: Place): fc.Arbitrary<string> {
  const name = String(parameter['name'])
  return valid(parameter['schema'] as Json, { ...place, name }).map(value => `${name}=${encoded(String(value))}`)
}

function partOf(parameter: Json, fields: Record<string, Json>, place: Place): fc.Arbitrary<string> {
  const name = String(parameter['name'])
  const wrong = hostileText.map(text => `${name}=${encoded(text)}`)
  if (name === 'filter') return fc.oneof({ arbitrary: filters(fields, place), weight: 6 }, { arbitrary: wrong, weight: 1 })
  if (name === 'page') return fc.oneof({ arbitrary: pages, weight: 6 }, { arbitrary: wrong, weight: 1 })
  if (['sort', 'fields', 'include'].includes(name)) {
    const names = fc.array(fc.oneof(nameIn(fields), hostileText), { minLength: 1, maxLength: 6 })
    return fc.tuple(names, fc.constantFrom('', '-')).map(([some, sign]) => `${name}=${encoded(some.map(one => sign + one).join(','))}`)
  }
  return fc.oneof({ arbitrary: plainPart(parameter, place), weight: 3 }, { arbitrary: wrong, weight: 1 })
}

const nameIn = (fields: Record<string, Json>) => fc.constantFrom('id', 'createdAt', 'version', ...Object.keys(fields))

const operators = fc.constantFrom('eq', 'ne', 'in', 'lt', 'lte', 'gt', 'gte', 'between', 'like', 'null', 'under', 'constructor')

function filters(fields: Record<string, Json>, place: Place): fc.Arbitrary<string> {
  const condition = nameIn(fields).chain(name => {
    const right = valid(fields[name] ?? { type: 'string' }, { ...place, name }).map(String)
    const value = fc.oneof(
      right,
      right.map(text => `${text},${text}`),
      hostileText,
      fc.constant(`${'7,'.repeat(499)}7`),
      fc.constant('true'),
    )
    return fc.tuple(operators, value).map(([operator, text]) => `[${name}][${operator}]=${encoded(text)}`)
  })
  const nested = fc
    .tuple(fc.constantFrom('and', 'or'), fc.integer({ min: 1, max: 5 }), condition)
    .map(([word, depth, inner]) => `${`[${word}][0]`.repeat(depth)}${inner}`)
  const many = condition.map(inner => Array.from({ length: 60 }, (_, at) => `filter[or][${at}]${inner}`).join('&'))
  return fc.oneof(
    { arbitrary: condition.map(one => `filter${one}`), weight: 6 },
    { arbitrary: nested.map(one => `filter${one}`), weight: 3 },
    { arbitrary: many, weight: 1 },
  )
}

const cursors = fc
  .oneof(
    fc.jsonValue({ maxDepth: 2 }).map(value => JSON.stringify(value)),
    fc.array(hostileText, { maxLength: 4 }).map(texts => JSON.stringify(texts)),
    hostileText.map(text => text.toWellFormed()),
  )
  .map(text => Buffer.from(text).toString('base64url'))

const pages = fc.oneof(
  fc.constantFrom('1', '200', '201', '0', '-1', '1e9', '99999999999', '', ' 5', '5.0').map(size => `page[size]=${encoded(size)}`),
  fc.constantFrom('1', '10000', '10001', '999999999', 'x').map(number => `page[number]=${number}`),
  cursors.map(cursor => `page[after]=${cursor}`),
  hostileText.map(text => `page[after]=${encoded(text)}`),
)

const strangeParts = fc.array(
  fc.constantFrom(
    ...['__proto__[polluted]=true', 'constructor[prototype][polluted]=true', 'filter[__proto__][polluted]=1', 'filter[constructor][eq]=1'],
    ...[
      'filter[and]=1',
      'filter[and][0][and][0][and][0][and][0][and][0][id][null]=true',
      '=',
      '&&',
      '?',
      'a=%',
      'a=%zz',
      'a=%ff%fe',
      '%00=1',
    ],
    ...[
      'count=exact&count=none',
      'count[]=exact',
      'filter[',
      'filter]',
      'filter[]',
      'filter[id]',
      'page[size]=5&page[size]=6',
      'deleted=true',
    ],
    ...[`q=${'x'.repeat(4_000)}`, Array.from({ length: 300 }, (_, at) => `p${at}=1`).join('&'), 'unknown=1'],
  ),
  { minLength: 1, maxLength: 2 },
)
