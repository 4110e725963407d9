import { join } from 'node:path'
import t, { type Test } from 'tap'
import { newMember } from '../core/new-member.ts'
import { startPlatform } from '../support/platform.ts'
import { examine } from './examine.ts'

const platform = await startPlatform(t)
const admin = await platform.signIn('admin')
const { body: organizations } = await admin.get('/core/organizations?page[size]=50&sort=-depth,name')
const [branch, other] = organizations.data

const sound = async (t: Test) => {
  const { findings, leftOver } = await examine(platform)
  t.strictSame(findings, [])
  t.strictSame(leftOver, [])
}

t.test('of what the demo made, every rule holds', sound)

t.test('and still does when people were deleted, their phones given to others, and they themselves brought back', async t => {
  const { body: one } = await admin.post('/members/members', newMember({ organizationId: branch.id, phone: '17711110000' }))
  t.equal((await admin.delete(`/members/members/${one.id}`)).status, 204)
  const { body: next } = await admin.post('/members/members', newMember({ organizationId: branch.id, phone: '17711110000' }))
  await sound(t)
  t.equal((await admin.patch(`/members/members/${next.id}`, { phone: '17711110001' })).status, 200)
  t.equal((await admin.post(`/members/members/bulk`, { action: 'restore', ids: [one.id] })).status, 200)
  const { body: page } = await admin.get('/members/members?page[size]=100&sort=id')
  const ids = page.data.map((member: { id: string }) => member.id)
  t.equal((await admin.post('/members/members/bulk', { action: 'delete', ids })).status, 200)
  await sound(t)
  t.equal((await admin.post('/members/members/bulk', { action: 'restore', ids })).status, 200)
  await sound(t)
})

t.test('and when organizations were moved, merged and renamed', async t => {
  for (const organizationId of [branch.id, other.id]) await admin.post('/core/posts', { organizationId, name: '宣传委员' })
  const { body: tree } = await admin.get('/core/organizations/tree')
  t.equal((await admin.post(`/core/organizations/${branch.id}/transitions/move`, { parentId: tree.data[0].id })).status, 200)
  t.equal((await admin.post(`/core/organizations/${branch.id}/transitions/merge`, { intoId: other.id })).status, 200)
  await sound(t)
})

t.test('and when sheets were imported, bad lines and all', async t => {
  const job = await admin.import('/members/members', join(import.meta.dirname, '../data/members-dirty.xlsx'))
  t.equal(job.state, 'done')
  t.ok(job.result.markedFileId)
  await sound(t)
})
