import pg from 'pg'
import { cursorText } from '../plugins/points/server/rankings/cursor.ts'
import { load } from './load.ts'
import { type BenchDatabase, tell } from './open.ts'
import { startProduct } from './processes.ts'
import { seedPoints } from './seed/points.ts'
import { benchUsers } from './seed/seed.ts'
import { ask, tokenOf } from './sign-in.ts'
import { figures, row } from './table.ts'

type Page = { data: { rank: number; points: number }[]; page: { after: string | null } }

/** Rankings for the tenant's admin, a county's and a branch's secretary: the first page, one halfway down, one among equal points. */
export async function benchPoints(database: BenchDatabase, options: { seconds: number; connections: number }): Promise<void> {
  await seedPoints(database, tell)
  const product = await startProduct(database.embedded.url, database.folder)
  const client = new pg.Client({ connectionString: database.embedded.url })
  await client.connect()
  try {
    tell(row('', 'requests /s', 'p50 ms', 'p99 ms'))
    tell(row('---', '---', '---', '---'))
    for (const [role, username] of Object.entries(benchUsers)) {
      const token = await tokenOf(product.url, username)
      const people = '/api/v1/points/rankings/people'
      const paths: Record<string, string> = {
        'people, all times': people,
        'people, a year': `${people}?period=2026`,
        'people, a month and kind': `${people}?period=2026-03&category=study`,
        'people, halfway down': `${people}?page[after]=${await halfway(client, username)}`,
        'people, 30 to a page, the most': `${people}?page[size]=30`,
        organizations: '/api/v1/points/rankings/organizations?period=2026',
        'one’s organization': '/api/v1/points/organization?period=2026',
      }
      for (const [name, path] of Object.entries(paths)) {
        if (name !== 'one’s organization') await checkRanks(product.url, path, token)
        tell(row(`${name}; ${role}`, ...figures(await load(product.url, { path: encodeURI(path), token }, options))))
      }
    }
  } finally {
    await client.end()
    await product.stop()
  }
}

/** The place after the middle of what that person sees; many have as many points there. */
async function halfway(client: pg.Client, username: string): Promise<string> {
  const seen = `from points.sum s join core.organization o on o.tenant_id = s.tenant_id and o.id = s.organization_id
    join core."user" u on u.tenant_id = s.tenant_id and u.username = $1 join core.organization top on top.tenant_id = u.tenant_id and top.id = u.organization_id
    where s.tenant_id = (select id from core.tenant where code = 'bench') and s.receiver_kind = 'member' and s.period = 'all' and s.category = ''
      and o.path like top.path || '%'`
  const { rows } = await client.query<{ id: string; points: string; position: string }>(
    `select s.id, s.points, (select count(*) ${seen}) / 2 as position ${seen} order by s.points desc, s.id desc limit 1 offset (select count(*) ${seen}) / 2`,
    [username],
  )
  const { id, points, position } = rows[0]!
  return cursorText({ id, points: Number(points), position: Number(position) + 1, rank: Number(position) + 1 })
}

/** A figure of a ranking that is wrong would be none. */
async function checkRanks(url: string, path: string, token: string): Promise<void> {
  const { data } = await ask<Page>(`${url}${encodeURI(path)}`, { headers: { authorization: `Bearer ${token}` } })
  const wrong = data.length === 0 || data.some((one, at) => at > 0 && (one.points > data[at - 1]!.points || one.rank < data[at - 1]!.rank))
  if (wrong) throw new Error(`${path} is no ranking: ${JSON.stringify(data.slice(0, 5))}`)
}
