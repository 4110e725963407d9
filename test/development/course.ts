import type { Test } from 'tap'
import { addMonths, todayInShanghai } from '../../core/identity/dates.ts'
import { idNumbers } from '../../demo/identity.ts'
import { asOwner } from '../core/owner.ts'
import { created, newUser, roleNamed } from '../isolation/people.ts'
import type { Body, Client, Reply } from '../support/client.ts'
import { startPlatform, type TestPlatform } from '../support/platform.ts'

export const developments = '/development/developments'
export const today = todayInShanghai()

export type Step = { event: string; by: 'branch' | 'committee' | 'department'; says: (at: Course) => Body }

/** What is at hand while someone is developed. */
export type Course = { paper: string; contacts: [string, string]; outcome?: 'extend' | 'cancel' }

export type DevelopmentPlatform = TestPlatform & {
  admin: Client
  /** Secretary of the branch, admin of the committee that approves, and of the one above it. */
  branch: Client & { id: string }
  committee: Client & { id: string }
  department: Client & { id: string }
  branchId: string
  committeeId: string
  contacts: [string, string]
  /** A probationary member of the branch, who can neither be a contact nor introduce anyone. */
  probationer: string
  /** Someone who asks to be admitted, as the first step leaves him. */
  apply(change?: Body): Promise<Body>
  act(by: Client, id: string, event: string, says?: Body): Promise<Reply>
  /** Lets time pass: every date of the record is so many months earlier. */
  wait(id: string, months: number): Promise<void>
  /** Makes the steps of a legal course one after another until the record is where it says. */
  reach(id: string, state: string): Promise<void>
  say(step: Step): Body
  /** A paper of the person who applied last. */
  paper(): string
  idNumber(birthOn?: string): string
}

const papers = (course: Course, ...names: string[]): Body => Object.fromEntries(names.map(name => [name, [course.paper]]))
export const reviews = () => [2, 1].map(count => ({ reviewedOn: addMonths(today, -count), kind: 'branch', content: '表现良好' }))

/** A meeting of ten with a say: eight came, one had written before. */
export const meeting = (prefix: 'admission' | 'full', change: Body = {}): Body => ({
  ...{ [`${prefix}MeetingOn`]: today, [`${prefix}Eligible`]: 10, [`${prefix}Present`]: 8, [`${prefix}Written`]: 1 },
  ...{ [`${prefix}For`]: 7, [`${prefix}Against`]: 1, [`${prefix}Abstain`]: 1 },
  ...change,
})

const longAgo = () => addMonths(today, -1)

