import type { Database } from '../database/database.ts'
import type { Signals } from '../database/signals.ts'
import { pendingFigures } from '../events/figures.ts'
import { openJobs } from '../jobs/open-jobs.ts'
import type { JobQueue } from '../jobs/queue.ts'
import type { Metrics } from './metrics.ts'

type Watched = { database: Database; signals: Signals; jobs: JobQueue; caches: Record<string, { size(): number }> }

/** What is read from the platform's parts each time that somebody asks for the metrics. */
export function watchPlatform(metrics: Metrics, { database, signals, jobs, caches }: Watched): void {
  const { pool } = database
  metrics.watch('dangjian_pool_connections', 'Connections to the database that are open.', () => pool.totalCount)
  metrics.watch('dangjian_pool_in_use', 'Connections to the database that are at work.', () => pool.totalCount - pool.idleCount)
  metrics.watch('dangjian_pool_waiting', 'Requests that wait for a connection to the database.', () => pool.waitingCount)
  metrics.watch('dangjian_signals_current', '1 while changes made by other servers are heard.', () => (signals.current() ? 1 : 0))
  metrics.watchEach('dangjian_cache_entries', 'What is kept in memory, by cache.', ['cache'], () =>
    Object.entries(caches).map(([cache, kept]) => ({ labels: { cache }, value: kept.size() })),
  )
  metrics.watchEach('dangjian_jobs_running', 'Jobs at work in this process, by kind.', ['kind'], () =>
    [...jobs.running()].map(([kind, value]) => ({ labels: { kind }, value })),
  )
  metrics.watchEach('dangjian_jobs_open', 'Jobs of all servers that have not ended, by kind and state.', ['kind', 'state'], async () =>
    (await openJobs(database)).map(({ kind, running, count }) => ({
      labels: { kind, state: running ? 'running' : 'waiting' },
      value: count,
    })),
  )
  metrics.watchEach(
    'dangjian_reactions_pending',
    'Reactions of all servers that are still to be carried out, by state.',
    ['state'],
    async () => (await pendingFigures(database)).map(({ state, count }) => ({ labels: { state }, value: count })),
  )
  metrics.watchEach('dangjian_reactions_oldest_due_seconds', 'How long the reaction that has waited longest is due.', [], async () => [
    { labels: {}, value: (await pendingFigures(database)).find(one => one.state === 'due')!.seconds },
  ])
  metrics.watchEach('dangjian_jobs_oldest_waiting_seconds', 'Age of the job of any server that has waited longest.', [], async () => [
    { labels: {}, value: Math.max(0, ...(await openJobs(database)).filter(one => !one.running).map(one => one.seconds)) },
  ])
}
