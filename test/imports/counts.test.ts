import t from 'tap'
import { type TenantTransaction, tenantId } from '../../core/database/database.ts'
import { sql } from '../../core/database/sql.ts'
import { entityOf } from '../../core/declarations/model.ts'
import { platformCaller } from '../../core/permissions/access.ts'
import { createDrafts, draftOf, throwIfWrong } from '../../core/records/create.ts'
import { newMember } from '../core/new-member.ts'
import { asOwner } from '../core/owner.ts'
import { faultsOfTree } from '../races/tree.ts'
import { startPlatform } from '../support/platform.ts'

const platform = await startPlatform(t)
const admin = await platform.signIn('admin')
const { engine } = platform.app.platform
const [{ id: demo }] = (await asOwner(platform, `select id from core.tenant where code = 'demo'`)) as [{ id: string }]
const tenant = tenantId(demo)
const { body: tops } = await admin.get('/core/organizations/tree')
const organizationId: string = tops.data[0].id
const membersThere = async () => (await admin.get('/core/organizations/tree')).body.data[0].counts['members/member'].own

/** So many that they are counted when their transaction ends. */
const many = 150

async function addMany(transaction: TenantTransaction): Promise<void> {
  const drafts = Array.from({ length: many }, () => draftOf(newMember({ organizationId })))
  await createDrafts({ engine, transaction, caller: platformCaller(tenant), entity: entityOf(engine.model, 'members/member') }, drafts)
  throwIfWrong(drafts)
  await transaction.run(sql`select 1`)
}

t.test('while a great many records of an organization are being written, nobody who adds one there waits for its count', async t => {
  const before = await membersThere()
  await engine.database.transaction(tenant, async transaction => {
    await addMany(transaction)
    t.equal((await admin.post('/members/members', newMember({ organizationId }))).status, 201)
    await addMany(transaction)
  })
  t.equal(await membersThere(), before + 2 * many + 1)
  t.same(await faultsOfTree(platform), [])
  t.same(await asOwner(platform, 'select 1 from core.uncounted'), [], 'nothing is left to be counted')
})

t.test('what is taken back is not counted', async t => {
  const before = await membersThere()
  const broken = new Error('taken back')
  await t.rejects(
    engine.database.transaction(tenant, async transaction => {
      await addMany(transaction)
      throw broken
    }),
    broken,
  )
  t.equal(await membersThere(), before)
  t.same(await faultsOfTree(platform), [])
})
