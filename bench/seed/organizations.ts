import { v7 as uuid } from 'uuid'
import type { Json } from '../../core/declarations/model.ts'
import type { Scale } from '../scale.ts'

export type BenchOrganization = { id: string; parentId: string; name: string; shortName: string; category: string; position: number }

/** Levels below the root, each in the order of the level above: counties, towns, branches. Codes of organization-category. */
export function benchOrganizations(scale: Scale, rootId: string): BenchOrganization[][] {
  const counties = below(rootId, scale.counties, at => named(`第${at}县`, '委员会', '委', '611', at))
  const towns = counties.flatMap(county =>
    below(county.id, scale.townsOfCounty, at => named(`${place(county)}第${at}镇`, '委员会', '党委', '611', at)),
  )
  const branches = towns.flatMap(town =>
    below(town.id, scale.branchesOfTown, at => named(`${place(town)}第${at}村`, '支部委员会', '党支部', '631', at)),
  )
  return [counties, towns, branches]
}

type Named = Omit<BenchOrganization, 'id' | 'parentId'>

function below(parentId: string, count: number, made: (at: number) => Named): BenchOrganization[] {
  return Array.from({ length: count }, (_, index) => ({ id: uuid(), parentId, ...made(index + 1) }))
}

function named(where: string, suffix: string, short: string, category: string, position: number): Named {
  return { name: `中共澜屏市${where}${suffix}`, shortName: `${where}${short}`, category, position }
}

function place({ name }: Named): string {
  return name.replace(/^中共澜屏市|委员会$/g, '')
}

export function organizationValues({ id: _, ...values }: BenchOrganization): Json {
  return { ...values, establishedOn: '1990-07-01' }
}
