import t from 'tap'
import { entityOf } from '../../core/declarations/model.ts'
import type { Operation } from '../../core/http/operation.ts'
import { visible } from '../../core/records/input-schema.ts'
import { newMember } from '../core/new-member.ts'
import type { Client } from '../support/client.ts'
import { isolation, ofTheMoment } from './cases.ts'
import { exampleQuery } from './examples.ts'
import { nowhere } from './nowhere.ts'
import { sideBySide } from './side-by-side.ts'

const { platform, model, operations, cases, insider, plantBeside } = await isolation(t)
const admin = await platform.signIn('admin')
const below = (path: string) => path.replace('/api/v1', '')

const lists = new Map([...model.entities.values()].map(entity => [entity.path, entity]))
/** Streams do not end by themselves, and exports leave a trace of their own. */
const reads = operations.filter(one => one.method === 'GET' && one.access !== 'public' && !(one.reply && 'contentType' in one.reply))

/** The questions of one operation whose answers depend on all that there is: everything, counted, in another order, searched. */
function questions(operation: Operation): string[] {
  const entity = lists.get(operation.path)
  if (!entity) return [below(operation.path) + exampleQuery(operation, nowhere)]
  const here = entityOf(model, entity.key)
  const fields = visible(here).map(field => field.name)
  return [
    'page[size]=200&count=exact',
    `page[size]=5&sort=-createdAt&count=estimated&fields=${fields.join(',')}`,
    'page[size]=5&page[number]=2&sort=-id',
    ...(here.field.has('name') ? ['page[size]=5&sort=-name'] : []),
    ...(here.fields.some(field => field.search) ? ['count=exact&q=y', 'count=exact&q=隐秘'] : []),
    ...(here.delete === 'soft' ? ['deleted=true&count=exact'] : []),
  ].map(query => `${below(operation.path)}?${query}`)
}

/** Everything that someone is told, address by address, about all that he may see and about records of his own. */
async function toldTo(who: Client): Promise<Map<string, string>> {
  const mine = new Map(
    await sideBySide(lists.keys(), async path => {
      const { body } = await who.get(`${below(path)}?page[size]=1&sort=createdAt`)
      return [path, body?.data?.[0]?.id as string | undefined] as const
    }),
  )
  const addresses = reads.flatMap(operation => {
    if (!operation.path.includes('{')) return questions(operation)
    const [path, rest] = operation.path.split('/{id}')
    const id = mine.get(path!)
    return id ? [`${below(path!)}/${id}${rest}${exampleQuery(operation, id)}`] : []
  })
  const told = await sideBySide(addresses, async address => {
    const { status, bytes } = await who.get(address)
    return [address, `${status} ${bytes.toString().replaceAll(ofTheMoment, '')}`] as const
  })
  return new Map(told)
}

/** More of everything where the case's secret is: every kind of record, and a member entered as people do it, so that what is counted is. */
async function addMore(secret: (typeof cases)[number]['secret'], mark: string): Promise<void> {
  const more = await plantBeside(secret, mark)
  const organizationId = more.ids.get('core/organization')!
  const clerk = secret.tenantId === insider.tenantId ? insider.who : admin
  if (secret.ids.has('members/member') && organizationId) await clerk.post('/members/members', newMember({ organizationId }))
}

for (const [at, { name, who, secret }] of cases.entries())
  t.test(`${name}: what is added there changes nothing that is told here`, async t => {
    const before = await toldTo(who)
    await addMore(secret, `隐秘${String.fromCodePoint(0x4e00 + at)}`)
    const after = await toldTo(who)
    const different = [...after].filter(([address, reply]) => before.get(address) !== reply)
    t.same(
      different.map(([address, reply]) => ({ address, before: before.get(address)?.slice(0, 500), after: reply.slice(0, 500) })),
      [],
    )
    t.ok(after.size > 50, `${after.size} questions`)
  })

t.test('who belongs there is told otherwise afterwards', async t => {
  const before = await toldTo(insider.who)
  await addMore(insider.secret, '隐秘末')
  const after = await toldTo(insider.who)
  const different = [...after].filter(([address, reply]) => before.get(address) !== reply)
  t.ok(different.length > 40, `${different.length} of ${after.size} replies`)
})
