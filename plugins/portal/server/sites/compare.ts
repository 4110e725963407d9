import { diffArrays } from 'diff'
import { type Asked, type Given, sql, type TenantSql } from '../../../../core/index.ts'
import { type Component, type Content, isObject, type PageKind } from '../content/component.ts'
import { draftPages } from './draft-pages.ts'
import { noRelease } from './site-rows.ts'
import type { siteNeeds } from './sites.ts'

type Compared = { kind: PageKind; path: string | null; title: string; content: Content | null }

export type TextDifference = { kind: 'added' | 'removed'; text: string }
export type PageDifference = Omit<Compared, 'content'> & { change: 'added' | 'removed' | 'changed' | 'same'; texts: TextDifference[] }

/** What a person reads of is enough: beyond that a page is another one. */
const mostTold = 200

/** How a release differs from another of its site, or from the drafts as they are now. @throws noRelease */
export async function compareReleases(
  { rights }: Pick<Given<typeof siteNeeds>, 'rights'>,
  asked: Asked,
  id: string,
  other: string,
): Promise<PageDifference[]> {
  const connection = asked.engine.database.tenant(asked.caller.tenantId)
  const seen = rights.rows(asked, 'release', 'read')
  const siteOf = async (release: string) =>
    (
      await connection.run(sql<{ siteId: string }>`
        select t.site_id as "siteId" from portal.release t where t.tenant_id = ${connection.tenantId} and t.id = ${release} and ${seen}`)
    )[0]?.siteId
  const siteId = await siteOf(id)
  if (!siteId) throw noRelease()
  if (other !== 'drafts' && (await siteOf(other)) !== siteId) throw noRelease()
  const mayDrafts = rights.rows(asked, 'page', 'read')
  const [mine, others] = await Promise.all([releasePages(connection, id), other === 'drafts' ? drafts() : releasePages(connection, other)])
  return differences(others, mine)

  async function drafts(): Promise<Compared[]> {
    const rows = await connection.run(sql<{ id: string }>`
      select t.id from portal.page t where t.tenant_id = ${connection.tenantId} and t.site_id = ${siteId} and ${mayDrafts}`)
    const readable = new Set(rows.map(row => row.id))
    return (await draftPages(connection, siteId!)).filter(page => readable.has(page.id))
  }
}

function releasePages(connection: TenantSql, releaseId: string): Promise<Compared[]> {
  return connection.run(sql<Compared>`
    select kind, path, title, content from portal.release_page where tenant_id = ${connection.tenantId} and release_id = ${releaseId} order by "order", title`)
}

/** What `after` has that `before` had not, page by page. */
export function differences(before: readonly Compared[], after: readonly Compared[]): PageDifference[] {
  const nameOf = ({ kind, path }: Compared) => `${kind} ${path ?? ''}`
  const earlier = new Map(before.map(page => [nameOf(page), page]))
  const later = new Set(after.map(nameOf))
  const told = ({ kind, path, title }: Compared) => ({ kind, path, title })
  return [
    ...after.map((page): PageDifference => {
      const old = earlier.get(nameOf(page))
      if (!old) return { ...told(page), change: 'added', texts: textDifferences([], textsOf(page.content)) }
      const isSame = page.title === old.title && JSON.stringify(page.content) === JSON.stringify(old.content)
      return { ...told(page), change: isSame ? 'same' : 'changed', texts: textDifferences(textsOf(old.content), textsOf(page.content)) }
    }),
    ...before
      .filter(page => !later.has(nameOf(page)))
      .map((page): PageDifference => ({ ...told(page), change: 'removed', texts: textDifferences(textsOf(page.content), []) })),
  ]
}

function textDifferences(before: string[], after: string[]): TextDifference[] {
  return diffArrays(before, after)
    .flatMap(({ added, removed, value }) =>
      added || removed ? value.map(text => ({ kind: added ? ('added' as const) : ('removed' as const), text })) : [],
    )
    .slice(0, mostTold)
}

/** All that can be read in a page, piece by piece. */
function textsOf(content: Content | null): string[] {
  const texts = (components: unknown): string[] =>
    Array.isArray(components)
      ? components.flatMap((one: Component) => {
          if (!isObject(one)) return []
          const own = one.type === 'textnode' ? one.content : one.attributes?.['alt']
          return [...(typeof own === 'string' && own.trim() !== '' ? [own.trim()] : []), ...texts(one.components)]
        })
      : []
  return texts(content?.components)
}
