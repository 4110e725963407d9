import type { At, Happened, Json } from '../../../core/index.ts'
import { award } from './award.ts'
import type { Limit } from './limits.ts'
import { type Finding, peopleOf } from './people.ts'
import { takeBack } from './take-back.ts'

type Records = Finding & {
  find(at: At, entity: string, id: string): Promise<Json | undefined>
  change(at: At, entity: string, id: string, values: Json): Promise<void>
}

/** A claim that was approved gives its points; one that was rejected afterwards loses them again. */
export async function awardClaims(records: Records, at: At, happened: Happened[]): Promise<void> {
  const claimed = happened.map(({ data }) => (data['record'] as Json)['memberId'])
  const people = await peopleOf(at, records, claimed)
  for (const { id: cause, name, recordId, data } of happened) {
    const claim = data['record'] as Json
    const source = recordId!
    const person = people.get(String(claim['memberId']))
    if (!person) continue
    const rule = `points/claim-rule ${claim['ruleId']}`
    const isRejected = name.endsWith('.reject')
    if (isRejected) await takeBack(at, { source, rules: [rule], person, note: `申报被驳回：${claim['why']}` })
    const given = isRejected ? 0 : await give(claim, { cause, rule, source })
    await records.change(at, 'claim', source, { given })

    async function give(claim: Json, by: { cause: string; rule: string; source: string }): Promise<number> {
      const claimRule = (await records.find(at, 'claim-rule', String(claim['ruleId'])))!
      const { per, maximum } = claimRule as { per?: Limit['per']; maximum?: number }
      const [entry] = await award(at, [
        {
          ...by,
          ...{ member: person, organizationId: String(claim['organizationId']), title: String(claim['title']) },
          ...{ category: String(claimRule['category']), points: Number(claim['points']), occurredOn: String(claim['happenedOn']) },
          limit: per !== undefined && maximum !== undefined ? { per, points: maximum } : undefined,
        },
      ])
      return entry?.points ?? 0
    }
  }
}