/** The legal course, step by step; between some of them time has to pass. */
export const legal: Record<string, Step & { wait?: number }> = {
  apply: { event: 'submit', by: 'branch', says: at => ({ appliedOn: today, ...papers(at, 'application') }) },
  talk: { event: 'record-talk', by: 'branch', says: at => ({ talkedOn: today, talkers: '支部委员', ...papers(at, 'talkRecord') }) },
  recommend: {
    wait: 4,
    event: 'determine-activist',
    by: 'branch',
    says: at => ({ recommendedBy: 'members', activistOn: today, ...papers(at, 'recommendation', 'activistMinutes') }),
  },
  'activist-filing': { event: 'file-activist', by: 'committee', says: at => ({ activistFiledOn: today, ...papers(at, 'activistFiling') }) },
  contacts: {
    event: 'name-contacts',
    by: 'branch',
    says: at => ({ contactsOn: today, contact1Id: at.contacts[0], contact2Id: at.contacts[1], ...papers(at, 'trainingBook') }),
  },
  training: { wait: 12, event: 'finish-training', by: 'branch', says: at => papers(at, 'thoughtReports') },
  candidate: {
    event: 'determine-candidate',
    by: 'branch',
    says: at => ({ candidateOn: today, ...papers(at, 'opinions', 'candidateMinutes') }),
  },
  'candidate-filing': {
    event: 'file-candidate',
    by: 'committee',
    says: at => ({ candidateFiledOn: today, ...papers(at, 'candidateFiling') }),
  },
  introducers: {
    event: 'name-introducers',
    by: 'branch',
    says: at => ({ introducersOn: today, introducer1Id: at.contacts[0], introducer2Id: at.contacts[1] }),
  },
  review: {
    event: 'pass-review',
    by: 'branch',
    says: at => ({ politicalReviewedOn: today, politicalConclusion: 'qualified', ...papers(at, 'politicalReport') }),
  },
  course: {
    event: 'finish-course',
    by: 'branch',
    says: at => ({ trainedOn: today, trainingDays: 3, ...papers(at, 'trainingCertificate') }),
  },
  committee: {
    event: 'pass-committee',
    by: 'branch',
    says: at => ({ committeeReviewedOn: today, admissionPublicFrom: today, ...papers(at, 'committeeMinutes', 'admissionNotice') }),
  },
  'pre-examination': {
    wait: 1,
    event: 'pass-pre-examination',
    by: 'committee',
    says: at => ({ preExaminedOn: today, ...papers(at, 'preExamination') }),
  },
  form: {
    event: 'fill-form',
    by: 'branch',
    says: at => ({ formFilledOn: today, formNumber: `ZY${++forms}`, ...papers(at, 'applicationForm') }),
  },
  meeting: { event: 'adopt', by: 'branch', says: at => ({ ...meeting('admission'), ...papers(at, 'admissionMinutes') }) },
  interview: {
    event: 'record-interview',
    by: 'committee',
    says: at => ({ interviewedOn: today, interviewer: '组织员', ...papers(at, 'interviewRecord') }),
  },
  approval: {
    event: 'approve',
    by: 'committee',
    says: at => ({ approvedOn: today, approvalEligible: 7, approvalFor: 6, ...papers(at, 'approval') }),
  },
  'department-filing': {
    event: 'file-department',
    by: 'department',
    says: at => ({ departmentFiledOn: today, ...papers(at, 'departmentFiling') }),
  },
  assignment: { event: 'assign', by: 'branch', says: () => ({ assignedOn: today, partyGroup: '第一党小组' }) },
  oath: { event: 'swear', by: 'branch', says: at => ({ oathOn: today, ...papers(at, 'oathPhotos') }) },
  probation: { wait: 12, event: 'finish-probation', by: 'branch', says: at => papers(at, 'probationReport') },
  'full-application': {
    event: 'apply-full',
    by: 'branch',
    says: at => ({ fullAppliedOn: today, ...papers(at, 'fullApplication') }),
  },
  'full-meeting': {
    event: 'pass-full',
    by: 'branch',
    says: at => ({ fullPublicFrom: longAgo(), ...meeting('full'), ...papers(at, 'fullMinutes') }),
  },
  'full-approval': {
    event: 'approve-full',
    by: 'committee',
    says: at => ({ fullApprovedOn: today, fullApprovalEligible: 7, fullApprovalFor: 7, ...papers(at, 'fullApproval') }),
  },
  archive: {
    event: 'file-away',
    by: 'committee',
    says: at => ({ archivedOn: today, archiveUnit: '县人才中心', ...papers(at, 'archiveList') }),
  },
}

let forms = 0

/** Reviews that have to be there before these steps end, and what notes them. */
export const reviewed: Record<string, { event: string; field: string }> = {
  training: { event: 'note-review', field: 'activistReviews' },
  probation: { event: 'note-probation-review', field: 'probationReviews' },
}

const pdf = { name: '材料.pdf', content: new TextEncoder().encode('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n') }

/** An uploaded paper that is nobody's yet. */
export const paperOf = async (who: Client): Promise<string> => (await who.upload('/core/files', pdf)).body.id

