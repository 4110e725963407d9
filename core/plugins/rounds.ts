/** Work that a server does again and again beside requests, such as writing down what it has counted in memory. */
export type Rounds = {
  /** Begins at once; a round never meets the one before, and one that fails is told of and comes again. */
  every(ms: number, work: () => Promise<void>): void
  /** Does everything once more and then no longer, while the database is still there. */
  close(): Promise<void>
}

export function openRounds(onError: (error: unknown) => void): Rounds {
  const all: { timer: NodeJS.Timeout; once(): Promise<void> }[] = []
  return {
    every(ms, work) {
      let going: Promise<void> = Promise.resolve()
      const once = () => {
        going = going.then(work).catch(onError)
        return going
      }
      all.push({ timer: setInterval(once, ms).unref(), once })
    },
    async close() {
      for (const { timer } of all) clearInterval(timer)
      await Promise.all(all.map(({ once }) => once()))
    },
  }
}
