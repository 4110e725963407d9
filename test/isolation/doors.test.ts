import { isDeepStrictEqual } from 'node:util'
import t from 'tap'
import { v7 as uuid } from 'uuid'
import type { Entity, Json } from '../../core/declarations/model.ts'
import type { Operation } from '../../core/http/operation.ts'
import { writable } from '../../core/records/input-schema.ts'
import { relationName } from '../../core/records/relations.ts'
import type { Client, Reply } from '../support/client.ts'
import { type Case, isolation, told } from './cases.ts'
import { entityOfPath } from './entity-of.ts'
import { asksForId, example, exampleQuery } from './examples.ts'
import { allPlantedRows, checksums } from './planted.ts'
import { sideBySide } from './side-by-side.ts'

const { owner, model, operations, cases, tenants, insider } = await isolation(t)

/** All of a tenant but its sessions, which are noted as in use, and the jobs that its own admin asks for here. */
async function sums(tenantId: string): Promise<unknown> {
  const { 'core.session': _inUse, 'core.job': _asked, ...rest } = await checksums(owner, tenantId)
  return rest
}
const rowsNow = () =>
  allPlantedRows(
    owner,
    model,
    cases.map(one => one.secret),
  )
const rowsBefore = await rowsNow()
const sumsBefore: unknown[] = []
for (const one of tenants) sumsBefore.push(await sums(one.tenantId))

const below = (operation: Operation) => operation.path.replace('/api/v1', '')
const byId = operations.filter(operation => operation.path.includes('{id}'))

function send(who: Client, operation: Operation, id: string, body: unknown): Promise<Reply> {
  const path = `${below(operation).replace('{id}', id)}${exampleQuery(operation, id)}`
  return who.send(operation.method, path, operation.method === 'GET' || !operation.body ? undefined : body)
}

/** What a request to change something of this entity could say. */
function bodyOf(operation: Operation, entity: Entity): unknown {
  if (operation.method !== 'PATCH') return operation.body ? example(operation.body, uuid()) : undefined
  const field = writable(entity).find(one => one.kind === 'text' && !one.immutable)
  return field ? { [field.name]: '改' } : {}
}

/** The two replies must be one: then the id that exists is as unknown as the one that does not. Gives what is wrong, if anything. */
function difference(what: string, reply: Reply, unknown: Reply, secret: Case['secret'], ids: string[]): string[] {
  const same = isDeepStrictEqual(told(reply, ...ids), told(unknown, ...ids))
  // What is asked of several records at once tells of each why nothing was done.
  const nothingDone = reply.status >= 400 || reply.body?.done === 0 || reply.body?.count === 0
  if (nothingDone && same && !reply.bytes.includes(secret.mark)) return []
  return [
    `${what}: ${reply.status} ${reply.bytes.toString().slice(0, 300)}, and not ${unknown.status} ${unknown.bytes.toString().slice(0, 300)}`,
  ]
}

t.test('every address with an id belongs to an entity, so that it is tried', async t => {
  for (const operation of byId) t.ok(entityOfPath(model, operation), `${operation.method} ${operation.path}`)
})

t.test('who belongs there does meet them', async t => {
  let met = 0
  for (const operation of byId.filter(one => one.method === 'GET' && one.path.endsWith('{id}'))) {
    const id = insider.secret.ids.get(entityOfPath(model, operation)!.key)
    if (id && (await send(insider.who, operation, id, undefined)).bytes.includes(insider.secret.mark)) met++
  }
  t.ok(met > 10, `${met} records are read`)
})

for (const { name, who, secret } of cases)
  t.test(`${name}: an id opens no address`, async t => {
    let unknownIds = 0
    const wrong: string[] = []
    await sideBySide(byId, async operation => {
      const entity = entityOfPath(model, operation)!
      const id = secret.ids.get(entity.key)
      if (!id) return
      const [other, body] = [uuid(), bodyOf(operation, entity)]
      const [reply, unknown] = [await send(who, operation, id, body), await send(who, operation, other, body)]
      wrong.push(...difference(`${operation.method} ${below(operation)}`, reply, unknown, secret, [id, other]))
      if (unknown.status === 404) unknownIds++
    })
    t.same(wrong, [])
    t.ok(unknownIds > 3, 'and some are refused for the id alone')
  })

