import { addDays, addMonths, yearsBetween } from '../core/identity/dates.ts'
import type { DemoMember } from './members.ts'
import type { DemoOrganization } from './organizations.ts'

/** In the words of `plugins/leadership/entities/term.json`; `organization` is the full name. */
export type DemoTerm = {
  organization: string
  number: number
  isVillage: boolean
  startOn: string
  endedOn?: string
  documentNumber?: string
  state: 'draft' | 'current' | 'overdue' | 'ended'
}
/** In the words of `official.json`; `member` is the ID number. */
export type DemoOfficial = {
  organization: string
  term: number
  member: string
  post: string
  position: number
  fromOn: string
  toOn?: string
  leaveReason?: 'term'
  state: 'serving' | 'left'
}
/** In the words of `candidate.json`. */
export type DemoCandidate = {
  member: string
  post: string
  position: number
  votesFor?: number
  votesAgainst?: number
  state: 'proposed' | 'elected' | 'not-elected'
}
/** In the words of `election.json`. */
export type DemoElection = {
  organization: string
  term: number
  voters: number
  seats: number
  state: 'nominating' | 'done'
  candidates: DemoCandidate[]
  [count: string]: unknown
}

export type DemoLeadership = { terms: DemoTerm[]; officials: DemoOfficial[]; elections: DemoElection[] }

/** Codes of the dictionary organization-category. */
const branches = ['631', '632']
const committees = ['611']
const branchPosts = ['书记', '组织委员', '宣传委员']
const committeePosts = ['书记', '副书记', '组织委员', '宣传委员', '纪检委员']

/** How many months are left at `asOf`: those of some branches are soon over, and those of one are. The others' follow from their place in the list. */
const monthsLeft = new Map([
  [3, 1],
  [6, 4],
  [9, 6],
  [14, -2],
  [20, 5],
])

/** The first branch: its secretary, and its member, people sign in as to try the demonstration. */
const shown = { startOn: '2024-07-01', secretary: 0, member: 1 }

/** Every organization has its term and its officials; the first branch also the one before, and the election between them. */
export function demoLeadership(organizations: DemoOrganization[], members: DemoMember[], asOf: string): DemoLeadership {
  const leadership: DemoLeadership = { terms: [], officials: [], elections: [] }
  const branchNames = organizations.filter(one => branches.includes(one.category)).map(one => one.name)
  for (const [at, one] of organizations.entries()) {
    const nth = branchNames.indexOf(one.name)
    const isVillage = /(村|社区)(联合)?支部委员会$/.test(one.name)
    const years = committees.includes(one.category) || isVillage ? 5 : 3
    const left = nth > 0 ? monthsLeft.get(nth) : undefined
    const startOn = nth === 0 ? shown.startOn : addMonths(addDays(asOf, 1), (left ?? 9 + ((at * 7) % (years * 12 - 12))) - years * 12)
    const number = 3 + (at % 5)
    const term: DemoTerm = {
      ...{ organization: one.name, number, isVillage, startOn, documentNumber: `澜组批〔${startOn.slice(0, 4)}〕${at + 1}号` },
      state: left !== undefined && left < 0 ? 'overdue' : 'current',
    }
    leadership.terms.push(term)
    const people = eligible(members, one, organizations, term, nth === 0)
    const posts = branches.includes(one.category) ? branchPosts : committeePosts
    for (const [position, post] of posts.entries())
      leadership.officials.push({
        ...{ organization: one.name, term: number, member: people[(position + (nth === 0 ? 0 : at)) % people.length]!.idNumber },
        ...{ post, position: position + 1, fromOn: startOn, state: 'serving' },
      })
    if (nth === 0) beforeThat(leadership, term, people)
    if (left === 1) leadership.elections.push(nextElection(leadership, term, people))
  }
  return leadership
}

/** Full members of the branch, or of those below a committee, not too old for it; whoever is shown as a plain member holds no post. */
function eligible(
  members: DemoMember[],
  { name, level }: DemoOrganization,
  organizations: DemoOrganization[],
  { startOn }: DemoTerm,
  isShown: boolean,
): DemoMember[] {
  const places = new Set([name])
  for (const one of organizations) if (one.parent !== undefined && places.has(one.parent)) places.add(one.name)
  const people = members.filter(member => places.has(member.organization))
  const plain = isShown ? people[shown.member] : undefined
  const [first] = level === 4 && isShown ? [people[shown.secretary]!] : []
  const others = people.filter(
    member =>
      member !== plain &&
      member !== first &&
      member.category === 'full' &&
      member.joinedOn < addMonths(startOn, -24) &&
      yearsBetween(member.birthOn, startOn) < 60,
  )
  return first ? [first, ...others] : others
}

/** The former term of the branch, and how the present one was elected. */
function beforeThat({ terms, officials, elections }: DemoLeadership, term: DemoTerm, people: DemoMember[]): void {
  const { organization, isVillage, startOn } = term
  const number = term.number - 1
  const [began, endedOn] = [addMonths(startOn, -60), addDays(startOn, -1)]
  terms.push({ organization, number, isVillage, startOn: began, endedOn, state: 'ended' })
  for (const [position, post] of branchPosts.entries())
    officials.push({
      ...{ organization, term: number, member: people[position + 3]!.idNumber, post, position: position + 1 },
      ...{ fromOn: began, toOn: endedOn, leaveReason: 'term', state: 'left' },
    })
  const votes = [19, 18, 16, 4]
  elections.push({
    ...{ organization, term: term.number, voters: 22, seats: 3, state: 'done', heldOn: addDays(startOn, -4), startOn, place: '支部活动室' },
    ...{ present: 20, ballotsIssued: 20, ballotsCollected: 20, ballotsValid: 20, committeePresent: 3 },
    ...{
      resultNumber: term.documentNumber,
      requestNumber: '望潮请〔2024〕2号',
      replyNumber: '柳组批〔2024〕3号',
      candidatesNumber: '柳组批〔2024〕5号',
    },
    candidates: votes.map((votesFor, at) => ({
      ...{ member: people[at]!.idNumber, post: branchPosts[at] ?? '委员', position: at + 1, votesFor, votesAgainst: 20 - votesFor },
      state: at < 3 ? 'elected' : 'not-elected',
    })),
  })
}

/** A branch whose term is soon over prepares the next. */
function nextElection(
  { terms }: DemoLeadership,
  { organization, number, isVillage, startOn }: DemoTerm,
  people: DemoMember[],
): DemoElection {
  terms.push({ organization, number: number + 1, isVillage, startOn: addMonths(startOn, isVillage ? 60 : 36), state: 'draft' })
  return {
    ...{
      organization,
      term: number + 1,
      voters: 22,
      seats: 3,
      state: 'nominating',
      requestNumber: '请〔2026〕1号',
      replyNumber: '批〔2026〕1号',
    },
    candidates: people
      .slice(0, 4)
      .map(({ idNumber }, at) => ({ member: idNumber, post: branchPosts[at] ?? '委员', position: at + 1, state: 'proposed' })),
  }
}
