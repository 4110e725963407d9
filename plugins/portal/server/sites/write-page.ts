import type { Given } from '../../../../core/index.ts'
import { fill } from '../content/skeleton.ts'
import { baseCss } from '../look/base-css.ts'
import { themeCss } from '../look/themes.ts'
import { visitorScript } from '../look/visitor-script.ts'
import type { Found } from './find-page.ts'
import type { ShownSite, SitePage } from './live-site.ts'
import { pageDocument } from './page-document.ts'
import { type Showing, siteAddresses } from './site-addresses.ts'
import type { siteNeeds } from './sites.ts'

export type Written = { html: string; style: string; depends: string[]; until?: Date }

type Parts = Pick<Given<typeof siteNeeds>, 'blocks'>

/** What every page of every site links to. */
export type Shared = { sheet: string; script: string }

/** Adds the style sheet and the script of all sites to what is served. */
export function shareLook({ visitors }: Pick<Given<typeof siteNeeds>, 'visitors'>): Shared {
  return {
    sheet: visitors.asset('portal.css', baseCss(), 'text/css; charset=utf-8'),
    script: visitors.asset('portal.js', visitorScript(), 'text/javascript; charset=utf-8'),
  }
}

/** Writes a whole page: its skeleton with those of header and footer, their blocks filled in by what the public may see. */
export async function writePage({ blocks }: Parts, site: ShownSite, found: Found, showing: Showing, shared: Shared): Promise<Written> {
  const { base, fileAddress, origin } = showing
  const [header, footer] = [site.pages.find(page => page.kind === 'header'), site.pages.find(page => page.kind === 'footer')]
  const shown = [header, found.page, footer].filter(page => page !== undefined)
  const context = found.context
  const addresses = siteAddresses(site, showing)
  const parts = await Promise.all(shown.map(rendered))
  const names = shown.flatMap(page => page.blocks.map(one => one.block))
  const style = [themeCss(site.theme), blocks.css(names), ...shown.map(page => fill(page.css, addresses.of))].join('\n')
  const html = pageDocument(
    {
      ...{ title: found.title, siteTitle: site.title, description: found.description, canonical: `${origin}${base}${found.path}` },
      image: imageOf(found, site, showing),
      icon: site.logo ? `${fileAddress(site.logo)}?width=160` : undefined,
      feed: showing.noindex ? undefined : `${base}feed.xml`,
      ...{ isArticle: context.kind === 'article', publishedAt: found.publishedAt, noindex: showing.noindex || context.kind === 'search' },
    },
    {
      header: parts[shown.indexOf(header!)]?.html ?? '',
      main: parts[shown.indexOf(found.page)]!.html,
      footer: parts[shown.indexOf(footer!)]?.html ?? '',
      ...{ style, ...shared },
    },
  )
  const until = parts.flatMap(part => part.until ?? []).sort((a, b) => a.getTime() - b.getTime())[0]
  return { html, style, depends: [...new Set(['portal/site', ...found.depends, ...parts.flatMap(part => part.depends)])], until }

  async function rendered(page: SitePage): Promise<{ html: string; depends: string[]; until?: Date }> {
    const made = await Promise.all(
      page.blocks.map(({ block, settings }) =>
        blocks.render({
          tenantId: showing.tenantId,
          site: { id: site.id, organizationId: site.organizationId, title: site.title, base },
          ...{ context, block, settings },
          addresses: {
            file: (id, width) => (width === undefined ? fileAddress(id) : `${fileAddress(id)}?width=${width}`),
            href: addresses.typed,
          },
        }),
      ),
    )
    const until = made.flatMap(one => one.until ?? []).sort((a, b) => a.getTime() - b.getTime())[0]
    return {
      html: fill(page.html, hole => (hole.kind === 'block' ? (made[hole.at]?.html ?? '') : addresses.of(hole))),
      ...{ depends: made.flatMap(one => one.depends), until },
    }
  }
}

function imageOf({ image }: Found, { logo }: ShownSite, { origin, fileAddress }: Showing): string | undefined {
  const file = image ?? logo
  return file ? `${origin}${fileAddress(file)}?width=1280` : undefined
}