for (const { name, who, secret } of cases)
  t.test(`${name}: an id in a request's body, beside a record of one's own`, async t => {
    const wrong: string[] = []
    await sideBySide(
      operations.filter(one => one.body && asksForId(one.body) && one.access === 'full'),
      async operation => {
        const entity = entityOfPath(model, operation)
        const mine = entity ? await firstOf(who, entity) : ''
        if (mine === undefined) return
        for (const [key, id] of secret.ids) {
          if (!['core/organization', 'core/user', 'members/member', entityOfBulk(operation)].includes(key)) continue
          const other = uuid()
          const reply = await send(who, operation, mine, example(operation.body!, id))
          const unknown = await send(who, operation, mine, example(operation.body!, other))
          if (reply.status === 202) {
            const [result, expected] = [await who.jobEnd(reply.body.id), await who.jobEnd(unknown.body.id)]
            t.same(result.result, expected.result, `${below(operation)} with ${key}: the job does as little`)
            t.notOk(JSON.stringify(result).includes(secret.mark))
          } else wrong.push(...difference(`${operation.method} ${below(operation)} with ${key}`, reply, unknown, secret, [id, other]))
        }
      },
    )
    t.same(wrong, [])
  })

function entityOfBulk(operation: Operation): string | undefined {
  return [...model.entities.values()].find(entity => operation.path === `${entity.path}/bulk`)?.key
}

const firsts = new Map<string, Promise<string | undefined>>()

/** A record that he sees himself, always the same. */
function firstOf(who: Client, entity: Entity): Promise<string | undefined> {
  const asked = `${who.token} ${entity.key}`
  const found = firsts.get(asked) ?? who.get(`${entity.path.replace('/api/v1', '')}?page[size]=1`).then(({ body }) => body?.data?.[0]?.id)
  firsts.set(asked, found)
  return found
}

for (const { name, who, secret } of cases)
  t.test(`${name}: a relation leads to nothing`, async t => {
    const wrong: string[] = []
    await sideBySide(model.entities.values(), async entity => {
      for (const operation of operations.filter(one => ['POST', 'PATCH'].includes(one.method) && isWriteOf(one, entity)))
        for (const [field, held] of relationsOf(entity, operation.method)) {
          const id = secret.ids.get(held.relation)
          const mine = operation.method === 'PATCH' ? await firstOf(who, entity) : ''
          if (!id || mine === undefined) continue
          const other = uuid()
          const [reply, unknown] = [await send(who, operation, mine, held.body(id)), await send(who, operation, mine, held.body(other))]
          // Of no account beside the record's other fields, it is not kept, whatever it is.
          const isLeftOut = reply.status === 200 && reply.body[field.replace(/Id$/, '')] === null
          if (isLeftOut && isDeepStrictEqual(told(reply, id, other), told(unknown, id, other))) continue
          wrong.push(...difference(`${operation.method} ${below(operation)} ${field}`, reply, unknown, secret, [id, other]))
        }
    })
    t.same(wrong, [])
  })

function isWriteOf(operation: Operation, entity: Entity): boolean {
  return operation.path === entity.path || operation.path === `${entity.path}/{id}`
}

/** The relations and files that a write may set. */
function relationsOf(entity: Entity, method: string): [string, { relation: `${string}/${string}`; body(id: string): Json }][] {
  return writable(entity)
    .filter(field => method === 'POST' || !field.immutable)
    .flatMap((field): ReturnType<typeof relationsOf> => {
      const one = field.relation ?? (field.kind === 'file' ? 'core/file' : undefined)
      if (one) return [[relationName(field), { relation: one, body: id => ({ [field.name]: id }) }]]
      if (field.kind === 'files') return [[field.name, { relation: 'core/file', body: id => ({ [field.name]: [id] }) }]]
      return []
    })
}

t.test('after all of it, what was not theirs is as it was', async t => {
  t.same(await rowsNow(), rowsBefore, 'the planted records')
  for (const [at, { tenantId }] of tenants.entries()) t.same(await sums(tenantId), sumsBefore[at], 'and every table of the tenant')
})
