import { type Block, blockClass } from '../declarations/block.ts'
import { entityOf } from '../declarations/model.ts'
import { todayInShanghai } from '../identity/dates.ts'
import { publicCaller } from '../permissions/public.ts'
import type { Platform } from '../platform.ts'
import { refusalOfEntity } from '../tenants/gate.ts'
import type { TenantState } from '../tenants/tenant-state.ts'
import { addressesBelow } from './addresses.ts'
import { askQuery, evaluated } from './ask.ts'
import { filesShown } from './files-shown.ts'
import { type BlockAsking, type BlockOnPage, type BlockRendered, completeContext } from './page.ts'
import { completeSettings } from './settings.ts'
import { templateOf } from './template.ts'

/** What the code of plugins gives to blocks, by `honors.wall.people`. */
export type BlockProviders = Map<string, (asking: BlockAsking) => Promise<unknown>>

/** Whether the tenant has the block at all: its plugin on, and nothing of what it shows off or hidden. */
export function isThere(block: Block, state: TenantState, { model }: Platform['engine']): boolean {
  return state.active && state.pluginsOn.has(block.plugin) && [...block.needs].every(key => !refusalOfEntity(state, entityOf(model, key)))
}

/**
 * A block as the public sees it. It takes nothing else down with it: where it fails, that is noted, and nothing stands in its place.
 */
export async function renderBlock(platform: Platform, providers: BlockProviders, asked: BlockOnPage): Promise<BlockRendered> {
  const block = platform.engine.model.blocks.get(asked.block)
  if (!block) return { html: '', depends: [] }
  const depends = [...block.shows]
  const until = block.byTheDay ? endOfToday() : undefined
  try {
    return { html: await rendered(platform, providers, block, asked), depends, until }
  } catch (error) {
    platform.log.error({ err: error, tenant: asked.tenantId, block: block.name, site: asked.site.id }, 'a block could not be shown')
    // Whatever it was: it is tried again soon, also where nothing changes.
    return { html: '', depends, until: new Date(Date.now() + triedAgainMs) }
  }
}

const triedAgainMs = 60_000

async function rendered(platform: Platform, providers: BlockProviders, block: Block, asked: BlockOnPage): Promise<string> {
  const { tenantId, site, addresses } = asked
  const state = await platform.tenants.of(tenantId)
  if (!state || !isThere(block, state, platform.engine)) return ''
  const asking: BlockAsking = {
    caller: await publicCaller(platform.access, tenantId),
    engine: await platform.engineOf(tenantId),
    site: { id: site.id, organizationId: site.organizationId, title: site.title, base: site.base },
    context: completeContext(asked.context),
    settings: completeSettings(block.settings, asked.settings),
    today: todayInShanghai(),
  }
  const found = await Promise.all(block.queries.map(async query => [query.name, await answered(query)] as const))
  const values = {
    ...{ settings: asking.settings, site: asking.site, context: asking.context, today: asking.today, empty: block.empty },
    ...Object.fromEntries(block.values.map(({ name, value }) => [name, evaluated(value, asking)])),
    ...Object.fromEntries(found),
  }
  const files = await filesShown(platform, tenantId, [found, asking.settings])
  const html = templateOf(block)(values, { files, addresses: addressesBelow(site.base, addresses) })
  return `<div class="dj-block ${blockClass(block.name)}">${html.trim()}</div>`

  function answered(query: Block['queries'][number]): Promise<unknown> {
    if (query.kind !== 'data') return askQuery(asking, query)
    const provider = providers.get(`${block.name}.${query.name}`)
    if (!provider) throw new Error(`nothing gives ${block.name}.${query.name}: blocks.provide is missing in server.ts`)
    return provider(asking)
  }
}

/** Midnight in China, which has no summer time. */
function endOfToday(): Date {
  return new Date(Date.parse(`${todayInShanghai()}T00:00:00+08:00`) + 24 * 3_600_000)
}
