import type { Bounds } from '../../threads/open-threads.ts'
import type { Part } from '../part.ts'

/** Work beside the main thread, on what nobody knows the size of. */
export const threads: Part<{
  /**
   * Gives what carries out one task: by the default export of the `worker`, a file of the plugin's. What takes more memory or time than its bounds
   * comes to `'spent'`, and harms no other.
   */
  open(worker: URL, bounds: Bounds): (task: unknown) => Promise<unknown>
}> = {
  name: 'threads',
  of: (_plugin, platform) => ({ open: (worker, bounds) => platform.threads.open(worker, bounds) }),
}
