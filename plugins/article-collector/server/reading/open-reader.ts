import type { Given, threads } from '../../../../core/index.ts'
import { Refused } from './refused.ts'
import type { Outcome, Read, Reading } from './worker.ts'

/** Reads what was fetched, in threads that may run out of memory or time without harm to others. */
export type Reader = <R extends Reading>(reading: R) => Promise<Read<R>>

export function openReader(parts: Given<{ threads: typeof threads }>): Reader {
  const run = parts.threads.open(new URL('./worker.ts', import.meta.url), { most: 2, megabytes: 256, timeLimitMs: 5_000 })
  return async <R extends Reading>(reading: R) => {
    const outcome = (await run(reading)) as Outcome | 'spent'
    if (outcome === 'spent') throw new Refused('网页太大或太复杂，读不出来')
    if ('refused' in outcome) throw new Refused(outcome.refused)
    return outcome.value as Read<R>
  }
}
