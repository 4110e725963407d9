import { daysBetween } from '../core/identity/dates.ts'
import { type Award, demoAward, issuersFor, type Title } from './awards.ts'
import type { DemoMember } from './members.ts'
import type { DemoOrganization } from './organizations.ts'
import type { Random } from './random.ts'

/** In the words of `plugins/honors/entities/organization-honor.json`; `organization` is its full name. */
export type DemoOrganizationHonor = Award & { organization: string }
/** In the words of `plugins/honors/entities/member-honor.json`; `member` is the ID number. */
export type DemoMemberHonor = Award & { organization: string; member: string }

const organizationTitles: Title[] = [
  { kind: 'honor', title: '先进基层党组织' },
  { kind: 'honor', title: '五星级党支部' },
  { kind: 'honor', title: '文明单位' },
  { kind: 'reward', title: '主题党日优秀案例奖' },
]
const memberTitles: Title[] = [
  { kind: 'honor', title: '优秀共产党员' },
  { kind: 'honor', title: '优秀党务工作者' },
  { kind: 'reward', title: '党务知识竞赛奖' },
  { kind: 'reward', title: '志愿服务之星' },
]
/** The wall begins some ten years back. */
const since = '2015-01-01'

/** That many honors of branches, none of them twice. */
export function demoOrganizationHonors(
  random: Random,
  organizations: DemoOrganization[],
  count: number,
  asOf: string,
): DemoOrganizationHonor[] {
  const branches = organizations.filter(organization => organization.level === 4)
  return distinct(
    count,
    ({ organization, title, awardedOn }) => `${organization} ${title} ${awardedOn}`,
    () => {
      const organization = random.one(branches).name
      return { organization, ...demoAward(random, organizationTitles, issuersFor(organization, organizations), since, asOf) }
    },
  )
}

/** That many honors of members, given after their probation, none of them twice. */
export function demoMemberHonors(
  random: Random,
  { organizations, members }: { organizations: DemoOrganization[]; members: DemoMember[] },
  count: number,
  asOf: string,
): DemoMemberHonor[] {
  const longEnough = members.filter(member => member.regularOn && daysBetween(member.regularOn, asOf) > 365)
  return distinct(
    count,
    ({ member, title, awardedOn }) => `${member} ${title} ${awardedOn}`,
    () => {
      const { organization, idNumber, regularOn } = random.one(longEnough)
      const from = [since, regularOn!].sort()[1]!
      return { organization, member: idNumber, ...demoAward(random, memberTitles, issuersFor(organization, organizations), from, asOf) }
    },
  )
}

function distinct<T>(count: number, keyOf: (one: T) => string, next: () => T): T[] {
  const found = new Map<string, T>()
  while (found.size < count) {
    const one = next()
    found.set(keyOf(one), one)
  }
  return [...found.values()]
}
