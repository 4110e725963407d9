import type { TenantSql } from '../../database/database.ts'
import { type Sql, sql } from '../../database/sql.ts'
import { todayInShanghai } from '../../identity/dates.ts'
import { inForce, usersOf } from '../../workflows/people.ts'
import type { Part } from '../part.ts'

/** Whom something is for: people of organizations, and people by name. */
export type Addressed = {
  /** Nobody outside of this organization and those below it. */
  within: string
  organizations: string[]
  /** Also of all organizations below each. */
  below: boolean
  /** Of the organizations those alone who hold a post or an admin's role there. */
  officers: boolean
  /** Users, by their ids. */
  people: string[]
}

/** A user, and the organization in which he is addressed. */
export type Person = { userId: string; organizationId: string }

/** A transaction, or what only reads. */
type Asking = { readonly transaction: TenantSql }

/** Who belongs where, whatever their number: page by page. */
export const people: Part<{
  /** So many of them after that one, in an order that lasts; without those whose account is disabled. One who holds posts in two places comes twice. */
  addressed(at: Asking, whom: Addressed, page: { after?: Person; most: number }): Promise<Person[]>
  /** How many people there are. */
  count(at: Asking, whom: Addressed): Promise<number>
}> = {
  name: 'people',
  of: () => ({
    async addressed({ transaction }, whom, { after, most }) {
      const beyond = after ? sql`where (x.organization_id, x.user_id) > (${after.organizationId}::uuid, ${after.userId}::uuid)` : sql``
      return transaction.run(sql<Person>`
        select distinct x.user_id as "userId", x.organization_id as "organizationId" from (${whomSql(transaction, whom, after?.organizationId)}) x ${beyond}
        order by x.organization_id, x.user_id limit ${most}`)
    },
    async count({ transaction }, whom) {
      const [row] = await transaction.run(
        sql<{ count: number }>`select count(distinct x.user_id) as count from (${whomSql(transaction, whom)}) x`,
      )
      return row!.count
    },
  }),
}

/** `from`: organizations with lower ids are left out. */
function whomSql(connection: TenantSql, whom: Addressed, from?: string): Sql<{ user_id: string; organization_id: string }> {
  const organizations = sql`${whom.organizations}::uuid[]`
  const chosen = whom.below ? sql`p.path >= a.path and p.path < a.path || '~'` : sql`p.id = a.id`
  const onward = from === undefined ? sql`` : sql`and p.id >= ${from}::uuid`
  const places = sql`core.organization w
    join core.organization a on a.tenant_id = w.tenant_id and a.id = any(${organizations})
    join core.organization p on p.tenant_id = w.tenant_id and ${chosen} and p.path >= w.path and p.path < w.path || '~' ${onward}`
  const here = sql`w.tenant_id = ${connection.tenantId} and w.id = ${whom.within}::uuid`
  const active = sql`u.tenant_id = w.tenant_id and u.state <> 'disabled'`
  return sql`
    ${whom.officers ? officersSql(connection, places, here, active) : sql`select u.id as user_id, u.organization_id from ${places} join core."user" u on ${active} and u.organization_id = p.id where ${here}`}
    union all
    select u.id, u.organization_id from core.organization w
    join core."user" u on ${active} and u.id = any(${whom.people}::uuid[])
    join core.organization p on p.tenant_id = w.tenant_id and p.id = u.organization_id and p.path >= w.path and p.path < w.path || '~' ${onward}
    where ${here}`
}

function officersSql(connection: TenantSql, places: Sql, here: Sql, active: Sql): Sql<{ user_id: string; organization_id: string }> {
  const today = todayInShanghai()
  return sql`
    select u.id as user_id, p.id as organization_id from ${places}
    join core.post o on o.tenant_id = w.tenant_id and o.organization_id = p.id
    join core.appointment h on h.tenant_id = w.tenant_id and h.post_id = o.id and ${inForce('h', today)}
    join core."user" u on ${active} and u.id = h.user_id where ${here}
    union all
    select u.id, p.id from ${places}
    join core."grant" g on g.tenant_id = w.tenant_id and g.organization_id = p.id and g.scope <> 'own' and ${inForce('g', today)}
    join core.role r on r.tenant_id = g.tenant_id and r.id = g.role_id and coalesce(r.base, r.code) <> 'member'
    cross join lateral (${usersOf('g', connection, today)}) held
    join core."user" u on ${active} and u.id = held.user_id where ${here}`
}
