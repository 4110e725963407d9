import { type DemoContribution, demoContributions } from './contributions.ts'
import { type DemoMemberHonor, type DemoOrganizationHonor, demoMemberHonors, demoOrganizationHonors } from './honors.ts'
import { type DemoMember, demoMembers } from './members.ts'
import { type DemoOrganization, demoOrganizations } from './organizations.ts'
import { seededRandom } from './random.ts'
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
}

const seed = 19210701
const memberCount = 1_000
const honorCount = { organizations: 40, members: 40 }
const deedCount = { contributions: 60, pledges: 60, studyNotes: 40 }

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
  }
}
