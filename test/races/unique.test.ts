import t from 'tap'
import type { Entity, Json, UniqueRule } from '../../core/declarations/model.ts'
import { writable } from '../../core/records/input-schema.ts'
import { fixtures as documents } from '../numbers/documents.ts'
import { fixtures as assets } from '../plugins/assets.ts'
import { startPlatform } from '../support/platform.ts'
import { at50, tally, throughTwoServers } from './at-once.ts'
import { recordMaker } from './new-record.ts'

const plugins = [documents, assets]
const platform = await startPlatform(t, { plugins })
const { model } = platform.app.platform.engine
const both = await throughTwoServers(t, platform, plugins)
const [admin, operator] = [await platform.signIn('admin'), await platform.signIn('operator')]

const races = [...model.entities.values()].flatMap(entity =>
  entity.actions.has('create') ? entity.unique.filter(isAsked(entity)).map((rule): [Entity, UniqueRule] => [entity, rule]) : [],
)

/** What the platform computes (that something is still open) is raced for in the tests of its plugin. */
function isAsked(entity: Entity): (rule: UniqueRule) => boolean {
  const asked = new Set(writable(entity).map(field => field.name))
  return rule => rule.fields.every(name => asked.has(name))
}

t.test('there is what to race for', async t => t.ok(races.length > 15))

// Every unique rule of whatever is installed: a new entity is raced for by being declared.
for (const [entity, rule] of races)
  t.test(`${entity.key}: one ${rule.fields.join(', ')} asked for by 50 at once is written once, and the others are told`, async t => {
    const who = entity.platform ? operator : admin
    const path = entity.path.replace('/api/v1', '')
    const make = await recordMaker(who, entity, model)
    const wanted = make()
    const same: Json = Object.fromEntries(rule.fields.filter(name => wanted[name] !== undefined).map(name => [name, wanted[name]]))
    const replies = await at50(at => both(who)(at).post(path, { ...make(), ...same }))
    t.same(tally(replies), { 201: 1, 409: 49 }, JSON.stringify(replies.find(reply => ![201, 409].includes(reply.status))?.body))
    for (const { status, body } of replies) if (status === 409) t.match(body, { code: 'record.conflict', errors: [{ code: /^duplicate/ }] })
    const filter = Object.entries(same).map(([name, value]) => `filter[${name}][eq]=${encodeURIComponent(String(value))}`)
    t.equal((await who.get(`${path}?${filter.join('&')}&count=exact`)).body.page.total, 1)
  })
