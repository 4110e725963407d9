import { isDeepStrictEqual } from 'node:util'
import t from 'tap'
import { v7 as uuid } from 'uuid'
import type { Entity, EntityKey, Field } from '../../core/declarations/model.ts'
import type { Operation } from '../../core/http/operation.ts'
import { visible } from '../../core/records/input-schema.ts'
import { relationName } from '../../core/records/relations.ts'
import { isolation } from './cases.ts'
import { sideBySide } from './side-by-side.ts'

const { model, operations, cases, insider } = await isolation(t)

const listed = [...model.entities.values()].filter(entity => entity.actions.has('read'))
const address = (entity: Entity) => entity.path.replace('/api/v1', '')
const searchable = (field: Field) => field.kind !== 'rows' && field.computed?.when !== 'read'

/** Ways to ask for records by an id or a text, which must find as little as by one that nobody holds. */
function questions(entity: Entity, idOf: (key: EntityKey) => string, text: string): string[] {
  const fields = visible(entity).filter(searchable)
  const own = idOf(entity.key)
  const organization = idOf('core/organization')
  return [
    `filter[id][eq]=${own}`,
    `filter[or][0][id][in]=${own}`,
    `filter[createdBy][eq]=${idOf('core/user')}`,
    ...fields.flatMap(field => (field.relation ? [`filter[${field.name}][eq]=${idOf(field.relation)}`] : [])),
    ...fields.flatMap(field => (field.relation === 'core/organization' ? [`filter[${field.name}][under]=${organization}`] : [])),
    ...(entity.key === 'core/organization' ? [`filter[id][under]=${own}`] : []),
    ...(entity.organizationField ? ['organization', 'subtree'].map(scope => `organizationId=${organization}&scope=${scope}`) : []),
    ...fields.flatMap(field => (field.kind === 'text' ? [`filter[${field.name}][like]=${text}`] : [])),
    ...(fields.some(field => field.search) ? [`q=${text}`] : []),
  ]
}

/** Ways to ask for everything there is. */
function everything(entity: Entity): string[] {
  const fields = visible(entity)
  const sorts = fields.filter(field => searchable(field) && !['texts', 'files', 'document'].includes(field.kind)).slice(0, 40)
  const relations = fields.filter(field => field.relation).map(relationName)
  return [
    'count=exact',
    'count=estimated&sort=-id',
    `fields=${fields.map(field => field.name).join(',')}&sort=-createdAt`,
    ...(entity.delete === 'soft' ? ['deleted=true'] : []),
    ...relations.map(name => `include=${name}&sort=-createdAt`),
    ...sorts.map(field => `sort=-${field.name}`).slice(0, 8),
  ]
}

t.test('who belongs there finds them', async t => {
  let found = 0
  for (const entity of listed) {
    const { bytes } = await insider.who.get(`${address(entity)}?filter[id][eq]=${insider.secret.ids.get(entity.key)}`)
    if (bytes.includes(insider.secret.mark)) found++
  }
  t.ok(found > 10, `${found} of ${listed.length} entities`)
})

for (const { name, who, secret } of cases) {
  const isTold = (bytes: Buffer) => bytes.includes(secret.mark) || [...secret.ids.values()].some(id => bytes.includes(id))

  t.test(`${name}: no filter, search or part of the tree finds them`, async t => {
    const found: string[] = []
    const [nobody, noText] = [uuid(), '没有这个']
    await sideBySide(
      listed.filter(one => secret.ids.has(one.key)),
      async entity => {
        const unknown = questions(entity, () => nobody, noText)
        for (const [at, question] of questions(entity, key => secret.ids.get(key) ?? nobody, secret.mark).entries()) {
          const reply = await who.get(`${address(entity)}?${question}&count=exact`)
          if (isDeepStrictEqual(reply.body, { data: [], page: { after: null, total: 0 } })) continue
          const same = await who.get(`${address(entity)}?${unknown[at]}&count=exact`)
          const told = JSON.stringify([reply.status, reply.body]).replaceAll(secret.mark, noText)
          if (reply.status === 200 || told !== JSON.stringify([same.status, same.body])) found.push(`${entity.key}?${question}`)
        }
      },
    )
    t.same(found, [])
  })

  t.test(`${name}: no list, order, count or include tells of them`, async t => {
    const found: string[] = []
    await sideBySide(
      listed.filter(one => secret.ids.has(one.key)),
      async entity => {
        for (const question of everything(entity)) {
          const { status, body, bytes } = await who.get(`${address(entity)}?page[size]=200&${question}`)
          const counted = body?.page?.total
          const counts = status === 200 && counted !== undefined && body.data.length < 200 && counted !== body.data.length
          if (isTold(bytes) || counts || status >= 500) found.push(`${status} ${entity.key}?${question}`)
        }
      },
    )
    t.same(found, [])
  })

  t.test(`${name}: nor does any other address that is read`, async t => {
    const entities = new Set([...model.entities.values()].map(entity => entity.path))
    const reads = operations.filter(
      one => one.method === 'GET' && !one.path.includes('{') && !entities.has(one.path) && one.access !== 'public' && !isEndless(one),
    )
    for (const { path } of reads) {
      const { bytes } = await who.get(path.replace('/api/v1', ''))
      t.notOk(isTold(bytes), path)
    }
    t.ok(reads.length > 5)
  })
}

/** A stream of events ends with its session. */
function isEndless({ reply }: Operation): boolean {
  return reply !== undefined && 'contentType' in reply && reply.contentType === 'text/event-stream'
}
