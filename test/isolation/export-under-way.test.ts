import pg from 'pg'
import t from 'tap'
import { tenantId } from '../../core/database/database.ts'
import { entityOf } from '../../core/declarations/model.ts'
import { exportable } from '../../core/imports/columns.ts'
import { findRecords, readFound } from '../../core/records/found.ts'
import { readListQuery } from '../../core/records/list-query.ts'
import { newMember } from '../core/new-member.ts'
import { startPlatform } from '../support/platform.ts'
import { created, newUser, organizationsOf } from './people.ts'

const platform = await startPlatform(t)
const admin = await platform.signIn('admin')
const [here, elsewhere] = await organizationsOf(admin)
const roleId = await created(admin, '/core/roles', {
  code: 'exporter',
  name: '导出员',
  permissions: { 'members/member': { actions: ['read', 'export'] } },
})
const exporter = await newUser(platform, admin, 'exporter', [{ roleId, organizationId: here, scope: 'organization' }])

t.test(
  'who goes out of reach between being found and being read is not exported, who changes is as he now is, nobody comes twice',
  async t => {
    const members: string[] = []
    for (let at = 0; at < 4; at++) members.push(await created(admin, '/members/members', newMember({ organizationId: here })))
    const owner = new pg.Client({ connectionString: platform.ownerUrl })
    await owner.connect()
    const { rows } = await owner.query('select tenant_id from members.member where id = $1', [members[0]])
    await owner.end()

    const { engine, access } = platform.app.platform
    const tenant = tenantId(rows[0].tenant_id)
    const caller = { tenantId: tenant, userId: exporter.id, access: await access.of(tenant, exporter.id) }
    const connection = engine.database.tenant(tenant)
    const entity = entityOf(engine.model, 'members/member')
    const found = await findRecords(connection, caller, engine.model, entity, readListQuery(entity, {}), 'export')
    const ids = found.pages.flatMap(page => page.split(','))
    t.ok(members.every(id => ids.includes(id)) && ids.length === found.count)

    const [moved, deleted, renamed] = members
    t.equal((await admin.patch(`/members/members/${moved}`, { organizationId: elsewhere })).status, 200)
    t.equal((await admin.delete(`/members/members/${deleted}`)).status, 204)
    t.equal((await admin.patch(`/members/members/${renamed}`, { name: '秦改名' })).status, 200)

    const fields = exportable(entity)
    const read: unknown[][] = []
    for await (const page of readFound(connection, caller, engine.model, entity, found, fields)) read.push(...page)
    const names = read.map(row => row[fields.findIndex(field => field.name === 'name')])
    t.equal(read.length, found.count - 2)
    t.equal(names.filter(name => name === '秦改名').length, 1)
    t.equal(names.filter(name => name === '秦新员').length, 1, 'of the four, one as he was')
  },
)
