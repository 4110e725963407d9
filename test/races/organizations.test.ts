import t from 'tap'
import { newMember } from '../core/new-member.ts'
import type { Body } from '../support/client.ts'
import { startPlatform } from '../support/platform.ts'
import { at50, tally, throughTwoServers } from './at-once.ts'
import { faultsOfTree } from './tree.ts'

const platform = await startPlatform(t)
const admin = await platform.signIn('admin')
const both = (await throughTwoServers(t, platform))(admin)

let made = 0
async function unit(parentId?: string): Promise<string> {
  const name = `赛跑支部${++made}`
  const { body } = await admin.post('/core/organizations', { name, shortName: name, category: '631', parentId })
  return body.id
}
const move = (at: number, id: string, parentId: string) => both(at).post(`/core/organizations/${id}/transitions/move`, { parentId })
const placeOf = async (id: string): Promise<Body> => (await admin.get(`/core/organizations/${id}`)).body

t.test('of two moves that cross, A below B and B below A, one is done and the other told of the circle', async t => {
  const [a, b] = [await unit(), await unit()]
  const replies = await at50(at => (at % 4 < 2 ? move(at, a, b) : move(at, b, a)))
  const [first, second] = [replies.filter((_, at) => at % 4 < 2), replies.filter((_, at) => at % 4 >= 2)]
  const won = (await placeOf(a)).parent.id === b ? [first, second] : [second, first]
  t.same(tally(won[0]!), { 200: won[0]!.length }, 'what is there already is no mistake')
  t.same(tally(won[1]!), { 409: won[1]!.length })
  for (const { body } of won[1]!) t.equal(body.code, 'organization.cycle')
  t.same(await faultsOfTree(platform), [])
})

t.test('one organization moved to 50 places at once stands in one of them, and each move in its history', async t => {
  const moving = await unit()
  const below = await unit(moving)
  const places = await Promise.all(Array.from({ length: 50 }, () => unit()))
  const replies = await at50(at => move(at, moving, places[at]!))
  t.same(tally(replies), { 200: 50 })
  const { parent, version } = await placeOf(moving)
  t.ok(places.includes(parent.id))
  t.equal(version, 51)
  t.equal((await placeOf(below)).parent.id, moving)
  const { data } = (
    await admin.get(`/core/organization-changes?filter[organizationId][eq]=${moving}&filter[kind][eq]=moved&page[size]=100`)
  ).body
  t.equal(data.length, 50)
  t.same(await faultsOfTree(platform), [])
})

t.test('after 50 moves in every direction, with members and new organizations coming in between, a tree remains', async t => {
  const top = await unit()
  const units = [top]
  for (let at = 0; at < 24; at++) units.push(await unit(units[Math.floor(at / 2)]))
  // The same directions at every run.
  const one = (at: number) => units[(at * 7 + 3) % units.length]!
  const other = (at: number) => units[(at * 11 + 5) % units.length]!
  const [replies, created, joined] = await Promise.all([
    at50(at => move(at, one(at), other(at))),
    Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        both(at).post('/core/organizations', { name: `新来支部${at}`, shortName: `新来${at}`, category: '631', parentId: one(at) }),
      ),
    ),
    Promise.all(Array.from({ length: 20 }, (_, at) => both(at).post('/members/members', newMember({ organizationId: one(at) })))),
  ])
  t.same(tally(created), { 201: 20 })
  t.same(tally(joined), { 201: 20 })
  for (const { status, body } of replies) t.ok(status === 200 || body.code === 'organization.cycle', `${status} ${body.code}`)
  t.same(await faultsOfTree(platform), [])
})

t.test('of two merges that cross one is done; what belonged to both is with who remains', async t => {
  const [a, b] = [await unit(), await unit()]
  const people = await Promise.all(
    [a, b].map(async organizationId => (await admin.post('/members/members', newMember({ organizationId }))).body.id),
  )
  const merge = (at: number, id: string, intoId: string) => both(at).post(`/core/organizations/${id}/transitions/merge`, { intoId })
  const replies = await at50(at => (at % 4 < 2 ? merge(at, a, b) : merge(at, b, a)))
  t.same(tally(replies), { 200: 1, 409: 49 })
  const states = [(await placeOf(a)).state, (await placeOf(b)).state]
  t.same(states.sort(), ['active', 'merged'])
  const remaining = (await placeOf(a)).state === 'active' ? a : b
  for (const id of people) t.equal((await admin.get(`/members/members/${id}`)).body.organization.id, remaining)
  t.same(await faultsOfTree(platform), [])
})
