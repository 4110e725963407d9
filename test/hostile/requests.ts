import fc from 'fast-check'
import type { Entity, Json } from '../../core/declarations/model.ts'
import { schemaNames } from '../../core/declarations/names.ts'
import { multipartBodies, plainFile } from './forms.ts'
import { neededQuery, queries } from './queries.ts'
import { bodyText, hostileText, hostileValue, type Place, valid } from './values.ts'

/** One thing that the document says can be asked. */
export type Described = {
  id: string
  method: string
  path: string
  parameters: Json[]
  body?: Json
  multipart: boolean
  open: boolean
  replies: Json
  entity?: Entity
}

export type Who = 'admin' | 'secretary' | 'operator' | 'anyone'

/** A request before the ids in it are chosen. Only texts have any. */
export type Planned = {
  operation: Described
  who: Who
  method: string
  path: string
  headers: Record<string, string>
  body?: string | Buffer
}

/** What the operation is there for, said as its schema wants it. */
export function plainRequest(operation: Described, who: Who, place: Place): fc.Arbitrary<Planned> {
  const body = operation.multipart
    ? fc.constant(plainFile(fieldsOf(operation, place)))
    : operation.body
      ? valid(operation.body, place).map(value => ({ headers: json, body: bodyText(value) }))
      : fc.constant({ headers: {} })
  return fc
    .tuple(addresses(operation, place, false), neededQuery(operation.parameters, place), body)
    .map(([path, query, said]) => ({ operation, who, method: operation.method, path: query ? `${path}?${query}` : path, ...said }))
}

