import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import t from 'tap'
import { fixtures } from '../plugins/assets.ts'
import type { Body } from '../support/client.ts'
import { startPlatform } from '../support/platform.ts'

const platform = await startPlatform(t, { plugins: [fixtures] })
const admin = await platform.signIn('admin')
const operator = await platform.signIn('operator')
const [document, operators] = await Promise.all([admin, operator].map(async client => (await client.get('/openapi.json')).body))

const methods = ['get', 'post', 'put', 'patch', 'delete']

function operations(body: Body): { path: string; method: string; operation: Body }[] {
  return Object.entries<Body>(body.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => methods.includes(method))
      .map(([method, operation]) => ({ path, method, operation })),
  )
}

function references(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => (name === '$ref' && typeof inner === 'string' ? [inner] : references(inner)))
}

for (const [whose, body] of [
  ['a tenant', document],
  ['the platform', operators],
] as const)
  t.test(`the document of ${whose} is valid, and whatever it refers to is in it`, async t => {
    const validator = new Validator()
    const { valid, errors } = await validator.validate(structuredClone(body))
    t.ok(valid, JSON.stringify(errors))
    t.equal(validator.version, '3.1')
    for (const reference of new Set(references(body))) {
      const name = /^#\/components\/schemas\/(\w+)$/.exec(reference)?.[1]
      t.ok(name && body.components.schemas[name], reference)
    }
    const ids = operations(body).map(({ operation }) => operation.operationId)
    t.equal(new Set(ids).size, ids.length, 'every operation has a name of its own')
    for (const { path, operation } of operations(body)) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(match => match[1])
      const declared = (operation.parameters ?? []).filter((one: Body) => one.in === 'path').map((one: Body) => one.name)
      t.same(declared, named, `${path} declares what stands in it`)
      t.ok(operation.responses.default.content['application/problem+json'], `${path} tells its errors`)
    }
    const tags = new Set(body.tags.map((tag: Body) => tag.name))
    t.ok(operations(body).every(({ operation }) => operation.tags.every((tag: string) => tags.has(tag))))
  })

t.test('every schema of the document is a JSON Schema by itself', async t => {
  const ajv = addFormats.default(new Ajv2020({ strict: false }))
  for (const [name, schema] of Object.entries<Body>(document.components.schemas)) t.ok(ajv.validateSchema(schema), name)
})

t.test('what every list and record really is agrees with what the document says', async t => {
  for (const [client, body] of [
    [admin, document],
    [operator, operators],
  ]) {
    const ajv = addFormats.default(
      new Ajv2020({ strict: false, allErrors: true, formats: { phone: true, 'id-number': true, 'credit-code': true } }),
    )
    const check = (schema: Body, value: unknown, what: string) => {
      const validate = ajv.compile({ ...schema, components: body.components })
      t.ok(validate(value), `${what}: ${ajv.errorsText(validate.errors).slice(0, 300)}`)
    }
    for (const { path, method, operation } of operations(body)) {
      if (method !== 'get' || path.includes('{')) continue
      const schema = operation.responses['200']?.content['application/json']?.schema
      const asksMore = operation.parameters?.some((one: Body) => one.in === 'query' && one.required)
      if (!schema || asksMore || path === '/api/v1/openapi.json') continue
      const reply = await client.get(path.replace('/api/v1', ''))
      if (reply.status === 403) continue
      t.equal(reply.status, 200, path)
      check(schema, reply.body, path)
      const one = body.paths[`${path}/{id}`]?.get
      const id = reply.body.data?.[0]?.id
      if (!one || !id) continue
      const record = await client.get(`${path.replace('/api/v1', '')}/${id}`)
      check(one.responses['200'].content['application/json'].schema, record.body, `${path}/{id}`)
    }
  }
})

t.test('only what is switched on for the tenant is in it', async t => {
  const has = (body: Body, word: string) => JSON.stringify([body.paths, body.components.schemas, body.tags]).includes(word)
  t.ok(has(document, '/api/v1/honors/') && has(document, 'HonorsMemberHonor'))
  await admin.patch('/core/plugins/honors', { on: false })
  const { body: without } = await admin.get('/openapi.json')
  for (const word of ['/api/v1/honors/', 'HonorsMemberHonor', '个人奖惩']) t.notOk(has(without, word), word)
  t.ok(has(without, '/api/v1/members/members'))
  t.ok((await new Validator().validate(without)).valid)
  await admin.patch('/core/plugins/honors', { on: true })
  t.ok(has((await admin.get('/openapi.json')).body, '/api/v1/honors/'))
})

t.test('the operator’s endpoints are in the platform’s document alone, and nobody signed out has one', async t => {
  for (const path of [
    '/api/v1/core/tenants',
    '/api/v1/core/activation-codes',
    '/api/v1/core/activation-codes/batch',
    '/api/v1/core/entitlements',
  ]) {
    t.ok(operators.paths[path], path)
    t.notOk(document.paths[path], path)
  }
  t.notOk('CoreTenant' in document.components.schemas)
  t.ok('CoreTenant' in operators.components.schemas)
  t.equal((await platform.anyone().get('/openapi.json')).status, 401)
})

t.test('every endpoint of the document is there, and none but signing in is open to anyone', async t => {
  for (const { path, method, operation } of operations(document)) {
    const open = operation.security.length === 0
    const reply = await platform
      .anyone()
      .send(method.toUpperCase(), path.replace('/api/v1', '').replace(/\{\w+\}/g, '00000000-0000-7000-8000-00000000dead'))
    if (open) t.not(reply.status, 401, `${method} ${path}`)
    else t.match(reply, { status: 401, body: { code: 'session.none' } }, `${method} ${path}`)
  }
})
