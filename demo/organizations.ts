import { addDays } from '../core/identity/dates.ts'
import { branchPlan, type Committee, cityCommittee } from './place.ts'
import type { Random } from './random.ts'

/** An organisation of the demonstration, in the words of `core/entities/organization.json`; `parent` is the full name of the one above. */
export type DemoOrganization = {
  name: string
  shortName: string
  category: string
  parent: string | undefined
  level: 1 | 2 | 3 | 4
  establishedOn: string
  position: number
}

/** Codes of the dictionary organization-category. */
const branch = '631'
const jointBranch = '632'

/** The city committee and all below it, parents before children. */
export function demoOrganizations(random: Random): DemoOrganization[] {
  const organizations: DemoOrganization[] = []
  const add = (one: Omit<DemoOrganization, 'establishedOn' | 'position'>): void => {
    const position = organizations.filter(other => other.parent === one.parent).length + 1
    organizations.push({ ...one, position, establishedOn: addDays('1985-01-01', random.between(0, 12_000)) })
  }
  const addCommittee = (committee: Committee, parent: string | undefined, level: 1 | 2 | 3): void => {
    const { name, shortName, category } = committee
    add({ name, shortName, category, parent, level })
  }
  addCommittee(cityCommittee, undefined, 1)
  for (const second of cityCommittee.below) addCommittee(second, cityCommittee.name, 2)
  for (const second of cityCommittee.below) for (const third of second.below) addCommittee(third, second.name, 3)
  for (const { above, place, unit, joint } of branchPlan())
    add({
      name: `中共${place}${unit}${joint ? '联合支部' : '支部'}委员会`,
      shortName: `${unit}${joint ? '联合党支部' : '党支部'}`,
      category: joint ? jointBranch : branch,
      parent: above,
      level: 4,
    })
  return organizations
}
