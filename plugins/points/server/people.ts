import type { At, Json } from '../../../core/index.ts'
import type { Award } from './award.ts'

export type Person = NonNullable<Award['member']>

/** Finds records by what a field holds. */
export type Finding = { having(at: At, entity: string, field: string, values: string[]): Promise<(Json & { id: string })[]> }

/** Members by their own ids, or by those of the users that they are: who is none, or is no more, gets nothing. */
export async function peopleOf(at: At, records: Finding, ids: unknown[]): Promise<Map<string, Person>> {
  const wanted = [...new Set(ids.filter(id => typeof id === 'string'))]
  const found = [
    ...(await records.having(at, 'members/member', 'id', wanted)),
    ...(await records.having(at, 'members/member', 'userId', wanted)),
  ]
  return new Map(
    found.flatMap(member => {
      const person = { id: member.id, organizationId: String(member['organizationId']) }
      return [member.id, member['userId']].flatMap(id => (typeof id === 'string' ? [[id, person] as const] : []))
    }),
  )
}
