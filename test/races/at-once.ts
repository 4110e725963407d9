import type { Test } from 'tap'
import { secondServer } from '../core/second-server.ts'
import { Client, type Reply } from '../support/client.ts'
import type { TestPlatform } from '../support/platform.ts'

/** What 50 clients get who ask at the same moment. */
export function at50(ask: (number: number) => Promise<Reply>): Promise<Reply[]> {
  return Promise.all(Array.from({ length: 50 }, (_, number) => ask(number)))
}

/** How often each status came. */
export function tally(replies: Reply[]): Record<number, number> {
  const counts: Record<number, number> = {}
  for (const { status } of replies) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

/** Gives someone's client by the number of who asks: every other one asks a second server on the same database. */
export async function throughTwoServers(t: Test, platform: TestPlatform, plugins: string[] = []) {
  const second = await secondServer(t, platform, plugins)
  return (who: Client) => {
    const clients = [who, new Client(second, who.token)]
    return (number: number): Client => clients[number % 2]!
  }
}
