import { type DemoClaim, demoClaims } from './claims.ts'
import { type DemoContribution, demoContributions } from './contributions.ts'
import { type DemoDevelopment, demoDevelopments } from './developments.ts'
import { type DemoMemberHonor, type DemoOrganizationHonor, demoMemberHonors, demoOrganizationHonors } from './honors.ts'
import { type DemoLeadership, demoLeadership } from './leadership.ts'
import { type DemoLearningScore, demoLearningScores } from './learning-scores.ts'
import { type DemoMember, demoMembers } from './members.ts'
import { type DemoMovements, demoMovements } from './movements.ts'
import { type DemoOrganization, demoOrganizations } from './organizations.ts'
import { seededRandom } from './random.ts'
import { type DemoCenter, demoCenters } from './service-centers.ts'
import { type DemoPledge, type DemoStudyNote, demoPledges, demoStudyNotes } from './writings.ts'

/** A whole invented committee: 60 organisations on four levels, 1,000 members in its branches, 80 honors, and what members pledged, wrote and did. */
export type Demo = {
  organizations: DemoOrganization[]
  members: DemoMember[]
  organizationHonors: DemoOrganizationHonor[]
  memberHonors: DemoMemberHonor[]
  contributions: DemoContribution[]
  pledges: DemoPledge[]
  studyNotes: DemoStudyNote[]
  claims: DemoClaim[]
  movements: DemoMovements
  leadership: DemoLeadership
  developments: DemoDevelopment[]
  centers: DemoCenter[]
  learningScores: DemoLearningScore[]
}

const seed = 19210701
const memberCount = 1_000
const honorCount = { organizations: 40, members: 40 }
const deedCount = { contributions: 60, pledges: 60, studyNotes: 40, claims: 90 }

/**
 * The same data at every run. Nothing is read from the clock: who is on probation depends on `asOf` alone.
 * Records refer to each other by their natural keys: organisations by full name, members by ID number.
 */
export function generateDemo(asOf = '2026-06-30'): Demo {
  const random = seededRandom(seed)
  const organizations = demoOrganizations(random)
  const members = demoMembers(random, organizations, memberCount, asOf)
  return {
    organizations,
    members,
    organizationHonors: demoOrganizationHonors(random, organizations, honorCount.organizations, asOf),
    memberHonors: demoMemberHonors(random, { organizations, members }, honorCount.members, asOf),
    contributions: demoContributions(random, members, deedCount.contributions, asOf),
    pledges: demoPledges(random, members, deedCount.pledges),
    studyNotes: demoStudyNotes(random, members, deedCount.studyNotes, asOf),
    claims: demoClaims(random, members, ofFirstBranch(organizations, members).slice(1, 4), deedCount.claims, asOf),
    movements: demoMovements(random, { organizations, members }, asOf),
    leadership: demoLeadership(organizations, members, asOf),
    // Numbers of their own, so that what stands above stays as it was.
    developments: demoDevelopments(seededRandom(seed + 1), { organizations, members }, asOf),
    centers: demoCenters(seededRandom(seed + 2), organizations),
    learningScores: demoLearningScores(seededRandom(seed + 3), learners(organizations, members), asOf),
  }
}

/** The platform is used by some more than by others: those of the first branch, and one in eight. */
function learners(organizations: DemoOrganization[], members: DemoMember[]): DemoMember[] {
  const known = new Set(ofFirstBranch(organizations, members))
  return members.filter((member, at) => known.has(member) || at % 8 === 0)
}

/** Whom one can sign in as: those of the first branch of the first county. */
function ofFirstBranch(organizations: DemoOrganization[], members: DemoMember[]): DemoMember[] {
  const branch = firstBranch(organizations)
  return members.filter(member => member.organization === branch.name)
}

export function firstBranch(organizations: DemoOrganization[]): DemoOrganization {
  const county = organizations.find(organization => organization.level === 2)!
  return organizations.find(organization => organization.level === 4 && isBelow(organizations, organization.name, county.name))!
}

function isBelow(organizations: DemoOrganization[], name: string, above: string): boolean {
  const parent = organizations.find(organization => organization.name === name)?.parent
  return parent === above || (parent !== undefined && parent !== null && isBelow(organizations, parent, above))
}
