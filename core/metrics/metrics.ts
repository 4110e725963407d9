import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What is counted and measured. No label grows with tenants, and none tells of a person. */
export type Metrics = {
  /** A request answered: its route's template (never its address), and how long it took in seconds. */
  answered(request: { method: string; route: string; status: number; seconds: number }): void
  slowQuery(): void
  jobEnded(kind: string, state: string): void
  reactionsEnded(reaction: string, outcome: string, count: number): void
  /** A number that is read when somebody asks; where it cannot be read the metric has no value. */
  watch(name: string, help: string, read: () => number): void
  /** The same with a value for each combination of labels. */
  watchEach(name: string, help: string, labels: string[], read: () => Promise<Measured[]> | Measured[]): void
  /** Everything in the text format of Prometheus. */
  text(): Promise<string>
  readonly contentType: string
}

export type Measured = { labels: Record<string, string>; value: number }

export function openMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  const requests = new Counter({
    name: 'dangjian_http_requests_total',
    help: 'Requests answered, by route, method and status.',
    labelNames: ['method', 'route', 'status'],
    registers,
  })
  const durations = new Histogram({
    name: 'dangjian_http_request_seconds',
    help: 'Seconds from a request to its answer, by route and method.',
    labelNames: ['method', 'route'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30],
    registers,
  })
  const limited = new Counter({ name: 'dangjian_http_requests_limited_total', help: 'Requests refused as too many.', registers })
  const slow = new Counter({ name: 'dangjian_slow_queries_total', help: 'Statements that took longer than SLOW_QUERY_MS.', registers })
  const ended = new Counter({
    name: 'dangjian_jobs_ended_total',
    help: 'Jobs that ended here, by kind and how.',
    labelNames: ['kind', 'state'],
    registers,
  })
  const reacted = new Counter({
    name: 'dangjian_reactions_total',
    help: 'Reactions to events and timers that were carried out here, or failed, by name and how.',
    labelNames: ['reaction', 'outcome'],
    registers,
  })
  let ofProcess = false

  return {
    contentType: registry.contentType,
    answered({ method, route, status, seconds }) {
      requests.inc({ method, route, status: String(status) })
      durations.observe({ method, route }, seconds)
      if (status === 429) limited.inc()
    },
    slowQuery: () => slow.inc(),
    reactionsEnded: (reaction, outcome, count) => reacted.inc({ reaction, outcome }, count),
    jobEnded: (kind, state) => ended.inc({ kind, state }),
    watch: (name, help, read) => void new Gauge({ name, help, registers, collect: gauge(read) }),
    watchEach(name, help, labels, read) {
      const metric = new Gauge({
        name,
        help,
        labelNames: labels,
        registers,
        async collect() {
          metric.reset()
          // What cannot be read has no value: an alert on its absence says more than an old number would.
          const measured = await Promise.resolve(read()).catch(() => [])
          for (const { labels, value } of measured) metric.set(labels, value)
        },
      })
    },
    async text() {
      // Event loop, heap and garbage collection are watched from the first question on: without one nobody pays for it.
      if (!ofProcess) collectDefaultMetrics({ register: registry })
      ofProcess = true
      return registry.metrics()
    },
  }
}

function gauge(read: () => number): (this: Gauge) => void {
  return function () {
    this.set(read())
  }
}
