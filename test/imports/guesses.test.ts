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

t.test('who sees ID numbers masked names people of his branch by what he sees, and by nothing else', async t => {
  const secretary = await platform.signIn('secretary')
  const { body } = await secretary.get('/members/members?page[size]=200')
  const alike = Map.groupBy(body.data as Body[], ({ idNumber }) => idNumber as string)
  const [one, other] = [...alike.values()].flatMap(some => (some.length === 1 ? some : []))
  const [twice] = [...alike].flatMap(([idNumber, some]) => (some.length > 1 ? [idNumber] : []))
  t.match(one!.idNumber, /\*{8}/)
  const sheet = (idNumber: string, text: string) => ({
    name: '承诺.csv',
    content: Buffer.from(`党员身份证号,类型,承诺内容,承诺日期\n${idNumber},一句话承诺,${text},2026-03-05\n`),
  })
  const named = await secretary.import('/pledges/pledges', sheet(one!.idNumber, '群众的事当天办'))
  t.match(named, { state: 'done', result: { created: 1 } }, JSON.stringify(named))
  const { body: pledges } = await secretary.get(`/pledges/pledges?filter[memberId][eq]=${one!.id}&filter[pledgedOn][eq]=2026-03-05`)
  t.match(pledges.data, [{ content: '群众的事当天办' }])
  const whole = await revealed(admin, '/members/members', other!.id, 'idNumber')
  for (const guess of [whole, `${whole.slice(0, 8)}*******${whole.slice(15)}`, '*'.repeat(18)]) {
    const { result } = await secretary.import('/pledges/pledges', sheet(guess, '猜的'))
    t.match(result, { created: 0, problems: [{ code: 'unknown-member' }] }, guess)
  }
  const { result: unclear } = await secretary.import('/pledges/pledges', sheet(twice!, '两个人'))
  t.match(unclear, { created: 0, problems: [{ code: 'ambiguous-member' }] }, 'nor a mask that two have')
  const elsewhere: Body[] = (await admin.get('/members/members?sort=-id&page[size]=100')).body.data
  const stranger = elsewhere.find(each => each.organization.id !== one!.organization.id)!
  const { result } = await secretary.import('/pledges/pledges', sheet(stranger.idNumber, '别处的'))
  t.equal(result.created, 0, 'nobody of another branch')
})
