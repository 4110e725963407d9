import { type Answer, sql, type Visit } from '../../../../core/index.ts'
import type { Reading } from '../articles/find.ts'
import { visitedSite } from '../articles/visited-site.ts'

const mostSuggested = 8
/** Only among so many of the latest, so that a site with a hundred thousand articles answers each letter at once; the search itself finds all. */
const mostLookedAt = 1_000

/** Articles of the site whose titles hold what has been typed so far, the latest first: `[{ title, href }]`. */
export async function suggestions(reading: Reading, visit: Visit): Promise<Answer> {
  const site = await visitedSite(reading, visit)
  if (!site) return { problem: 404 }
  const typed = (visit.query['q'] ?? '').trim().slice(0, 50)
  if (!typed) return { json: [] }
  const found = await reading.run(sql<{ id: string; title: string }>`
    select t.id, t.title from (
      select a.id, a.title, a.published_at from portal.article a
      where a.tenant_id = ${reading.tenantId} and a.site_id = ${site.id} and a.state = 'published' and a.deleted_at is null
      order by a.published_at desc limit ${mostLookedAt}
    ) t where strpos(lower(t.title), lower(${typed})) > 0 order by t.published_at desc, t.id desc limit ${mostSuggested}`)
  return { json: found.map(({ id, title }) => ({ title, href: `${visit.base}articles/${id}` })) }
}
