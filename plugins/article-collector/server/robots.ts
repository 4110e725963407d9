import robotsModule from 'robots-parser'
import { FetchFailure, robotName } from '../../../core/index.ts'
import type { Parts } from './parts.ts'

/** What a site's robots.txt says of an address. */
export type Leave = {
  allowed: boolean
  /** Seconds that it asks to wait between visits. */
  delay?: number
}

export type Robots = { leaveFor(address: string): Promise<Leave> }

type Rules = { isAllowed(address: string, robot: string): boolean | undefined; getCrawlDelay(robot: string): number | undefined }

/** The module is one function; its types, written for another kind of module, say that it holds one. */
const robotsParser = robotsModule as unknown as (address: string, text: string) => Rules

const keptMs = 3_600_000
const mostKept = 1_000
const bounds = { mostBytes: 500_000, timeLimitMs: 10_000 }

type Known = { until: number; rules: Promise<Rules | 'none' | 'closed'> }

/**
 * What sites say in their robots.txt, each asked once an hour. One that has none allows all; one that cannot give it just now is left alone
 * (RFC 9309).
 */
export function openRobots({ outbound }: Pick<Parts, 'outbound'>): Robots {
  const known = new Map<string, Known>()

  async function ask(origin: string): Promise<Awaited<Known['rules']>> {
    const address = `${origin}/robots.txt`
    try {
      const { status, body } = await outbound.fetch(address, bounds)
      if (status >= 500 || status === 429) return 'closed'
      return status >= 200 && status < 300 ? robotsParser(address, body.toString('utf8')) : 'none'
    } catch (error) {
      if (error instanceof FetchFailure && ['too-large', 'broken-reply', 'too-many-redirects'].includes(error.code)) return 'none'
      known.delete(origin)
      throw error
    }
  }

  return {
    async leaveFor(address) {
      const { origin } = new URL(address)
      const now = Date.now()
      if (known.size > mostKept) for (const [other, { until }] of known) if (until < now) known.delete(other)
      let one = known.get(origin)
      if (!one || one.until < now) {
        one = { until: now + keptMs, rules: ask(origin) }
        known.set(origin, one)
      }
      const rules = await one.rules
      if (rules === 'none') return { allowed: true }
      if (rules === 'closed') return { allowed: false }
      return { allowed: rules.isAllowed(address, robotName) ?? true, delay: rules.getCrawlDelay(robotName) }
    },
  }
}
