import { addDays } from '../core/identity/dates.ts'
import { idNumbers } from './identity.ts'
import type { DemoMember } from './members.ts'
import { personName } from './names.ts'
import type { DemoOrganization } from './organizations.ts'
import type { Random } from './random.ts'

/** In the words of `plugins/transfers` and `plugins/mobility`: organizations by their full names, members by their ID numbers. */
export type DemoOffice = { organization: string; name: string; contactName: string; phone: string; postcode: string; address: string }
export type DemoTransfer = {
  member: string
  kind: 'within' | 'out'
  office?: string
  destination?: string
  reason: string
  state: string
  issuedOn?: string
  validDays?: number
  duesPaidTo?: string
  handler?: string
  fileNote?: string
  receiver?: string
  into?: string
  receiptOn?: string
}
export type DemoArrival = { organization: string; name: string; idNumber: string; state: string } & Record<string, unknown>
export type DemoOutflow = { member: string; state: string } & Record<string, unknown>
export type DemoInflow = { organization: string; name: string; idNumber: string; state: string } & Record<string, unknown>

export type DemoMovements = {
  offices: DemoOffice[]
  transfers: DemoTransfer[]
  arrivals: DemoArrival[]
  outflows: DemoOutflow[]
  inflows: DemoInflow[]
}

type Place = { organizations: DemoOrganization[]; members: DemoMember[] }

const committee = '611'
const branch = '631'
const elsewhere = ['江南省云泽市', '北岭省石门市', '海东省临港市', '西原省金川市']
const units = ['电子厂', '物流园', '建筑工地', '软件园某企业', '水产市场']

/** What happens to the members of branches: who moves where, who is away, who has come. All of it invented, and the same at every run. */
export function demoMovements(random: Random, place: Place, asOf: string): DemoMovements {
  const offices = place.organizations.filter(one => one.category === committee).map((one, nth) => officeOf(one, nth))
  const ids = idNumbers('990102')
  const [home, others] = [branchToLookAt(place), place.members.filter(member => member.category === 'full')]
  // The branch whose secretary one can sign in as has some of each; two of its people are accounts to sign in as.
  const shown = others.filter(member => member.organization === home).slice(2, 5)
  const pool = others.filter(member => member.organization !== home)
  const someone = () => pool.splice(random.between(0, pool.length - 1), 1)[0]!
  return {
    offices,
    transfers: states.flatMap(([state, count]) =>
      Array.from({ length: count }, (_, nth) =>
        transferOf(random, { ...place, offices, state, asOf, member: state === 'branch' && nth === 0 ? shown[0]! : someone() }),
      ),
    ),
    arrivals: ['draft', 'receiving', 'receiving', 'joining'].map((state, nth) => arrivalOf(random, { ...place, ids, state, nth, asOf })),
    outflows: Array.from({ length: 30 }, (_, nth) => outflowOf(random, shown[nth + 1] ?? someone(), nth, asOf)),
    inflows: Array.from({ length: 10 }, (_, nth) => inflowOf(random, { ...place, ids, nth, asOf })),
  }
}

/** The first branch of the first county: where people can be signed in as. */
function branchToLookAt({ organizations }: Place): string {
  const county = organizations.find(organization => organization.level === 2)!.name
  return organizations.find(organization => organization.level === 4 && isAbove(organizations, county, organization.name))!.name
}

/** In which states the transfers of the demonstration are, and how many each. */
const states: [string, number][] = [
  ['draft', 2],
  ['branch', 2],
  ['committee', 3],
  ['transit', 4],
  ['joining', 1],
  ['outside', 3],
  ['returned', 2],
  ['expired', 1],
  ['revoked', 1],
]

function officeOf({ name }: DemoOrganization, nth: number): DemoOffice {
  const number = String(nth + 1).padStart(2, '0')
  return {
    organization: name,
    name,
    contactName: '组织干事',
    phone: `0990-880${number}00`,
    postcode: '990100',
    address: `澜屏市示范路 ${nth + 1} 号`,
  }
}

type Sending = Place & { offices: DemoOffice[]; state: string; asOf: string; member: DemoMember }

