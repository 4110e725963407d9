import type { At, Part } from '../part.ts'

/** What tenants have of the plugin from the beginning. */
export const tenants: Part<{
  /**
   * Done for each tenant that has the plugin: at a start, when a tenant is made, and when the plugin is switched on. It comes again and
   * again, on several servers at once, and leaves alone what is there.
   */
  prepare(act: (at: At) => Promise<void>): void
}> = {
  name: 'tenants',
  of: (plugin, platform) => ({ prepare: act => void platform.preparations.push({ plugin, prepare: act }) }),
}