/** The same gone wrong somewhere, or everywhere. */
export function hostileRequest(operation: Described, who: fc.Arbitrary<Who>, place: Place): fc.Arbitrary<Planned> {
  const method = mostly(fc.constant(operation.method), fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'))
  const path = mostly(addresses(operation, place, false), addresses(operation, place, true))
  const query = mostly(queries(operation.parameters, fieldsOf(operation, place), place), neededQuery(operation.parameters, place))
  return fc.tuple(who, method, path, query, hostileBody(operation, place), headers).map(([who, method, path, query, said, more]) => ({
    ...{ operation, who, method, path: query ? `${path}?${query}` : path },
    ...{ headers: { ...said.headers, ...more }, body: said.body },
  }))
}

const json = { 'content-type': 'application/json' }

const mostly = <T>(usual: fc.Arbitrary<T>, strange: fc.Arbitrary<T>) =>
  fc.oneof({ arbitrary: usual, weight: 14 }, { arbitrary: strange, weight: 1 })

/** What can be said of a record of the operation's entity. */
function fieldsOf({ body, entity }: Described, place: Place): Record<string, Json> {
  const schema = (entity && place.components[schemaNames(entity.key).input]) ?? body
  return (schema?.['properties'] ?? {}) as Record<string, Json>
}

function addresses(operation: Described, place: Place, hostile: boolean): fc.Arbitrary<string> {
  const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(match => match[1]!)
  const values = names.map(name => {
    if (hostile)
      return fc.oneof(
        hostileText.map(text => encodeURIComponent(text.slice(0, 1_000).toWellFormed())),
        fc.constantFrom('%', '%zz', '%00', '%ff'),
      )
    const schema = operation.parameters.find(one => one['in'] === 'path' && one['name'] === name)!['schema'] as Json
    return valid(schema, { ...place, name }).map(value =>
      encodeURIComponent(String(value))
        .replace(/%E2%9F%A6/g, '⟦')
        .replace(/%E2%9F%A7/g, '⟧')
        .replace(/%3A|%2F/g, decodeURIComponent),
    )
  })
  return fc.tuple(...values).map(some => names.reduce((path, name, at) => path.replace(`{${name}}`, () => some[at]!), operation.path))
}

type Said = { headers: Record<string, string>; body?: string | Buffer }

function hostileBody(operation: Described, place: Place): fc.Arbitrary<Said> {
  if (operation.multipart) return multipartBodies(fieldsOf(operation, place))
  const said = (arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<Said> => arbitrary.map(value => ({ headers: json, body: bodyText(value) }))
  const none = fc.constant<Said>({ headers: {} })
  if (!operation.body) return mostly(none, said(hostileValue))
  const right = valid(operation.body, place)
  return fc.oneof(
    { arbitrary: said(right), weight: 4 },
    { arbitrary: said(spoilt(right, operation.body, place)), weight: 10 },
    { arbitrary: said(hostileValue), weight: 1 },
    { arbitrary: notJson, weight: 2 },
    { arbitrary: none, weight: 1 },
  )
}

/** A body with one to three of its values, or of those that could be there, replaced; or with what nobody asked for. */
function spoilt(right: fc.Arbitrary<unknown>, schema: Json, place: Place): fc.Arbitrary<unknown> {
  const reference = schema['$ref'] as string | undefined
  const properties = (reference ? place.components[reference.split('/').at(-1)!] : schema)?.['properties'] as Json | undefined
  const name = fc.oneof(
    { arbitrary: fc.constantFrom(...Object.keys(properties ?? {}), 'id'), weight: 12 },
    { arbitrary: fc.constantFrom('__proto__', 'constructor', 'tenantId', 'version', 'unknown', 'createdBy', ''), weight: 1 },
  )
  const changes = fc.array(fc.tuple(name, hostileValue), { minLength: 1, maxLength: 3 })
  return fc.tuple(right, changes).map(([body, some]) => {
    const whole = new Map<string, unknown>(Object.entries(body as Json))
    for (const [field, value] of some) whole.set(field, value)
    return Object.fromEntries(whole)
  })
}

const notJson: fc.Arbitrary<Said> = fc
  .tuple(
    fc.constantFrom(
      'application/json',
      'application/json; charset=utf-16',
      'text/plain',
      'application/xml',
      'multipart/form-data',
      'x',
      '',
    ),
    fc.constantFrom<string | Buffer>(
      ...[
        '',
        '{',
        '{"a":',
        'null',
        '[]',
        '"',
        '\ufeff{}',
        '{}{}',
        '<a/>',
        '[1',
        'a=1&b=2',
        '{"__proto__":null}',
        '{"constructor":{"prototype":1}}',
      ],
      ...[Buffer.from([0xff, 0xfe, 0x7b]), Buffer.from('7b2261223a22c328227d', 'hex'), Buffer.alloc(300), Buffer.alloc(6_000_000, 32)],
    ),
  )
  .map(([type, body]): Said => ({ headers: type ? { 'content-type': type } : {}, body }))

const headers: fc.Arbitrary<Record<string, string>> = fc.oneof(
  { arbitrary: fc.constant({}), weight: 8 },
  {
    arbitrary: fc.constantFrom<Record<string, string>>(
      ...['*', '"1"', 'W/"1"', '"999999999"', '"-1"', '1', '"1", "2"', '"é"', '', '"1'].map(tag => ({ 'if-match': tag })),
      ...['a', 'a', '', ' ', 'k'.repeat(200), 'k'.repeat(201), "' or 1=1", 'ÿ', '__proto__'].map(key => ({ 'idempotency-key': key })),
      ...['gzip', 'br;q=9', '*;q=0', 'identity;q=0', 'x'.repeat(3_000)].map(coding => ({ 'accept-encoding': coding })),
      ...['x', '', 'é', 'a'.repeat(500), '{"a":1}'].map(id => ({ 'x-request-id': id })),
      ...['bytes=0-0', 'bytes=5-1', 'bytes=-999999999999', 'bytes=0-0,1-1', 'lines=1'].map(range => ({ range })),
      ...['Bearer', 'Bearer x', 'Basic YTpi', 'Bearer ../../', `Bearer ${'a'.repeat(4_000)}`].map(authorization => ({ authorization })),
      ...['session=x', 'session=%zz', 'session', '=;;=', 'session=a; session=b'].map(cookie => ({ cookie })),
      ...['127.0.0.1', 'x', '::1, é', '1.2.3.4, 5.6.7.8'].map(address => ({ 'x-forwarded-for': address })),
      ...['text/html', '*/*;q=x', 'application/json;version=é'].map(accept => ({ accept })),
      { 'content-encoding': 'gzip' },
      { 'x-http-method-override': 'DELETE' },
      { 'if-none-match': '*', 'if-modified-since': 'x' },
    ),
    weight: 3,
  },
)
