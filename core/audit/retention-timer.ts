/** Does it soon after the start and then every so many hours, one after another. Gives what ends it. */
export function everyFewHours(hours: number, work: () => Promise<void>, failed: (error: unknown) => void): () => Promise<void> {
  let running: Promise<void> = Promise.resolve()
  const run = (): void => {
    running = running.then(work).catch(failed)
  }
  const first = setTimeout(run, 5 * 60_000).unref()
  const again = setInterval(run, hours * 3_600_000).unref()
  return () => {
    clearTimeout(first)
    clearInterval(again)
    return running
  }
}
