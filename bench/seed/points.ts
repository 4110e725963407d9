import pg from 'pg'
import type { BenchDatabase } from '../open.ts'

/** Ten entries in four months of two years, by a member's own numbers v1 to v4: when, what for, how many points, and how many before. */
const entries = `(values
  (1, date '2025-06-10', 'study', g.v1, 0), (2, date '2025-06-11', 'study', g.v1, g.v1), (3, date '2025-06-12', 'study', g.v1, 2 * g.v1),
  (4, date '2025-12-10', 'meeting', g.v2, 3 * g.v1), (5, date '2025-12-11', 'meeting', g.v2, 3 * g.v1 + g.v2),
  (6, date '2026-03-10', 'study', g.v3, 3 * g.v1 + 2 * g.v2), (7, date '2026-03-11', 'study', g.v3, 3 * g.v1 + 2 * g.v2 + g.v3),
  (8, date '2026-03-12', 'study', g.v3, 3 * g.v1 + 2 * g.v2 + 2 * g.v3), (9, date '2026-05-10', 'vanguard', g.v4, 3 * (g.v1 + g.v3) + 2 * g.v2),
  (10, date '2026-05-11', 'vanguard', g.v4, 3 * (g.v1 + g.v3) + 2 * g.v2 + g.v4)) e (number, occurred_on, category, points, before)`

/** What these add up to. */
const sums = `(values
  ('all', '', 3 * (g.v1 + g.v3) + 2 * (g.v2 + g.v4), 10), ('all', 'study', 3 * (g.v1 + g.v3), 6), ('all', 'meeting', 2 * g.v2, 2),
  ('all', 'vanguard', 2 * g.v4, 2), ('2025', '', 3 * g.v1 + 2 * g.v2, 5), ('2025', 'study', 3 * g.v1, 3), ('2025', 'meeting', 2 * g.v2, 2),
  ('2026', '', 3 * g.v3 + 2 * g.v4, 5), ('2026', 'study', 3 * g.v3, 3), ('2026', 'vanguard', 2 * g.v4, 2),
  ('2025-06', '', 3 * g.v1, 3), ('2025-06', 'study', 3 * g.v1, 3), ('2025-12', '', 2 * g.v2, 2), ('2025-12', 'meeting', 2 * g.v2, 2),
  ('2026-03', '', 3 * g.v3, 3), ('2026-03', 'study', 3 * g.v3, 3), ('2026-05', '', 2 * g.v4, 2), ('2026-05', 'vanguard', 2 * g.v4, 2)
  ) s (period, category, points, entries)`

/** Ten entries for every member of the big tenant, and the sums of these and of their organizations, as the plugin would have written them. */
export async function seedPoints({ embedded }: BenchDatabase, tell: (line: string) => void): Promise<void> {
  const client = new pg.Client({ connectionString: embedded.url })
  await client.connect()
  try {
    const tenant = `(select id from core.tenant where code = 'bench')`
    if ((await client.query(`select 1 from points.sum where tenant_id = ${tenant} limit 1`)).rows.length > 0) return
    const rebuild = await withoutIndexes(client)
    await client.query(`
      create temp table giving as
      select m.tenant_id, m.id, m.organization_id, o.parent_id as area_id, 1 + abs(hashtext(m.id::text || 1)) % 20 as v1,
        1 + abs(hashtext(m.id::text || 2)) % 20 as v2, 1 + abs(hashtext(m.id::text || 3)) % 20 as v3, 1 + abs(hashtext(m.id::text || 4)) % 20 as v4
      from members.member m join core.organization o on o.tenant_id = m.tenant_id and o.id = m.organization_id where m.tenant_id = ${tenant}`)
    const given = await client.query(`
      insert into points.entry (tenant_id, id, member_id, organization_id, title, category, points, before, after, occurred_on, rule)
      select g.tenant_id, uuidv7(), g.id, g.organization_id, '试给分', e.category, e.points, e.before, e.before + e.points,
        e.occurred_on, 'bench/rule'
      from giving g cross join lateral ${entries}`)
    tell(`${given.rowCount} entries`)
    const added = await client.query(`
      insert into points.sum (tenant_id, id, receiver_kind, member_id, organization_id, area_id, period, category, points, entries)
      select g.tenant_id, md5(g.id || ' ' || s.period || ' ' || s.category)::uuid, 'member', g.id, g.organization_id, g.area_id, s.period, s.category,
        s.points, s.entries
      from giving g cross join lateral ${sums} order by 2`)
    await client.query(`
      insert into points.sum (tenant_id, id, receiver_kind, organization_id, area_id, period, category, points, entries)
      select g.tenant_id, md5(g.organization_id || ' ' || s.period || ' ' || s.category)::uuid, 'organization', g.organization_id, g.area_id, s.period,
        s.category, sum(s.points), sum(s.entries)
      from giving g cross join lateral ${sums} group by g.tenant_id, g.organization_id, g.area_id, s.period, s.category`)
    tell(`${added.rowCount} sums of members`)
    await rebuild()
    for (const table of ['points.entry', 'points.sum']) await client.query(`vacuum (analyze) ${table}`)
  } finally {
    await client.end()
  }
}

/** Takes the indexes away but for the keys; many rows are written, and the indexes built, much faster one after the other. */
async function withoutIndexes(client: pg.Client): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ indexdef: string; indexname: string }>(
    `select indexdef, indexname from pg_indexes where schemaname = 'points' and tablename in ('entry', 'sum') and indexdef not like '% UNIQUE %'`,
  )
  for (const { indexname } of rows) await client.query(`drop index points.${indexname}`)
  return async () => {
    await client.query(`set maintenance_work_mem = '1GB'`)
    for (const { indexdef } of rows) await client.query(indexdef)
  }
}