export async function startDevelopment(t: Test): Promise<DevelopmentPlatform> {
  const platform = await startPlatform(t)
  const admin = await platform.signIn('admin')
  const { root, committeeId, branchId } = await places(admin)
  const person = async (username: string, role: string, organizationId: string, scope: string) =>
    newUser(platform, admin, username, [{ roleId: await roleNamed(admin, role), organizationId, scope }])
  const branch = await person('dev-secretary', 'secretary', branchId, 'subtree')
  const committee = await person('dev-committee', 'org-admin', committeeId, 'subtree')
  const department = await person('dev-department', 'org-admin', root, 'subtree')
  const who = { branch, committee, department }
  const idNumber = (
    give =>
    (birthOn = '1995-03-04') =>
      give(birthOn, '1')
  )(idNumbers('990102'))
  const member = (name: string, change: Body) =>
    created(admin, '/members/members', { organizationId: branchId, name, idNumber: idNumber('1980-01-01'), ...change })
  const full = { category: 'full', joinedOn: '2010-07-01', regularOn: '2011-07-01' }
  const contacts: [string, string] = [await member('钱一', full), await member('孙二', full)]
  const probationer = await member('李预备', { category: 'probationary', joinedOn: addMonths(today, -6) })
  const paper = await paperOf(branch)
  const at: Course = { paper, contacts }
  const act = (by: Client, id: string, event: string, says: Body = {}) => by.post(`${developments}/${id}/transitions/${event}`, says)
  const dates = platform.app.platform.engine.model.entities
    .get('development/development')!
    .fields.filter(field => field.kind === 'date' && field.name !== 'birthOn')
  const wait = async (id: string, months: number) => {
    const moved = dates.map(field => `${field.column} = (${field.column} - make_interval(months => $2))::date`).join(', ')
    await asOwner(platform, `update development.development set ${moved} where id = $1`, [id, months])
    await asOwner(
      platform,
      `update members.member set joined_on = (joined_on - make_interval(months => $2))::date
      where id = (select member_id from development.development where id = $1)`,
      [id, months],
    )
  }
  const step = async (id: string, state: string) => {
    const one = legal[state]!
    if (one.wait) await wait(id, one.wait)
    const review = reviewed[state]
    if (review) await expectDone(await act(branch, id, review.event, { [review.field]: reviews() }), review.event)
    await expectDone(await act(who[one.by], id, one.event, one.says(at)), one.event)
  }
  let made = 0
  return {
    ...platform,
    ...{ admin, ...who, branchId, committeeId, contacts, probationer, act, wait, idNumber },
    say: one => one.says(at),
    paper: () => at.paper,
    async apply(change = {}) {
      // Each person has papers of his own.
      at.paper = await paperOf(branch)
      const reply = await branch.post(developments, {
        ...{ organizationId: branchId, name: `赵申请${++made}`, idNumber: idNumber(), appliedOn: today, application: [at.paper] },
        ...change,
      })
      if (reply.status !== 201) throw new Error(JSON.stringify(reply.body))
      return reply.body
    },
    async reach(id, state) {
      for (;;) {
        const { body } = await admin.get(`${developments}/${id}`)
        if (body.state === state) return
        await step(id, body.state)
      }
    },
  }
}

async function expectDone({ status, body }: Reply, event: string): Promise<void> {
  if (status !== 200) throw new Error(`${event}: ${status} ${JSON.stringify(body)}`)
}

/** A branch, the committee with the power to approve above it, and the top; nobody of the demo's own is asked there. */
async function places(admin: Client): Promise<{ root: string; committeeId: string; branchId: string }> {
  const one = async (id: string): Promise<Body> => (await admin.get(`/core/organizations/${id}`)).body
  const { body: branches } = await admin.get('/core/organizations?filter[category][eq]=631&page[size]=1')
  const [branch] = branches.data
  let committee = await one(branch.parent.id)
  while (!['611', '641'].includes(committee.category)) committee = await one(committee.parent.id)
  let root = committee
  while (root.parent) root = await one(root.parent.id)
  const { body } = await admin.get('/core/grants?page[size]=200')
  for (const grant of body.data)
    if (grant.scope !== 'tenant' && grant.organization.id !== root.id) await admin.delete(`/core/grants/${grant.id}`)
  return { root: root.id, committeeId: committee.id, branchId: branch.id }
}
