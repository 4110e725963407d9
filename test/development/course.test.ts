import t from 'tap'
import { addMonths } from '../../core/identity/dates.ts'
import { developments, meeting, startDevelopment, today } from './course.ts'

const platform = await startDevelopment(t)
const { admin, branch, committee, apply, reach, act, wait, paper } = platform
const read = async (id: string) => (await admin.get(`${developments}/${id}`)).body
const member = async (id: string) => (await admin.get(`/members/members/${id}`)).body

t.test('a person goes through all twenty-five steps and ends as a full member', async t => {
  const idNumber = platform.idNumber()
  const { id, state, step, stage, name } = await apply({ idNumber })
  t.same([state, step, stage], ['apply', 1, 'application'])
  await reach(id, 'approval')
  t.equal((await read(id)).member, null, 'before the committee approves there is no member')
  await reach(id, 'department-filing')
  const admitted = await read(id)
  t.equal(admitted.probationEndsOn, addMonths(today, 12), 'the probation counts from the meeting')
  t.match(await member(admitted.member.id), {
    ...{ name, category: 'probationary', joinedOn: today, regularOn: null, membershipState: 'normal' },
    organization: { id: platform.branchId },
  })
  await reach(id, 'archive')
  const { regularOn, admissionMeetingOn } = await read(id)
  t.equal(regularOn, addMonths(admissionMeetingOn, 12), 'a member is full from the day on which the probation ends')
  t.match(await member(admitted.member.id), { category: 'full', regularOn })
  await reach(id, 'completed')
  const { body } = await admin.get(`${developments}/${id}/timeline`)
  t.equal(new Set(body.data.flatMap((one: { from?: { code: string } }) => one.from?.code ?? [])).size, 25)
  t.match(await read(id), { stage: 'ended', step: null })
  const again = await branch.post(developments, {
    ...{ organizationId: platform.branchId, name, idNumber, appliedOn: today },
  })
  t.match(again, { status: 409, body: { detail: '该身份证号已有正在办理或已经办结的发展记录' } })
})

t.test('probation is extended once, and ends later then', async t => {
  const { id } = await apply()
  await reach(id, 'full-meeting')
  const papers = { fullMinutes: [paper()], fullPublicFrom: addMonths(today, -1) }
  t.equal((await act(branch, id, 'extend', { ...meeting('full'), ...papers, extensionMonths: 6 })).status, 200)
  const { probationEndsOn: before } = await read(id)
  const approved = { fullApprovedOn: today, fullApprovalEligible: 7, fullApprovalFor: 7, fullApproval: [paper()] }
  t.equal((await act(committee, id, 'approve-full', approved)).body.state, 'probation')
  t.match(await read(id), { probationEndsOn: addMonths(before, 6), isExtended: true, fullMeetingOn: null })
  await wait(id, 6)
  await reach(id, 'full-meeting')
  t.match(await act(branch, id, 'extend', { ...meeting('full'), ...papers, extensionMonths: 6 }), {
    status: 409,
    body: { detail: /^预备期只能延长一次/ },
  })
  await reach(id, 'archive')
  const { regularOn, member: of } = await read(id)
  t.match(await member(of.id), { category: 'full', regularOn })
})

t.test('a cancelled probation ends without a full member, and the person may ask again', async t => {
  const idNumber = platform.idNumber()
  const { id } = await apply({ idNumber })
  await reach(id, 'probation')
  t.equal((await act(branch, id, 'propose-cancellation', { reason: '不履行党员义务' })).body.state, 'full-meeting')
  const meant = { ...meeting('full'), fullMinutes: [paper()], endReason: '不履行党员义务' }
  t.equal((await act(branch, id, 'cancel', meant)).body.state, 'full-approval')
  const approved = { fullApprovedOn: today, fullApprovalEligible: 7, fullApprovalFor: 7, fullApproval: [paper()] }
  t.equal((await act(committee, id, 'approve-full', approved)).body.state, 'cancelled')
  const { member: of } = await read(id)
  t.match(await member(of.id), { category: 'probationary', membershipState: 'probation-cancelled', regularOn: null })
  t.ok((await apply({ idNumber })).id)
})

t.test('who is given up is no longer asked for, and may ask again', async t => {
  const idNumber = platform.idNumber()
  const { id } = await apply({ idNumber })
  await reach(id, 'training')
  t.equal((await act(branch, id, 'terminate')).status, 422, 'not without a reason')
  t.equal((await act(branch, id, 'terminate', { endReason: '本人提出不再申请' })).body.state, 'terminated')
  t.match(await read(id), { stage: 'ended', endedOn: today })
  t.ok((await apply({ idNumber })).id)
})

t.test('whom the meeting or the committee does not want is an activist again', async t => {
  const { id } = await apply()
  await reach(id, 'meeting')
  const lost = { ...meeting('admission', { admissionFor: 3, admissionAgainst: 5 }), admissionMinutes: [paper()] }
  t.equal((await act(branch, id, 'reject', lost)).body.state, 'training')
  await reach(id, 'approval')
  t.equal((await act(committee, id, 'disapprove', { reason: '还需继续培养' })).body.state, 'training')
  t.equal((await read(id)).member, null)
})
