import fc from 'fast-check'
import type { Json } from '../../core/declarations/model.ts'
import { creditCodeCheckDigit, idNumberCheckDigit } from '../../core/identity/check-digits.ts'

/** Where a value goes: by the name of its property, and with the schemas that others refer to. */
export type Place = {
  name: string
  components: Record<string, Json>
  /** What is known to fit a text of this name, such as a plugin's name. */
  known(name: string): readonly string[] | undefined
  /** Whose ids fit a property of this name. */
  idsFor(name: string): string
}

/** An id that is only chosen when the request is sent: the n-th of those which the server then has. */
export const idOf = (whose: string, at: number) => `⟦${whose}:${at}⟧`

/** JSON that no program would write, put in place of a value when the body is sent. */
const raw = (json: string) => `⟪${json}⟫`

/** A body's text, with the JSON that was put into it as it is. */
export function bodyText(body: unknown): string {
  return (JSON.stringify(body) ?? '').replace(/"⟪((?:[^"\\]|\\.)*)⟫"/g, (_, inner: string) => JSON.parse(`"${inner}"`))
}

/** Values that the schema allows, its borders among them. */
export function valid(schema: Json, place: Place): fc.Arbitrary<unknown> {
  const reference = schema['$ref'] as string | undefined
  if (reference) return valid(place.components[reference.split('/').at(-1)!]!, place)
  if (schema['const'] !== undefined) return fc.constant(schema['const'])
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as unknown[]))
  if (schema['format'] === 'uuid') return fc.oneof(fc.nat(2), fc.nat(30)).map(at => idOf(place.idsFor(place.name), at))
  const types = [schema['type'] ?? 'object'].flat() as string[]
  const one = ofType(types[0]!, schema, place)
  return types.includes('null') ? fc.oneof({ arbitrary: one, weight: 6 }, { arbitrary: fc.constant(null), weight: 1 }) : one
}

function ofType(type: string, schema: Json, place: Place): fc.Arbitrary<unknown> {
  const known = place.known(place.name)
  if (known && known.length > 0 && type === 'integer') return fc.constantFrom(...known.map(Number))
  switch (type) {
    case 'string':
      return validText(schema, place)
    case 'integer':
      return fc.constantFrom(...numbers(schema).map(Math.round))
    case 'number':
      return fc.constantFrom(...numbers(schema))
    case 'boolean':
      return fc.boolean()
    case 'array':
      return fc.uniqueArray(valid((schema['items'] as Json | undefined) ?? { type: 'string' }, place), {
        minLength: Number(schema['minItems'] ?? 0),
        maxLength: Math.min(3, Number(schema['maxItems'] ?? 3)),
        selector: value => JSON.stringify(value),
      })
    default:
      return validObject(schema, place)
  }
}

/** All that is required, and at times one more: the more is said, the more rules it breaks. */
function validObject(schema: Json, place: Place): fc.Arbitrary<Json> {
  const properties = (schema['properties'] ?? {}) as Record<string, Json>
  const required = (schema['required'] ?? []) as string[]
  const part = (name: string) => valid(properties[name]!, { ...place, name }).map((value): Json => ({ [name]: value }))
  const optional = Object.keys(properties).filter(name => !required.includes(name))
  const more = optional.length === 0 ? fc.constant<Json>({}) : fc.constantFrom(...optional).chain(part)
  const some = required.length > 0 ? fc.oneof(fc.constant<Json>({}), more) : more
  return fc
    .tuple(some, ...required.filter(name => name in properties).map(part))
    .map(parts => Object.assign({}, ...parts.reverse()) as Json)
}

function numbers(schema: Json): number[] {
  const least = Number(schema['minimum'] ?? 0)
  const most = Number(schema['maximum'] ?? 1_000_000)
  return [least, most, 1, 2, 7, 2026].filter(number => number >= least && number <= most)
}

const letters = fc.constantFrom('党', '员', '李', '𠮷', 'a', 'Z', '7', '-', '·', '😀')

