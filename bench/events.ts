import type { TenantId } from '../core/database/database.ts'
import { emit } from '../core/events/emit.ts'
import { notify } from '../core/messages/notify.ts'
import { platformCaller } from '../core/permissions/access.ts'
import type { Platform } from '../core/platform.ts'
import { tell } from './open.ts'
import { newTenant, pause, withPlatform } from './small.ts'

const backlog = 100_000
const batch = 500
const singles = 20

/**
 * How many events a second are drained, each with one reaction that leaves a message; and how long another tenant's single event takes
 * beside a backlog of 100,000.
 */
export function benchEvents(): Promise<void> {
  return withPlatform('events', async platform => {
    const [busy, quiet] = [await newTenant(platform), await newTenant(platform)]
    const people = new Map([busy, quiet].map(one => [one.tenantId, one.adminId]))
    const seen = new Map<TenantId, number>()
    platform.reactions.define({
      name: 'core/bench',
      on: ['core.bench'],
      async react({ transaction }, happened) {
        const { tenantId } = transaction
        await notify(
          transaction,
          happened.map(({ id }) => ({ id, userId: people.get(tenantId)!, title: '测试' })),
        )
        transaction.afterCommit(() => void seen.set(tenantId, (seen.get(tenantId) ?? 0) + happened.length))
      },
    })
    await write(platform, busy.tenantId, backlog)
    await platform.reactions.start()
    const began = performance.now()
    const delays: number[] = []
    while (delays.length < singles && (seen.get(busy.tenantId) ?? 0) < backlog) {
      const asked = performance.now()
      await write(platform, quiet.tenantId, 1)
      while ((seen.get(quiet.tenantId) ?? 0) <= delays.length) await pause(5)
      delays.push(performance.now() - asked)
      await pause(200)
    }
    const beside = (seen.get(busy.tenantId) ?? 0) < backlog
    while ((seen.get(busy.tenantId) ?? 0) < backlog) await pause(20)
    const seconds = (performance.now() - began) / 1_000
    delays.sort((a, b) => a - b)
    tell(`${backlog} events drained in ${seconds.toFixed(1)} s: ${Math.round(backlog / seconds)} a second`)
    tell(
      `another tenant's single event beside them${beside ? '' : ' (they ended before)'}: ${delays.length} times, ` +
        `half within ${Math.round(delays[Math.floor(delays.length / 2)]!)} ms, the slowest ${Math.round(delays.at(-1)!)} ms`,
    )
  })
}

async function write({ engine }: Platform, tenantId: TenantId, count: number): Promise<void> {
  for (let done = 0; done < count; done += batch) {
    const happenings = Array.from({ length: Math.min(batch, count - done) }, () => ({ name: 'core.bench', data: {} }))
    await engine.database.transaction(tenantId, transaction => emit({ engine, transaction, caller: platformCaller(tenantId) }, happenings))
  }
}
