import { setTimeout as sleep } from 'node:timers/promises'

/** Whoever visits a site waits for his turn: sources of all tenants that lead to one site share its patience. */
export type Hosts = {
  /** Comes when the site may be visited, and keeps others from it for so many milliseconds. @throws AbortError */
  turn(address: string, pauseMs: number, signal: AbortSignal): Promise<void>
}

const mostRemembered = 5_000

export function openHosts(): Hosts {
  const nextTurns = new Map<string, number>()
  return {
    async turn(address, pauseMs, signal) {
      const { host } = new URL(address)
      const now = Date.now()
      if (nextTurns.size > mostRemembered) for (const [other, time] of nextTurns) if (time < now) nextTurns.delete(other)
      const at = Math.max(now, nextTurns.get(host) ?? 0)
      nextTurns.set(host, at + pauseMs)
      if (at > now) await sleep(at - now, undefined, { signal })
    },
  }
}