function validText(schema: Json, place: Place): fc.Arbitrary<string> {
  const known = place.known(place.name)
  if (known && known.length > 0) return fc.constantFrom(...known)
  const day = fc.integer({ min: 13_500, max: 19_700 }).map(days => new Date(days * 86_400_000).toISOString())
  switch (schema['format']) {
    case 'date':
      return fc.oneof(
        day.map(time => time.slice(0, 10)),
        fc.constantFrom('2024-02-29', '1921-07-01'),
      )
    case 'date-time':
      return day
    case 'phone':
      return digits(9).map(rest => `17${rest}`)
    case 'email':
      return fc.constant('someone@example.org')
    case 'id-number':
      return digits(3).map(rest => `37010119880808${rest}${idNumberCheckDigit(`37010119880808${rest}`)}`)
    case 'credit-code':
      return digits(9).map(rest => `11370000${rest}${creditCodeCheckDigit(`11370000${rest}`)}`)
  }
  if (place.name === 'phone') return digits(9).map(rest => `17${rest}`)
  if (schema['pattern'] && schema['pattern'] !== '\\S') return fc.stringMatching(new RegExp(String(schema['pattern']), 'u'))
  const least = Number(schema['minLength'] ?? 1)
  const most = Math.min(2_000, Number(schema['maxLength'] ?? 2_000))
  const lengths = [least, least + 1, 6, most].filter(length => length >= least && length <= most)
  return fc.constantFrom(...lengths).chain(length => fc.string({ unit: letters, minLength: length, maxLength: length }))
}

const digits = (count: number) => fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: count, maxLength: count })

const hostileTexts = [
  ...[
    '',
    ' ',
    '\u0000',
    'a\u0000b',
    '\ud800',
    'a\udfff',
    '\u202e倒',
    '\ufeff',
    '👨‍👩‍👧‍👦',
    'e\u0301',
    '\u2028',
    '\r\nX-Evil: 1',
    '\t',
    '\u007f',
  ],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a template that nobody should fill in
  ...["'", "' or 1=1 --", '"; drop table core.tenant; --', '\\', '%', '_%', '$1', '${1+1}', '{{7*7}}', '<script>alert(1)</script>'],
  ...['size(name) > 0', 'tenant.id', '(a+)+$', '../../../etc/passwd', '..%2f..%2f', 'file:///etc/passwd', '=1+1', '@SUM(A1)', '+1', '-1'],
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'tenant_id', 'null', 'undefined', 'true', '[object Object]'],
  ...['NaN', 'Infinity', '1e400', '-0', '0x10', '9223372036854775808', '1.0', '１２', '1,2'],
  ...[
    '2026-02-30',
    '0000-01-01',
    '10000-01-01',
    '-0001-01-01',
    '2016-12-31T23:59:60Z',
    '2026-01-01T25:00:00Z',
    '2026-1-1',
    'infinity',
    'now',
  ],
  ...['2026-01-01T00:00:00+99:99', '+275760-09-13T00:00:00.000Z', '9999-12-31T23:59:59.999999999Z', '9999-12-31T23:59:59-14:00'],
  ...['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff', '{00000000-0000-4000-8000-000000000000}'],
  ...['00000000-0000-1000-8000-000000000000', '0000000000004000800000000000000', '00000000-0000-7000-8000-00000000000G'],
  ...['x'.repeat(10_000), '党'.repeat(3_000), '\\'.repeat(500), '('.repeat(400)],
]

/** Texts that have broken something somewhere. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: fc.constantFrom(...hostileTexts), weight: 5 },
  { arbitrary: fc.string({ unit: 'binary', maxLength: 40 }), weight: 1 },
)

const deep = (levels: number) => `${'{"a":['.repeat(levels)}1${']}'.repeat(levels)}`

const hostileJson = [
  ...[
    '1e400',
    '-1e400',
    '1e-400',
    '-0',
    '0.1e1',
    '9007199254740993',
    '123456789012345678901234567890',
    '-9223372036854775809',
    '1.5',
    '1e15',
  ],
  ...['NaN', 'Infinity', '0x1', '01', 'undefined', "'a'", '{"a":1,"a":2}', '{"__proto__":{"polluted":true}}', '[1,]'],
  ...[
    '{"constructor":{"prototype":{"polluted":true}}}',
    '{"id":"x","label":"y"}',
    '{"$ref":"#"}',
    '{"":""}',
    deep(10),
    deep(40),
    deep(3_000),
  ],
].map(raw)

/** Values of no schema in particular: wrong types, nulls, numbers at the end of the line. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { arbitrary: hostileText, weight: 6 },
  { arbitrary: fc.constantFrom<unknown>(...hostileJson), weight: 3 },
  { arbitrary: fc.constantFrom<unknown>(null, true, false, 0, -1, 2 ** 31, 2 ** 53, 1e308, 5e-324, {}, [], [[]], [null], ['']), weight: 4 },
  { arbitrary: hostileText.map(text => [text, text]), weight: 1 },
  { arbitrary: fc.constant(Array.from({ length: 1_200 }, (_, at) => at)), weight: 1 },
  { arbitrary: fc.jsonValue({ maxDepth: 4 }), weight: 1 },
)
