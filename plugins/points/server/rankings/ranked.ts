import { type Sql, sql, type TenantSql } from '../../../../core/index.ts'
import type { Asking, RankingAsked } from './asked.ts'
import { type Cursor, cursorText } from './cursor.ts'
import type { Where } from './where.ts'

/** A receiver in his place; for an organization's own there is no member. */
export type Ranked = { rank: number; points: number; memberId: string | null; organizationId: string; organization: string }

export type RankedPage = { rows: Ranked[]; last?: Cursor; after: string | null }

type Row = {
  id: string
  points: number
  member_id: string | null
  organization_id: string
  name: string
  path: string
  part: string | null
}

/**
 * The receivers after a place, most points first; of equal points in the order of their rows. A page costs the same however far down it is, because
 * it begins where the last one ended and goes on with its count. Who has no points is not in it.
 */
export async function rankedPage(asked: Asking, ranking: RankingAsked, where: Where, size: number, from?: Cursor): Promise<RankedPage> {
  const connection = asked.engine.database.tenant(asked.caller.tenantId)
  // One more tells whether there is another page.
  const found = await firstRows(connection, ranking, where, size + 1, from)
  const rows = found.slice(0, size).filter(row => where.holds({ id: row.organization_id, path: row.path }))
  let { position, rank, points } = from ?? { position: 0, rank: 0, points: 0 }
  const ranked = rows.map(row => {
    position++
    if (row.points !== points) [rank, points] = [position, row.points]
    return { rank, points, memberId: row.member_id, organizationId: row.organization_id, organization: row.name }
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
async function firstRows(
  connection: TenantSql,
  ranking: RankingAsked,
  where: Where,
  limit: number,
  from: Cursor | undefined,
): Promise<Row[]> {
  const parts = where.areas.length + where.organizations.length
  const each = where.whole ? limit : Math.min(limit, Math.max(leastOfPart, Math.ceil((shares * limit) / parts)))
  const read = (ofEach: number) =>
    connection.run(sql.plannedOnce(pageQuery(connection.tenantId, ranking, where, { limit, each: ofEach, from })))
  const rows = await read(each)
  return each < limit && isCutOff(rows, each) ? read(limit) : rows
}

/** Whether a part is in the page with all that was looked at of it: the next of it might be, too. */
function isCutOff(rows: Row[], each: number): boolean {
  const found = new Map<string | null, number>()
  for (const { part } of rows) found.set(part, (found.get(part) ?? 0) + 1)
  return [...found.values()].includes(each)
}

/** How many rows, how many of each part at the most, and after which. */
type Piece = { limit: number; each: number; from: Cursor | undefined }

/** The rows themselves, found by the index alone first. */
function pageQuery(tenantId: string, ranking: RankingAsked, where: Where, piece: Piece): Sql<Row> {
  const top = where.whole
    ? sql`select null::uuid as part, id, points from (${walk(tenantId, ranking, sql``, piece.limit, piece.from)}) whole`
    : merged(tenantId, ranking, where, piece)
  return sql<Row>`
    select s.id, s.points, s.member_id, s.organization_id, o.name, o.path, top.part
    from (${top}) top
    join points.sum s on s.tenant_id = ${tenantId} and s.id = top.id
    join core.organization o on o.tenant_id = ${tenantId} and o.id = s.organization_id
    order by top.points desc, top.id desc`
}

/** The first of each area, and of these the first. */
function merged(tenantId: string, ranking: RankingAsked, where: Where, { limit, each, from }: Piece): Sql {
  const first = (ids: string[], column: Sql) => sql`
    select part.id as part, one.id, one.points from unnest(${ids}::uuid[]) part (id)
    cross join lateral (${walk(tenantId, ranking, sql`and s.${column} = part.id`, each, from)}) one`
  return sql`
    select part, id, points from (${first(where.areas, sql`area_id`)} union all ${first(where.organizations, sql`organization_id`)}) found
    order by points desc, id desc limit ${sql.number(limit)}`
}

/** Along the index in the order of the ranking. */
function walk(tenantId: string, { receiver, period, category }: RankingAsked, within: Sql, limit: number, from: Cursor | undefined): Sql {
  const after = from ? sql`and (s.points, s.id) < (${from.points}::bigint, ${from.id}::uuid)` : sql``
  return sql`
    select s.id, s.points from points.sum s
    where s.tenant_id = ${tenantId} and s.receiver_kind = ${receiver} and s.period = ${period} and s.category = ${category} ${within}
      and s.points > 0 ${after}
    order by s.points desc, s.id desc limit ${sql.number(limit)}`
}
