import { type Sql, sql, type TenantSql } from '../../../../core/index.ts'
import type { Asking, RankingAsked } from './asked.ts'
import { type Cursor, cursorText } from './cursor.ts'
import type { Where } from './where.ts'

/** A receiver in his place; for an organization's own there is no member. */
export type Ranked = {
  rank: number
  points: number
  memberId: string | null
  member: string | null
  organizationId: string
  organization: string
}

/** What to rank, where, and how much of it; `member` is the column that tells a member's name, whose id is in `s.member_id`. */
export type RankingPage = { ranking: RankingAsked; where: Where; member: Sql; size: number; from?: Cursor }

export type RankedPage = { rows: Ranked[]; last?: Cursor; after: string | null }

type Row = {
  id: string
  points: number
  member_id: string | null
  member: string | null
  organization_id: string
  name: string
  path: string
  part: string | null
}

/**
 * The receivers after a place, most points first; of equal points in the order of their rows. A page costs the same however far down it is, because
 * it begins where the last one ended and goes on with its count. Who has no points is not in it.
 */
export async function rankedPage({ engine, caller }: Asking, page: RankingPage): Promise<RankedPage> {
  const { where, size, from } = page
  // One more tells whether there is another page.
  const found = await firstRows(engine.database.tenant(caller.tenantId), page, size + 1)
  const rows = found.slice(0, size).filter(row => where.holds({ id: row.organization_id, path: row.path }))
  let { position, rank, points } = from ?? { position: 0, rank: 0, points: 0 }
  const ranked = rows.map(row => {
    position++
    if (row.points !== points) [rank, points] = [position, row.points]
    return { rank, points, memberId: row.member_id, member: row.member, organizationId: row.organization_id, organization: row.name }
  })
  const end = found.slice(0, size).at(-1)
  const last = end && { points: end.points, id: end.id, position, rank: end.points === points ? rank : position + 1 }
  return { rows: ranked, last, after: found.length > size && last ? cursorText(last) : null }
}

/** How many times its even share of a page is looked for in each part at first, and how many rows at the least. */
const shares = 4
const leastOfPart = 8

/**
 * The first rows of all. Of many parts few of each are in a page: so a few of each are looked at, and as many as a page holds only where one of them
 * may have more in it than was looked at.
 */
async function firstRows(connection: TenantSql, page: RankingPage, limit: number): Promise<Row[]> {
  const { whole, areas, organizations } = page.where
  const each = whole ? limit : Math.min(limit, Math.max(leastOfPart, Math.ceil((shares * limit) / (areas.length + organizations.length))))
  const read = (ofEach: number) => connection.run(sql.plannedOnce(pageQuery(connection.tenantId, page, { limit, each: ofEach })))
  const rows = await read(each)
  return each < limit && isCutOff(rows, each) ? read(limit) : rows
}

/** Whether a part is in the page with all that was looked at of it: the next of it might be, too. */
function isCutOff(rows: Row[], each: number): boolean {
  const found = new Map<string | null, number>()
  for (const { part } of rows) found.set(part, (found.get(part) ?? 0) + 1)
  return [...found.values()].includes(each)
}

/** How many rows, and how many of each part at the most. */
type Most = { limit: number; each: number }

function pageQuery(tenantId: string, page: RankingPage, most: Most): Sql<Row> {
  const { where, member } = page
  return sql<Row>`
    select s.id, s.points, s.member_id, ${member}, s.organization_id, o.name, o.path, s.part
    from (${where.whole ? wholeTenant(tenantId, page, most) : merged(tenantId, page, most)}) s
    join core.organization o on o.tenant_id = ${tenantId} and o.id = s.organization_id
    order by s.points desc, s.id desc`
}

const shown = sql`s.id, s.points, s.member_id, s.organization_id`

function wholeTenant(tenantId: string, { ranking, from }: RankingPage, { limit }: Most): Sql {
  return sql`select null::uuid as part, ${shown} from (${walk(tenantId, ranking, { columns: shown, limit, from })}) s`
}

/** The first of each area, and of these the first: found by the indexes alone, and only then read. */
function merged(tenantId: string, { ranking, where, from }: RankingPage, { limit, each }: Most): Sql {
  const columns = sql`s.id, s.points`
  const first = (ids: string[], column: Sql) => sql`
    select part.id as part, one.id, one.points from unnest(${ids}::uuid[]) part (id)
    cross join lateral (${walk(tenantId, ranking, { columns, within: sql`and s.${column} = part.id`, limit: each, from })}) one`
  return sql`
    select top.part, ${shown} from (
      select part, id, points from (${first(where.areas, sql`area_id`)} union all ${first(where.organizations, sql`organization_id`)}) found
      order by points desc, id desc limit ${sql.number(limit)}) top
    join points.sum s on s.tenant_id = ${tenantId} and s.id = top.id
    order by top.points desc, top.id desc`
}

type Piece = { columns: Sql; within?: Sql; limit: number; from: Cursor | undefined }

/** Along the index in the order of the ranking. */
function walk(tenantId: string, { receiver, period, category }: RankingAsked, { columns, within = sql``, limit, from }: Piece): Sql {
  const after = from ? sql`and (s.points, s.id) < (${from.points}::bigint, ${from.id}::uuid)` : sql``
  return sql`
    select ${columns} from points.sum s
    where s.tenant_id = ${tenantId} and s.receiver_kind = ${receiver} and s.period = ${period} and s.category = ${category} ${within}
      and s.points > 0 ${after}
    order by s.points desc, s.id desc limit ${sql.number(limit)}`
}
