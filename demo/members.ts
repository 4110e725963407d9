import { addDays, addMonths, daysBetween, yearsBetween } from '../core/identity/dates.ts'
import { idNumbers, phoneNumber } from './identity.ts'
import { personName } from './names.ts'
import type { DemoOrganization } from './organizations.ts'
import type { Random } from './random.ts'
import { type DemoResume, demoResumes } from './resumes.ts'

/** A member of the demonstration, in the words of `plugins/members/entities/member.json`; `organization` is the full name of the branch. */
export type DemoMember = {
  organization: string
  name: string
  idNumber: string
  phone: string
  sex: '1' | '2'
  birthOn: string
  ethnicity: string
  nativePlace: string
  marriage: string
  education: string
  degree: string | undefined
  category: 'full' | 'probationary'
  joinedOn: string
  regularOn: string | undefined
  membershipState: 'normal'
  isMigrantWorker: boolean
  workUnit: string
  resumes: DemoResume[]
}

/** 党章: nobody joins younger. */
const minimumJoiningAge = 18
const probationMonths = 12
/** 九大、十大党章 had no probation. */
const withoutProbation = { from: '1969-04-01', to: '1977-08-18' }
const probationaryShare = 0.06
const resumeShare = 0.3

const han = '01'
/** 满 回 苗 壮 土家 蒙古 畲 侗 */
const otherEthnicities = ['11', '03', '06', '08', '15', '02', '22', '12']
const counties = ['青棠区', '禾渡区', '石榕县']

/** That many members, spread over the branches; committees hold none themselves. */
export function demoMembers(random: Random, organizations: DemoOrganization[], count: number, asOf: string): DemoMember[] {
  const branches = organizations.filter(organization => organization.level === 4)
  const idNumber = idNumbers()
  return Array.from({ length: count }, (_, index) =>
    demoMember(random, branches[index % branches.length]!, { idNumber, phone: phoneNumber(index + 1) }, asOf),
  )
}

/** One member of a branch, with an ID number and a phone that nobody else was given. */
export function demoMember(
  random: Random,
  branch: Pick<DemoOrganization, 'name' | 'shortName'>,
  own: { idNumber: ReturnType<typeof idNumbers>; phone: string },
  asOf: string,
): DemoMember {
  const probationary = random.chance(probationaryShare)
  const sex = random.chance(0.6) ? '1' : '2'
  const birthOn = birthday(random, asOf, probationary ? [20, 45] : [22, 86])
  const age = yearsBetween(birthOn, asOf)
  const joinedOn = probationary ? recentJoining(random, asOf) : earlierJoining(random, birthOn, asOf)
  return {
    organization: branch.name,
    name: personName(random, { sex, birthYear: Number(birthOn.slice(0, 4)) }),
    idNumber: own.idNumber(birthOn, sex),
    phone: own.phone,
    sex,
    birthOn,
    ethnicity: random.chance(0.94) ? han : random.one(otherEthnicities),
    nativePlace: `澜屏市${random.one(counties)}`,
    marriage: age > 30 || random.chance(0.3) ? '20' : '10',
    ...schooling(random, age),
    category: probationary ? 'probationary' : 'full',
    joinedOn,
    regularOn: probationary ? undefined : regularOn(joinedOn),
    membershipState: 'normal',
    isMigrantWorker: random.chance(0.03),
    workUnit: branch.shortName.replace(/(联合)?党支部$/, ''),
    resumes: random.chance(resumeShare) ? demoResumes(random, birthOn, asOf) : [],
  }
}

/** A birthday of someone who is between these ages. */
function birthday(random: Random, asOf: string, [youngest, oldest]: [number, number]): string {
  const latest = addMonths(asOf, -youngest * 12)
  const earliest = addDays(addMonths(asOf, -(oldest + 1) * 12), 1)
  return addDays(earliest, random.between(0, daysBetween(earliest, latest)))
}

/** Within the last eleven months: still on probation at `asOf`. */
function recentJoining(random: Random, asOf: string): string {
  return addDays(asOf, -random.between(15, 330))
}

/** At some age from 18 on, mostly before 35, and long enough ago for the probation to be over. */
function earlierJoining(random: Random, birthOn: string, asOf: string): string {
  const earliest = addMonths(birthOn, minimumJoiningAge * 12 + 6)
  const latest = addMonths(asOf, -probationMonths)
  const usual = addMonths(birthOn, random.one([24, 28, 35, 35, 45]) * 12)
  const end = [usual, latest].sort()[0]!
  return addDays(earliest, random.between(0, daysBetween(earliest, end)))
}

function regularOn(joinedOn: string): string {
  const atOnce = withoutProbation.from <= joinedOn && joinedOn <= withoutProbation.to
  return addMonths(joinedOn, atOnce ? 0 : probationMonths)
}

/** Codes of the dictionaries education and degree; the young went to school longer. */
function schooling(random: Random, age: number): { education: string; degree: string | undefined } {
  const usual =
    age < 45
      ? ['21', '21', '21', '22', '22', '12', '6', '47']
      : age < 65
        ? ['22', '22', '21', '2C', '6', '41', '7']
        : ['6', '7', '7', '8', '41', '2C']
  const education = random.one(usual)
  return { education, degree: { '12': '3', '21': '4' }[education] }
}
