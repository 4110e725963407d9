import t from 'tap'
import { addMonths } from '../../core/identity/dates.ts'
import { created } from '../isolation/people.ts'
import { until } from '../support/server-process.ts'
import { developments, meeting, reviews, startDevelopment, today } from './course.ts'

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
  t.match(again, { status: 422, body: { detail: '该身份证号已登记为党员' } })
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
  const { extensionPapers, probationReport, fullApplication, fullMinutes, fullApproval } = await read(id)
  t.equal(extensionPapers.length, 4, 'what was handed in before is kept by itself')
  t.same([probationReport, fullApplication, fullMinutes, fullApproval], [null, null, null, null], 'and is to be handed in anew')
  await wait(id, 6)
  const late = await act(branch, id, 'finish-probation', { probationReport: [paper()] })
  t.match(late, { status: 409, body: { detail: /每半年至少考察一次/ } }, 'the half year that was added is reviewed too')
  const third = { reviewedOn: today, kind: 'branch', content: '表现良好' }
  t.equal((await act(branch, id, 'note-probation-review', { probationReviews: [...reviews(), third] })).status, 200)
  t.equal((await act(branch, id, 'finish-probation', { probationReport: [paper()] })).status, 200)
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

t.test('a step that was made long ago is entered when a second person has agreed to it', async t => {
  const appliedOn = addMonths(today, -3)
  const { id } = await apply({ appliedOn })
  const submitted = () => act(branch, id, 'submit', { appliedOn, application: [paper()] })
  const refused = { status: 409, body: { detail: /须先在“补登审批”中说明原因，由另一人批准/ } }
  t.match(await submitted(), refused)
  const path = '/development/backdatings'
  const asked = { developmentId: id, step: 'apply', doneOn: appliedOn }
  t.match(await branch.post(path, asked), { status: 422, body: { errors: [{ pointer: '/reason' }] } })
  const late = await created(branch, path, { ...asked, reason: '申请书存放在村里' })
  t.equal((await branch.post(`${path}/${late}/transitions/submit`)).body.state, 'review')
  t.match(await submitted(), refused, 'not before that')
  t.equal((await branch.post(`${path}/${late}/transitions/grant`)).status, 403)
  t.equal((await committee.post(`${path}/${late}/transitions/grant`)).body.state, 'granted')
  t.match(await act(branch, id, 'submit', { appliedOn: addMonths(today, -2) }), refused, 'for that day alone')
  t.equal((await submitted()).body.state, 'talk')

  const own = await created(committee, path, { ...asked, step: 'activist-filing', doneOn: addMonths(today, -2), reason: '批复迟到' })
  await committee.post(`${path}/${own}/transitions/submit`)
  t.match(await committee.post(`${path}/${own}/transitions/grant`), { status: 409, body: { detail: '补登须由另一人批准' } })
  t.equal((await platform.department.post(`${path}/${own}/transitions/grant`)).body.state, 'granted')
})

t.test('who is a member already is not entered as an applicant, and nothing is told of where he is', async t => {
  const idNumber = platform.idNumber()
  const elsewhere = (await admin.get('/core/organizations?filter[category][eq]=631&page[size]=1&sort=-id')).body.data[0]
  const values = {
    organizationId: elsewhere.id,
    name: '周党员',
    idNumber,
    category: 'full',
    joinedOn: '2018-07-01',
    regularOn: '2019-07-01',
  }
  await created(admin, '/members/members', values)
  const asked = { organizationId: platform.branchId, name: '周党员', idNumber, appliedOn: today }
  const reply = await branch.post(developments, asked)
  t.match(reply, { status: 422, body: { errors: [{ pointer: '/idNumber', detail: '该身份证号已登记为党员' }] } })
  t.notMatch(JSON.stringify(reply.body), elsewhere.name)
  const earlier = { ...asked, reached: 'talk', basis: '纸质档案' }
  t.match((await branch.post('/development/earlier', earlier)).body.errors, [{ pointer: '/idNumber' }])
})

t.test('an activist who moves goes on at another branch, and a probationary member is followed there', async t => {
  const other = await created(admin, '/core/organizations', {
    ...{ parentId: platform.committeeId, name: '中共某镇新村支部委员会', shortName: '新村支部', category: '631' },
  })
  const { id } = await apply()
  await reach(id, 'training')
  const { activistFiledOn } = await read(id)
  const moved = { movesToId: other, handedOver: '材料已随转' }
  t.equal((await act(branch, id, 'relocate', moved)).status, 403, 'the committee does it')
  t.equal((await act(committee, id, 'relocate', { ...moved, movesToId: platform.committeeId })).status, 422, 'to a branch')
  t.equal((await act(committee, id, 'relocate', moved)).status, 200)
  t.match(await read(id), { organization: { id: other }, state: 'training', activistFiledOn, movesTo: null }, 'his time counts on')
  t.equal((await branch.get(`${developments}/${id}`)).status, 404, 'the branch that he left has done with him')

  const probationer = await apply()
  await reach(probationer.id, 'probation')
  const { member: of } = await read(probationer.id)
  await admin.patch(`/members/members/${of.id}`, { organizationId: other })
  await until(async () => (await read(probationer.id)).organization.id === other)
  t.equal((await read(probationer.id)).state, 'probation')
})

t.test('a branch that comes under another committee takes along who is being developed, and not who has ended', async t => {
  const { id } = await apply()
  const ended = await apply()
  await reach(ended.id, 'training')
  await act(branch, ended.id, 'terminate', { endReason: '本人提出不再申请' })
  const { parent } = (await admin.get(`/core/organizations/${platform.committeeId}`)).body
  const other = await created(admin, '/core/organizations', {
    ...{ parentId: parent.id, name: '中共某新区基层委员会', shortName: '新区党委', category: '611' },
  })
  t.equal((await admin.post(`/core/organizations/${platform.branchId}/transitions/move`, { parentId: other })).status, 200)
  await until(async () => (await read(id)).committee.id === other)
  t.equal((await read(ended.id)).committee.id, platform.committeeId)
})
