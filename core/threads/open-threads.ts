import { Piscina } from 'piscina'

/** What a piece of work may take. */
export type Bounds = {
  /** So many threads at the most. */
  most: number
  /** Memory of each. */
  megabytes: number
  timeLimitMs: number
}

/** What became of work that took more than its bounds: its thread was ended. */
export const spent = 'spent'

/** Work beside the main thread, on what nobody knows the size of: started on first use, gone after half a minute without work. */
export type Threads = {
  /** The default export of `worker` does the work. What it throws is thrown. */
  open(worker: URL, bounds: Bounds): (task: unknown) => Promise<unknown>
  close(): Promise<void>
}

/** A thread that has to start first reads its code, which on a busy machine takes longer than most work. */
const startMs = 15_000

export function openThreads(): Threads {
  const pools = new Set<Piscina>()
  return {
    open(worker, { most, megabytes, timeLimitMs }) {
      let pool: Piscina | undefined
      let busy = 0
      const turn = turns(most)
      return async task => {
        // The time that one waits for a thread is not his own.
        const done = await turn()
        pool ??= new Piscina({
          filename: worker.href,
          minThreads: 0,
          maxThreads: most,
          idleTimeout: 30_000,
          resourceLimits: { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: 32 },
        })
        pools.add(pool)
        const timeLimit = new AbortController()
        busy++
        const starts = busy > pool.threads.length
        const ending = setTimeout(() => timeLimit.abort(), timeLimitMs + (starts ? startMs : 0))
        try {
          return await pool.run(task, { signal: timeLimit.signal })
        } catch (error) {
          const code = error instanceof Error && 'code' in error ? error.code : undefined
          if (timeLimit.signal.aborted || code === 'ERR_WORKER_OUT_OF_MEMORY') return spent
          throw error
        } finally {
          clearTimeout(ending)
          busy--
          done()
        }
      }
    },
    async close() {
      await Promise.all([...pools].map(pool => pool.destroy()))
    },
  }
}

/** So many at a time, in the order in which they came: gives what ends one's turn. */
function turns(most: number): () => Promise<() => void> {
  const waiting: (() => void)[] = []
  let running = 0
  const done = () => {
    running--
    waiting.shift()?.()
  }
  return async () => {
    if (running >= most) await new Promise<void>(next => waiting.push(next))
    running++
    return done
  }
}
