import { type BlockAsking, type Sql, sql } from '../../../../core/index.ts'
import type { ArticleParts } from './parts.ts'

type Titled = { id: string; title: string }
type Listed = Titled & { publishedAt: string }
type Column = Titled & { code: string; parentId: string | null }

/** Articles that a ranking is made of. */
const mostRanked = 300

/** What some blocks show that no single list gives. Of articles and columns only what the public may see. */
export function startBlocks({ blocks, rights }: Pick<ArticleParts, 'blocks' | 'rights'>): void {
  blocks.provide('column-tabs.tabs', async asking => {
    const { columnIds, count } = asking.settings as { columnIds: string[] | null; count: number }
    const columns = await columnsOf(asking)
    const chosen = (columnIds ?? []).flatMap(id => columns.find(column => column.id === id) ?? [])
    const lists = await Promise.all(chosen.map(column => latest(asking, sql`t.column_id = ${column.id}`, count)))
    return { columns: chosen.map(({ code, title }, at) => ({ code, title, articles: lists[at] })) }
  })
  blocks.provide('popular.ranking', async asking => {
    const { columnId, days, count } = asking.settings as { columnId: string | null; days: number; count: number }
    return { articles: await mostRead(asking, { columnId, days, count }) }
  })
  blocks.provide('column-navigation.tree', async asking => around(await columnsOf(asking), asking.context.column?.id))
  blocks.provide('article.more', more)

  async function more(asking: BlockAsking) {
    const { article } = asking.context
    const nothing = { attachments: [], previous: null, next: null, takesComments: false, signIn: '' }
    if (!article) return nothing
    const [found] = await ask(
      asking,
      sql<{ columnId: string; takesComments: boolean }>`
      select t.column_id as "columnId", coalesce(t.comments_open, false) and c.comments <> 'off' as "takesComments"
      from portal.article t join portal."column" c on c.tenant_id = t.tenant_id and c.id = t.column_id
      where t.id = ${article.id} and ${seen(asking, 'article')} and t.deleted_at is null`,
    )
    if (!found) return nothing
    // Compared within the database: what was read of a moment is not as fine as the moment itself.
    const own = sql`(select o.published_at, o.id from portal.article o where o.tenant_id = t.tenant_id and o.id = ${article.id})`
    const beside = sql`t.column_id = ${found.columnId} and (t.published_at, t.id)`
    const [attachments, [previous], [next]] = await Promise.all([
      attachmentsOf(asking, article.id),
      latest(asking, sql`${beside} > ${own}`, 1, 'asc'),
      latest(asking, sql`${beside} < ${own}`, 1),
    ])
    const signIn = `/-/login?to=${encodeURIComponent(`${asking.site.base}articles/${article.id}`)}`
    return { attachments, previous: previous ?? null, next: next ?? null, takesComments: found.takesComments, signIn }
  }

  function latest(asking: BlockAsking, which: Sql<boolean> | Sql, count: number, order: 'asc' | 'desc' = 'desc'): Promise<Listed[]> {
    return ask(
      asking,
      sql<Listed>`
      select t.id, t.title, t.published_at as "publishedAt" from portal.article t
      where t.site_id = ${asking.site.id} and ${which} and ${seen(asking, 'article')} and t.deleted_at is null
      order by t.published_at ${sql.raw(order)}, t.id ${sql.raw(order)} limit ${count}`,
    )
  }

  /** Looked for among those that are counted most and those that are newest, however many there are. */
  function mostRead(
    asking: BlockAsking,
    { columnId, days, count }: { columnId: string | null; days: number; count: number },
  ): Promise<Titled[]> {
    const within = columnId === null ? sql`true` : sql`t.column_id = ${columnId}`
    const { tenantId } = asking.caller
    return ask(
      asking,
      sql<Titled>`
      select t.id, t.title from (
        select id, max(reads) as reads from (
          (select n.id, n.reads from portal.article_count n
            where n.tenant_id = ${tenantId} and n.site_id = ${asking.site.id} and n.reads > 0 order by n.reads desc limit ${mostRanked})
          union all
          (select t.id, 0 from portal.article t
            where t.tenant_id = ${tenantId} and t.site_id = ${asking.site.id} and ${within} and t.state = 'published' and t.deleted_at is null
            order by t.pinned desc, t.published_at desc limit ${count})) looked_at group by id) one
      join portal.article t on t.tenant_id = ${tenantId} and t.id = one.id
      where t.site_id = ${asking.site.id} and ${within} and t.published_at > now() - make_interval(days => ${days}::int)
        and ${seen(asking, 'article')} and t.deleted_at is null
      order by one.reads desc, t.published_at desc limit ${count}`,
    )
  }

  function columnsOf(asking: BlockAsking): Promise<Column[]> {
    return ask(
      asking,
      sql<Column>`
      select t.id, t.title, t.code, t.parent_id as "parentId" from portal."column" t
      where t.site_id = ${asking.site.id} and t.kind = 'articles' and ${seen(asking, 'column')}
      order by t."order", t.title, t.id`,
    )
  }

  async function attachmentsOf(asking: BlockAsking, articleId: string): Promise<{ id: string; name: string; size: string }[]> {
    const files = await ask(
      asking,
      sql<{ id: string; name: string; size: number }>`
      select f.id, f.name, f.size from portal.article t
      cross join lateral unnest(t.attachments) with ordinality one (id, place)
      join core.file f on f.tenant_id = t.tenant_id and f.id = one.id
      where t.id = ${articleId} and ${seen(asking, 'article')} and t.deleted_at is null order by one.place`,
    )
    return files.map(({ id, name, size }) => ({ id, name, size: sizeText(size) }))
  }

  /** The rows that the public may see by the tenant's own version of its role. */
  function seen(asking: BlockAsking, entity: string): Sql<boolean> {
    return rights.rows(asking, entity, 'read')
  }
}

function ask<T>({ caller, engine }: BlockAsking, query: Sql<T>): Promise<T[]> {
  return engine.database.tenant(caller.tenantId).run(query)
}

/** Those below the column that one is in, or where there are none, those beside it; at the top all of the first level. */
function around(columns: Column[], currentId: string | undefined) {
  const current = columns.find(column => column.id === currentId)
  const below = columns.filter(column => column.parentId === current?.id && current !== undefined)
  const parentId = below.length > 0 ? current!.id : (current?.parentId ?? null)
  const shown = columns.filter(column => column.parentId === parentId)
  const title = columns.find(column => column.id === parentId)?.title ?? '栏目'
  return { title, columns: shown.map(({ id, code, title: name }) => ({ code, title: name, current: id === currentId })) }
}

function sizeText(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
