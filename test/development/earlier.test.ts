import t from 'tap'
import { addMonths } from '../../core/identity/dates.ts'
import type { Body } from '../support/client.ts'
import { developments, startDevelopment, today } from './course.ts'

const platform = await startDevelopment(t)
const { admin, branch, committee, contacts, probationer } = platform
const path = '/development/earlier'

/** Someone who was filed as an activist before this system was there. */
const activist = (change: Body = {}): Body => ({
  ...{ organizationId: platform.branchId, name: '郑早先', idNumber: platform.idNumber(), reached: 'training', basis: '纸质档案，存镇党委' },
  ...{
    appliedOn: addMonths(today, -20),
    activistOn: addMonths(today, -14),
    activistFiledOn: addMonths(today, -13),
    contact1Id: contacts[0],
  },
  ...change,
})
const act = (who: typeof branch, id: string, event: string, says: Body = {}) => who.post(`${path}/${id}/transitions/${event}`, says)

t.test('a development under way is taken over at its step, marked, once a second person has confirmed it', async t => {
  const values = activist()
  const { body } = await branch.post(path, values)
  t.equal((await act(branch, body.id, 'submit')).body.state, 'review')
  t.match(await act(branch, body.id, 'confirm'), { status: 403 }, 'not by whoever entered it')
  t.equal((await act(committee, body.id, 'confirm')).body.state, 'imported')
  const found = await branch.get(`${developments}?q=${encodeURIComponent(values.name)}`)
  t.match(found.body.data, [{ state: 'training', step: 6, isHistorical: true, activistFiledOn: values.activistFiledOn }])
  const { times } = (await branch.get(`${developments}/${found.body.data[0].id}/transitions`)).body
  t.match(times, { earliest: addMonths(values.activistFiledOn, 12), missing: [{ name: 'thoughtReports' }] })
})

t.test('whoever submitted it confirms nothing himself', async t => {
  const { body } = await committee.post(path, activist({ name: '王自办' }))
  await act(committee, body.id, 'submit')
  t.match(await act(committee, body.id, 'confirm'), { status: 409, body: { detail: '补登的须由另一人确认' } })
})

t.test('what a step rests upon may not be missing, nor be out of order', async t => {
  const refused = async (change: Body) => (await branch.post(path, activist(change))).body.detail
  t.equal(await refused({ activistFiledOn: null }), '办到这一步的，须填写积极分子备案日期')
  t.equal(await refused({ activistOn: addMonths(today, -21) }), '确定为入党积极分子日期早于递交申请书日期')
  t.match(await branch.post(path, activist({ reached: 'completed' })), { status: 422 })
})

t.test('a person has one development, and a probationary member who is taken over stays the member that he is', async t => {
  const idNumber = platform.idNumber()
  await platform.apply({ idNumber })
  const twice = (await branch.post(path, activist({ name: '赵重复', idNumber }))).body.id
  await act(branch, twice, 'submit')
  t.match(await act(committee, twice, 'confirm'), { status: 409, body: { detail: '该身份证号已有正在办理或已经办结的发展记录' } })
  t.equal((await branch.get(`${path}/${twice}`)).body.state, 'review', 'and nothing of it stays')
  const met = addMonths(today, -6)
  const on = { candidateOn: addMonths(today, -10), candidateFiledOn: addMonths(today, -10), politicalReviewedOn: addMonths(today, -9) }
  const later = {
    trainedOn: addMonths(today, -9),
    committeeReviewedOn: addMonths(today, -8),
    admissionPublicFrom: addMonths(today, -8),
    preExaminedOn: addMonths(today, -7),
  }
  const joined = {
    ...on,
    ...later,
    introducer1Id: contacts[0],
    introducer2Id: contacts[1],
    admissionMeetingOn: met,
    approvedOn: addMonths(today, -5),
    memberId: probationer,
  }
  const begun = { appliedOn: addMonths(today, -30), activistOn: addMonths(today, -25), activistFiledOn: addMonths(today, -24) }
  const { body } = await branch.post(path, activist({ name: '李预备', reached: 'probation', ...begun, ...joined }))
  await act(branch, body.id, 'submit')
  t.equal((await act(committee, body.id, 'confirm')).body.state, 'imported')
  const found = await admin.get(`${developments}?filter[memberId][eq]=${probationer}`)
  t.match(found.body.data, [{ state: 'probation', probationEndsOn: addMonths(met, 12), member: { id: probationer } }])
})