function transferOf(random: Random, { organizations, offices, state, asOf, member }: Sending): DemoTransfer {
  const outside = state === 'outside' || random.chance(0.2)
  const isOut = outside && !['transit', 'joining'].includes(state)
  const office = random.one(offices.filter(one => !isAbove(organizations, one.organization, member.organization)))
  const common = { member: member.idNumber, reason: random.one(['job', 'job', 'residence', 'retirement', 'study']), state }
  const where = isOut
    ? { kind: 'out' as const, destination: `中共${random.one(elsewhere)}委组织部` }
    : { kind: 'within' as const, office: office.organization }
  if (['draft', 'branch', 'committee'].includes(state)) return { ...common, ...where }
  const issuedOn = addDays(asOf, -random.between(state === 'expired' ? 60 : 3, state === 'expired' ? 90 : 25))
  const letter = { issuedOn, validDays: isOut ? 30 : 60, duesPaidTo: issuedOn.slice(0, 7), handler: '组织干事' }
  const into = organizations.find(one => one.category === branch && isAbove(organizations, office.organization, one.name))
  return {
    ...common,
    ...where,
    ...letter,
    ...(isOut ? {} : { receiver: office.organization }),
    ...(state === 'joining' ? { into: into?.name } : {}),
  }
}

function isAbove(organizations: DemoOrganization[], above: string, name: string): boolean {
  const parent = organizations.find(one => one.name === name)?.parent
  return parent !== undefined && (parent === above || isAbove(organizations, above, parent))
}

type Coming = Place & { ids: ReturnType<typeof idNumbers>; nth: number; asOf: string }

function personOf(random: Random, ids: Coming['ids']) {
  const sex = random.one(['1', '2'] as const)
  const birthOn = addDays('1975-01-01', random.between(0, 9_000))
  return { name: personName(random, { sex, birthYear: Number(birthOn.slice(0, 4)) }), idNumber: ids(birthOn, sex) }
}

function branchIn(random: Random, organizations: DemoOrganization[]): string {
  return random.one(organizations.filter(one => one.category === branch)).name
}

function arrivalOf(random: Random, { organizations, ids, state, nth, asOf }: Coming & { state: string }): DemoArrival {
  const letterOn = addDays(asOf, -random.between(5, 20))
  const from = random.one(elsewhere)
  return {
    ...personOf(random, ids),
    organization: branchIn(random, organizations),
    state,
    category: 'full',
    joinedOn: '2012-07-01',
    regularOn: '2013-07-01',
    sender: `中共${from}委组织部`,
    letterNumber: `${from.slice(0, 2)}组介〔${letterOn.slice(0, 4)}〕${String(100 + nth).padStart(4, '0')}号`,
    letterOn,
    validDays: 30,
    arrivedOn: addDays(letterOn, 4),
    duesPaidTo: letterOn.slice(0, 7),
  }
}

function outflowOf(random: Random, member: DemoMember, nth: number, asOf: string): DemoOutflow {
  const leftOn = addDays(asOf, -random.between(20, 600))
  const ended = nth % 5 === 4
  const contacts = Array.from({ length: random.between(0, 3) }, (_, at) => ({
    on: addDays(leftOn, (at + 1) * random.between(4, 6)),
    way: random.one(['phone', 'message', 'meeting', 'report']),
    content: random.one(['工作稳定，按时参加线上学习', '近期加班较多，情况正常', '已与流入地党组织取得联系']),
    by: '支部书记',
  }))
  const state = ended ? random.one(['returned', 'returned', 'transferred']) : 'away'
  return {
    member: member.idNumber,
    state,
    direction: random.one(['county', 'province', 'country', 'country']),
    reason: random.one(['work', 'work', 'assignment', 'family', 'retirement']),
    destination: random.one(elsewhere),
    unit: random.one(units),
    leftOn,
    contacts,
    ...(ended ? { endedOn: addDays(leftOn, 18) } : {}),
  }
}

function inflowOf(random: Random, { organizations, ids, nth, asOf }: Coming): DemoInflow {
  const arrivedOn = addDays(asOf, -random.between(40, 500))
  const left = nth % 5 === 4
  return {
    ...personOf(random, ids),
    organization: branchIn(random, organizations),
    state: left ? 'gone' : 'here',
    category: 'full',
    home: `中共${random.one(elsewhere)}某镇某村支部委员会`,
    unit: random.one(units),
    arrivedOn,
    ...(left ? { endedOn: addDays(arrivedOn, 30) } : {}),
  }
}
