const running = new Map<string, Promise<unknown>>()

/** Does the work of one key one after another, in the order of asking; other keys go on beside it. */
export function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
  const before = running.get(key) ?? Promise.resolve()
  const mine = before.then(work, work)
  running.set(key, mine)
  const leave = () => {
    if (running.get(key) === mine) running.delete(key)
  }
  mine.then(leave, leave)
  return mine
}
