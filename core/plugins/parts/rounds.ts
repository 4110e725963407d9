import type { Part } from '../part.ts'

/** What every server does by itself beside requests: each for what it holds in memory, and once more before it stops. */
export const rounds: Part<{
  /** Every so many milliseconds; what fails is in the log and comes again with the next. */
  every(ms: number, work: () => Promise<void>): void
}> = {
  name: 'rounds',
  of: (_plugin, platform) => ({ every: (ms, work) => platform.rounds.every(ms, work) }),
}
