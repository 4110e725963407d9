import { Problem } from '../problem.ts'

/** Tries of a reaction before it is left to the operator. */
export const mostAttempts = 8

const firstPauseSeconds = 5
const longestPauseSeconds = 3_600

/** Seconds until the next try, after so many that failed: 5, 20, 80 … an hour at most. */
export function pauseAfter(attempts: number): number {
  return Math.min(longestPauseSeconds, firstPauseSeconds * 4 ** (attempts - 1))
}

/**
 * Why a reaction failed, for the operator, who may not learn what it was about: codes, names and places in the program, never a message or
 * a value.
 */
export function reasonOf(error: unknown): string {
  if (error instanceof Problem)
    return [error.code, ...(error.errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`)].join(', ').slice(0, 300)
  const { name = 'Error', code, constraint, stack = '' } = (error ?? {}) as Partial<Error> & { code?: string; constraint?: string }
  const places = [...stack.matchAll(/\/((?:core|plugins)\/[^\s)]+:\d+):\d+/g)].map(found => found[1]!)
  // Where it was asked for says more than where the database was spoken to.
  const place = places.find(one => !one.startsWith('core/database/')) ?? places[0]
  return [name, code, constraint, place && `(${place})`].filter(Boolean).join(' ').slice(0, 300)
}
