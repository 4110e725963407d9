import type { TenantTransaction } from '../core/database/database.ts'
import { sql } from '../core/database/sql.ts'
import type { EntityKey, Json } from '../core/declarations/model.ts'
import { platformCaller } from '../core/permissions/access.ts'
import type { Engine } from '../core/records/engine.ts'
import { type Award, award } from '../plugins/points/server/award.ts'
import type { Person } from '../plugins/points/server/people.ts'
import { type Contributed, named } from '../plugins/points/server/rules.ts'
import { takeBack } from '../plugins/points/server/take-back.ts'

/** A record that gives points, with its fields by name. */
export type Deed = { id: string; values: Json }

/** What rules give for records that were there before anybody listened: members' organizations by the members. */
export async function seedRulePoints(
  engine: Engine,
  transaction: TenantTransaction,
  entity: EntityKey,
  deeds: Deed[],
  homes: ReadonlyMap<string, string>,
): Promise<void> {
  const rules = named((engine.model.contributions.get('points.rules') ?? []) as Contributed[])
  const awards = rules
    .filter(rule => rule.on.includes(`${entity}.created`) && rule.to === 'member')
    .flatMap(({ name, title, category, points, maximum, member, date }) =>
      deeds.map(({ id, values }): Award => {
        const who = String(values[member!])
        const organizationId = homes.get(who)!
        return {
          ...{ cause: id, source: id, rule: name, title, category, points, limit: maximum },
          ...{ member: { id: who, organizationId }, organizationId, occurredOn: String(values[date!]) },
        }
      }),
    )
  await award({ engine, transaction, caller: platformCaller(transaction.tenantId) }, awards)
}

/** What claims have given, and what was taken back with those that were rejected. */
export async function seedClaimPoints(
  engine: Engine,
  transaction: TenantTransaction,
  claims: Deed[],
  rules: ReadonlyMap<string, Json>,
  homes: ReadonlyMap<string, string>,
): Promise<void> {
  const at = { engine, transaction, caller: platformCaller(transaction.tenantId) }
  const decided = claims.filter(({ values }) => ['reviewed', 'rejected'].includes(String(values['state'])))
  const awards = decided.map(({ id, values }): Award & { member: Person } => {
    const { category, points, per, maximum } = rules.get(String(values['ruleId']))! as Award & { per?: 'month'; maximum?: number }
    const member = { id: String(values['memberId']), organizationId: homes.get(String(values['memberId']))! }
    return {
      ...{ cause: id, source: id, rule: `points/claim-rule ${values['ruleId']}`, title: String(values['title']), category, points },
      ...{ member, organizationId: member.organizationId, occurredOn: String(values['happenedOn']) },
      limit: per && maximum ? { per, points: maximum } : undefined,
    }
  })
  await award(at, awards)
  for (const [nth, { id, values }] of decided.entries())
    if (values['state'] === 'rejected')
      await takeBack(at, { source: id, rules: [awards[nth]!.rule], person: awards[nth]!.member, note: '申报被驳回：没有佐证材料' })
  await transaction.run(sql`
    update points.claim c set given = (select coalesce(sum(e.points), 0) from points.entry e where e.tenant_id = c.tenant_id and e.source = c.id::text)
    where c.tenant_id = ${transaction.tenantId} and c.state in ('reviewed', 'rejected')`)
}
