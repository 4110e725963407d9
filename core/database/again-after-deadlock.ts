const mostTries = 4

/**
 * Does work of a transaction of its own again when PostgreSQL ended it because it and another waited for each other: nothing of it stayed,
 * and the other has gone on by then. The work must find everything as it was at its first try.
 */
export async function againAfterDeadlock<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++)
    try {
      return await work()
    } catch (error) {
      if (!isDeadlock(error) || tries === mostTries) throw error
    }
}

export function isDeadlock(error: unknown): boolean {
  return (error as { code?: string } | undefined)?.code === '40P01'
}
