import type { Caller } from '../../permissions/access.ts'
import type { Part } from '../part.ts'

/** What other plugins give to this one at its extension points: as its schema says, expressions compiled, entities named in full. */
export const contributions: Part<{
  /** From all plugins, whether they are on for a tenant or not. */
  of<T>(point: string): { plugin: string; content: T }[]
  /** From the plugins that are on for the caller's tenant. */
  on<T>(asked: { caller: Caller }, point: string): Promise<{ plugin: string; content: T }[]>
}> = {
  name: 'contributions',
  of(plugin, { engine, tenants }) {
    const given = <T>(point: string) => {
      const all = engine.model.contributions.get(`${plugin}.${point}`)
      if (!all) throw new Error(`${plugin} has no extension point ${point}`)
      return all as { plugin: string; content: T }[]
    }
    return {
      of: given,
      async on<T>({ caller: { tenantId } }: { caller: Caller }, point: string) {
        const state = tenants.known(tenantId) ?? (await tenants.of(tenantId))
        return given<T>(point).filter(one => state?.pluginsOn.has(one.plugin))
      },
    }
  },
}
