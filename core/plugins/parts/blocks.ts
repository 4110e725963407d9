import { type Changed, hearChanges, tellChange } from '../../blocks/freshness.ts'
import type { BlockAsking, BlockOnPage, BlockRendered } from '../../blocks/page.ts'
import { isThere, renderBlock } from '../../blocks/render.ts'
import { checkedSettings } from '../../blocks/settings.ts'
import type { TenantId } from '../../database/database.ts'
import type { Block } from '../../declarations/block.ts'
import { type EntityKey, entityOf, type Json } from '../../declarations/model.ts'
import { may } from '../../permissions/decide.ts'
import { publicCaller } from '../../permissions/public.ts'
import type { FieldProblem } from '../../problem.ts'
import { listRecords } from '../../records/list.ts'
import { readListQuery } from '../../records/list-query.ts'
import type { QueryTree } from '../../records/query-string.ts'
import type { At, Part } from '../part.ts'

/** A block as whoever designs pages chooses and sets it. */
export type BlockOffered = Pick<Block, 'name' | 'title' | 'description' | 'category' | 'icon' | 'order' | 'settings'>

/** What plugins bring to pages: whoever builds pages shows it, whoever has something to show gives it. */
export const blocks: Part<{
  /** The blocks of plugins that the tenant has on, in the order in which they are offered. */
  all(tenantId: TenantId): Promise<BlockOffered[]>
  /** What is wrong with a block's settings; that there is no such block is wrong too. */
  check(block: string, settings: unknown): FieldProblem[]
  /** As the public sees it. Never fails: where there is nothing to show, its html is empty. */
  render(asked: BlockOnPage): Promise<BlockRendered>
  /** Records of this plugin as the public may list them, asked for as in a list's query. Nothing where it may not. */
  list(tenantId: TenantId, entity: string, query: QueryTree): Promise<Json[]>
  /** The styles of these blocks, each once; names that are none are left out. */
  css(names: Iterable<string>): string
  /** Hears, on every server, what changed of what blocks show, after it was committed. Without a tenant anything may have changed. */
  onChange(heard: Changed): void
  /** Tells that records of this plugin changed, for code that writes its tables by SQL. */
  changed(at: At, entity: string): Promise<void>
  /** Gives what a query of a block of this plugin declares as `data`: `ranking.people`. */
  provide(query: string, give: (asking: BlockAsking) => Promise<unknown>): void
}> = {
  name: 'blocks',
  of(plugin, platform) {
    const { engine, blockProviders, tenants } = platform
    const { blocks: declared } = engine.model
    return {
      async all(tenantId) {
        const state = await tenants.of(tenantId)
        const there = state ? [...declared.values()].filter(block => isThere(block, state, engine)) : []
        return there.sort((a, b) => a.order - b.order || (a.name < b.name ? -1 : 1)).map(offered)
      },
      check(name, settings) {
        const block = declared.get(name)
        return block ? checkedSettings(block.settings, settings) : [{ pointer: '', code: 'unknown-block', detail: `没有“${name}”这种区块` }]
      },
      render: asked => renderBlock(platform, blockProviders, asked),
      async list(tenantId, name, query) {
        const caller = await publicCaller(platform.access, tenantId)
        const { model, database } = await platform.engineOf(tenantId)
        const entity = entityOf(model, `${plugin}/${name}`)
        if (!may(caller, entity, 'read', model)) return []
        return (await listRecords(database.tenant(tenantId), caller, model, entity, readListQuery(entity, query))).data
      },
      css: names => [...new Set(names)].map(name => declared.get(name)?.style ?? '').join('\n'),
      onChange: heard => void hearChanges(engine.signals, heard),
      changed: (at, entity) => tellChange(at.engine.signals, at.transaction, `${plugin}/${entity}` as EntityKey),
      provide(query, give) {
        const name = `${plugin}.${query}`
        const known = [...declared.values()].some(block =>
          block.queries.some(one => one.kind === 'data' && `${block.name}.${one.name}` === name),
        )
        if (!known) throw new Error(`no block.json declares the query ${name} as data`)
        blockProviders.set(name, give)
      },
    }
  },
}

function offered({ name, title, description, category, icon, order, settings }: Block): BlockOffered {
  return { name, title, description, category, icon, order, settings }
}
