import { FetchFailure, type Found, type Wanted } from '../../../core/index.ts'
import type { Parts } from './parts.ts'
import { Refused } from './reading/refused.ts'
import type { Robots } from './robots.ts'

/** Fetches as a guest does: by leave of the site's robots.txt, and in turn. */
export type Visit = (address: string, wanted: Wanted & { pauseMs: number; signal: AbortSignal }) => Promise<Found>

/** No site is given longer between visits, whatever its robots.txt asks: a run has to come to an end. */
const longestPauseMs = 10_000

/** @throws FetchFailure, Refused */
export function politely({ outbound }: Pick<Parts, 'outbound'>, robots: Robots): Visit {
  return async (address, { pauseMs, ...wanted }) => {
    const wrong = outbound.problem(address)
    if (wrong) throw new FetchFailure('address-refused', { detail: wrong })
    const { allowed, delay = 0 } = await robots.leaveFor(address)
    if (!allowed) throw new Refused('该网站的 robots.txt 不允许采集这个网址')
    await outbound.turn(address, Math.max(pauseMs, Math.min(delay * 1_000, longestPauseMs)), wanted.signal)
    const found = await outbound.fetch(address, wanted)
    if (found.status >= 400) throw new Refused(`该网站答复“${found.status}”，没有给出内容`)
    return found
  }
}
