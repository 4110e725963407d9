import { addDays, daysBetween } from '../core/identity/dates.ts'
import type { DemoOrganization } from './organizations.ts'
import { cityCommittee } from './place.ts'
import type { Random } from './random.ts'

/** What an award is called, and of which kind it is. */
export type Title = { kind: 'honor' | 'reward'; title: string }
/** Who awards; `level` is a code of the dictionary honor-level. */
export type Issuer = { issuer: string; level: string }
export type Award = Title & Issuer & { awardedOn: string; documentNumber: string }

/** The committees from which this organisation could have an award: the city's, and the one below the city that it belongs to. */
export function issuersFor(name: string, organizations: DemoOrganization[]): Issuer[] {
  const byName = new Map(organizations.map(organization => [organization.name, organization]))
  let above = byName.get(name)!
  while (above.level > 2) above = byName.get(above.parent!)!
  const city = [cityCommittee.name, '中共澜屏市委组织部'].map(issuer => ({ issuer, level: 'city' }))
  return [...city, { issuer: above.name, level: /[区县]委员会$/.test(above.name) ? 'county' : 'unit' }]
}

/** An award from one of these, within the days `from` and `to`. */
export function demoAward(random: Random, titles: Title[], issuers: Issuer[], from: string, to: string): Award {
  const awardedOn = addDays(from, random.between(0, daysBetween(from, to)))
  const documentNumber = `澜党表〔${awardedOn.slice(0, 4)}〕${random.between(1, 60)}号`
  return { ...random.one(titles), ...random.one(issuers), awardedOn, documentNumber }
}
