import t from 'tap'
import type { Body } from '../support/client.ts'
import { startPlatform } from '../support/platform.ts'
import { revealed } from '../support/reveal.ts'

const platform = await startPlatform(t)
const admin = await platform.signIn('admin')

t.test('an import is no way to find out what a masked field holds: a right guess is refused like a wrong one', async t => {
  const { body: roles } = await admin.get('/core/roles?filter[code][eq]=org-admin')
  await admin.patch(`/core/roles/${roles.data[0].id}`, {
    permissions: { 'members/member': { actions: ['read', 'update', 'create', 'import'], fields: { phone: 'masked' } } },
  })
  const orgadmin = await platform.signIn('orgadmin')
  const { body } = await orgadmin.get('/members/members?page[size]=1')
  const { body: member }: { body: Body } = await admin.get(`/members/members/${body.data[0].id}`)
  const idNumber = await revealed(admin, '/members/members', member.id, 'idNumber')
  const sheet = (phone: string) => ({
    name: '猜.csv',
    content: Buffer.from(
      `党组织,姓名,身份证号,手机号,党员类别,入党日期\n${member.organization.label},${member.name},${idNumber},${phone},${member.category === 'full' ? '正式党员' : '预备党员'},${member.joinedOn}\n`,
    ),
  })
  const right = await orgadmin.import('/members/members', sheet(member.phone))
  const wrong = await orgadmin.import('/members/members', sheet('19999999999'))
  t.equal(right.state, 'failed')
  t.equal(wrong.state, 'failed')
  t.equal(right.error, wrong.error)
})
