import type { Answer, Given, Prepared, Visit } from '../../../../core/index.ts'
import { readings } from '../articles/readings.ts'
import { findPage } from './find-page.ts'
import { keptPages, type Made } from './kept-pages.ts'
import { draftSite, type LiveSites, type ShownSite } from './live-site.ts'
import { isGood } from './previews.ts'
import type { Showing } from './site-addresses.ts'
import { previewMayShow, publicMaySee } from './site-files.ts'
import type { siteNeeds } from './sites.ts'
import { nameOf, readWanted, type Wanted } from './wanted.ts'
import { shareLook, writePage } from './write-page.ts'

type Parts = Given<typeof siteNeeds>

/** Memory for finished pages of all sites, at each server process. */
const mostBytes = 128 * 1_048_576
/** Changes of these change what a site is, and not only what a block of it shows. */
const sitesOwn = ['portal/site', 'portal/column']

/** Serves sites to everybody: live releases from memory, drafts to whoever has a preview's address. */
export function serveSites(parts: Parts, live: LiveSites): void {
  const { visitors, blocks, tenants } = parts
  const kept = keptPages<Prepared>({ mostBytes })
  const shared = shareLook(parts)

  blocks.onChange((tenantId, entities) => {
    if (entities === 'all' || sitesOwn.some(entity => (entities as readonly string[]).includes(entity))) live.changed(tenantId)
    kept.changed(tenantId, entities)
  })
  visitors.openFiles((tenantId, file) => publicMaySee(tenants.sql(tenantId), file))
  for (const path of ['', ':page', 'columns/:code', 'articles/:id']) visitors.get(path, answer)
  visitors.get('-/preview/:sign', preview)
  visitors.get('-/preview/:sign/*', preview)

  function answer(visit: Visit): Answer | Promise<Answer> {
    const wanted = readWanted(belowBase(visit), visit)
    if (!wanted) return { problem: 404 }
    const name = `${visit.origin}${visit.base}${nameOf(wanted)}`
    const page = kept.fresh(visit.tenantId, name)
    return page ? given(visit, wanted, page) : answerAnew(visit, wanted, name)
  }

  async function answerAnew(visit: Visit, wanted: Wanted, name: string): Promise<Answer> {
    const site = await live.at(visit.tenantId, visit.site)
    if (!site) return { problem: 404 }
    if (!site.isOn) return { problem: 410 }
    const make = () => made(visit, site, wanted)
    const page = wanted.kind === 'search' ? (await make())?.page : await kept.get(visit.tenantId, name, make)
    return page ? given(visit, wanted, page) : { problem: 404 }
  }

  function given(visit: Visit, wanted: Wanted, page: Prepared): Answer {
    if (wanted.kind === 'article' && visit.method === 'GET') readings.note({ tenantId: visit.tenantId, articleId: wanted.id, visit })
    return { prepared: page }
  }

  async function made(visit: Visit, site: ShownSite, wanted: Wanted): Promise<Made<Prepared> | undefined> {
    const fileAddress = (id: string) => visitors.publicFile(visit.tenantCode, id)
    return prepared(visit, site, wanted, { tenantId: visit.tenantId, origin: visit.origin, base: visit.base, fileAddress, noindex: false })
  }

  async function prepared(visit: Visit, site: ShownSite, wanted: Wanted, showing: Showing): Promise<Made<Prepared> | undefined> {
    const found = await findPage(site, wanted, visitors.reading(visit))
    if (!found) return undefined
    const { html, style, depends, until } = await writePage(parts, site, found, showing, shared)
    const page = await visitors.prepare(html, { styles: [style], noindex: showing.noindex || wanted.kind === 'search' })
    return { page, bytes: page.body.length + (page.br?.length ?? 0) + (page.gzip?.length ?? 0), depends, until }
  }

  async function preview(visit: Visit): Promise<Answer> {
    const sign = visit.parameters['sign'] ?? ''
    const connection = visitors.reading(visit)
    const site = await draftSite(connection, visit.site)
    if (!site || !isGood(sign, site)) return { problem: 404, sentence: '预览链接已失效，请向发给您链接的人再要一个。' }
    const base = `${visit.base}-/preview/${sign}/`
    const path = visit.parameters['*'] ?? ''
    const file = /^files\/([0-9a-f-]{36})$/.exec(path)?.[1]
    if (file) return (await previewMayShow(connection, site.id, file)) ? visitors.file(visit, file) : { problem: 404 }
    const wanted = readWanted(path, visit)
    const showing = {
      tenantId: visit.tenantId,
      origin: visit.origin,
      base,
      fileAddress: (id: string) => `${base}files/${id}`,
      noindex: true,
    }
    const made = wanted && (await prepared(visit, site, wanted, showing))
    return made ? { prepared: made.page, headers: { 'cache-control': 'no-store' } } : { problem: 404 }
  }
}

function belowBase({ path, base }: Visit): string {
  const below = path.slice(base.length)
  if (!below.includes('%')) return below
  try {
    return decodeURIComponent(below)
  } catch {
    // No address of ours.
    return '//'
  }
}
