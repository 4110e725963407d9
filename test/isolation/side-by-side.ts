/** Does the work for all of them, some at a time: a walk of thousands of requests need not wait for each. */
export async function sideBySide<T, R>(all: Iterable<T>, work: (one: T) => Promise<R>, lanes = 8): Promise<R[]> {
  const waiting = [...all].entries()
  const results: R[] = []
  const lane = async () => {
    for (const [at, one] of waiting) results[at] = await work(one)
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return results
}
