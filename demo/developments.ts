import { addDays, yearsBetween } from '../core/identity/dates.ts'
import { idNumbers } from './identity.ts'
import type { DemoMember } from './members.ts'
import { personName } from './names.ts'
import type { DemoOrganization } from './organizations.ts'
import type { Random } from './random.ts'

/** In the words of `plugins/development/entities/development.json`; `organization` is a full name, people are ID numbers. */
export type DemoDevelopment = {
  organization: string
  /** Who is a probationary member already. */
  member?: string
  contact1?: string
  contact2?: string
  introducer1?: string
  introducer2?: string
  name: string
  idNumber: string
  sex: string
  birthOn: string
  state: string
  [field: string]: unknown
}

/** Each step with its date field, and after how many days from the application it is usually done. */
const way: { state: string; on?: string; day: number }[] = [
  { state: 'apply', on: 'appliedOn', day: 0 },
  { state: 'talk', on: 'talkedOn', day: 20 },
  { state: 'recommend', on: 'activistOn', day: 120 },
  { state: 'activist-filing', on: 'activistFiledOn', day: 130 },
  { state: 'contacts', on: 'contactsOn', day: 140 },
  { state: 'training', day: 500 },
  { state: 'candidate', on: 'candidateOn', day: 510 },
  { state: 'candidate-filing', on: 'candidateFiledOn', day: 520 },
  { state: 'introducers', on: 'introducersOn', day: 530 },
  { state: 'review', on: 'politicalReviewedOn', day: 560 },
  { state: 'course', on: 'trainedOn', day: 575 },
  { state: 'committee', on: 'committeeReviewedOn', day: 585 },
  { state: 'pre-examination', on: 'preExaminedOn', day: 600 },
  { state: 'form', on: 'formFilledOn', day: 605 },
  { state: 'meeting', on: 'admissionMeetingOn', day: 620 },
  { state: 'interview', on: 'interviewedOn', day: 640 },
  { state: 'approval', on: 'approvedOn', day: 660 },
  { state: 'department-filing', on: 'departmentFiledOn', day: 680 },
  { state: 'assignment', on: 'assignedOn', day: 685 },
  { state: 'oath', on: 'oathOn', day: 700 },
  { state: 'probation', day: 955 },
]
const meetingDay = 620
const units = ['县人民医院', '第一中学', '供水公司', '城关街道办事处', '农业技术推广中心', '建安工程公司']

/** Applicants, activists and candidates of some branches, and probationary members on their way to full membership. */
export function demoDevelopments(
  random: Random,
  { organizations, members }: { organizations: DemoOrganization[]; members: DemoMember[] },
  asOf: string,
): DemoDevelopment[] {
  const branches = organizations.filter(organization => organization.level === 4).slice(0, way.length)
  const idNumber = idNumbers('990103')
  const steps = way.slice(0, 17)
  const applicants = branches.map((branch, nth) => {
    const sex = random.chance(0.5) ? '1' : '2'
    const birthOn = `${random.between(1985, 2003)}-0${random.between(1, 9)}-1${random.between(0, 9)}`
    const person = {
      name: personName(random, { sex, birthYear: Number(birthOn.slice(0, 4)) }),
      idNumber: idNumber(birthOn, sex),
      sex,
      birthOn,
    }
    const step = steps[nth % steps.length]!
    const before = steps[(nth % steps.length) - 1]?.day ?? 0
    const appliedOn = addDays(asOf, -random.between(before, Math.max(step.day - 5, before)))
    return {
      ...person,
      organization: branch.name,
      workUnit: random.one(units),
      state: step.state,
      ...soFar(step.state, appliedOn, branch.name, members),
    }
  })
  const probationary = members.filter(isOldEnough).slice(0, 10)
  return [...applicants, ...probationary.map(member => onProbation(member, members, asOf))]
}

/** Of those on probation: who was eighteen when he asked to be admitted. */
function isOldEnough({ category, birthOn, joinedOn }: DemoMember): boolean {
  return category === 'probationary' && yearsBetween(birthOn, addDays(joinedOn, -meetingDay)) >= 18
}

function onProbation(member: DemoMember, members: DemoMember[], asOf: string): DemoDevelopment {
  const { organization, name, idNumber, sex, birthOn, joinedOn } = member
  const appliedOn = addDays(joinedOn, -meetingDay)
  const elapsed = (day: number) => addDays(appliedOn, day) <= asOf
  const state = way.slice(17).find(step => !elapsed(step.day))?.state ?? 'probation'
  return {
    ...{ organization, member: idNumber, name, idNumber, sex, birthOn, state },
    ...soFar(state, appliedOn, organization, members),
    probationEndsOn: `${Number(joinedOn.slice(0, 4)) + 1}${joinedOn.slice(4)}`.replace('-02-29', '-02-28'),
  }
}

/** What stands in the record of someone who has come to this step: its dates, and the people that were named. */
function soFar(
  state: string,
  appliedOn: string,
  branch: string,
  members: DemoMember[],
): Omit<DemoDevelopment, 'organization' | 'name' | 'idNumber' | 'sex' | 'birthOn' | 'state'> {
  const at = way.findIndex(step => step.state === state)
  const dates = Object.fromEntries(way.slice(0, Math.max(at, 1)).flatMap(({ on, day }) => (on ? [[on, addDays(appliedOn, day)]] : [])))
  const [first, second] = members
    .filter(member => member.organization === branch && member.category === 'full')
    .map(member => member.idNumber)
  const has = (step: string) => at > way.findIndex(one => one.state === step)
  return {
    ...dates,
    ...(has('talk') ? { talkers: '支部组织委员' } : {}),
    ...(has('recommend') ? { recommendedBy: 'members' } : {}),
    ...(has('contacts') ? { contact1: first, contact2: second } : {}),
    ...(has('introducers') ? { introducer1: first, introducer2: second } : {}),
    ...(has('review') ? { politicalConclusion: 'qualified' } : {}),
    ...(has('course') ? { trainingDays: 3, trainingHours: 24 } : {}),
    ...(has('committee') ? { admissionPublicFrom: addDays(appliedOn, 586) } : {}),
    ...(has('meeting')
      ? { admissionEligible: 12, admissionPresent: 11, admissionWritten: 1, admissionFor: 12, admissionAgainst: 0, admissionAbstain: 0 }
      : {}),
    ...(has('interview') ? { interviewer: '组织员' } : {}),
    ...(has('approval') ? { approvalEligible: 7, approvalFor: 7 } : {}),
  }
}
