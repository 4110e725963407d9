import type { FastifyInstance } from 'fastify'

const longestMs = 30_000

/** Takes no more requests and lets those at work end. Whoever reads too slowly to end in time is cut off. */
export async function endServing(server: FastifyInstance): Promise<void> {
  // A connection kept alive would hold the end up for as long as its client likes.
  const sweep = setInterval(() => server.server.closeIdleConnections(), 50)
  const deadline = setTimeout(() => server.server.closeAllConnections(), longestMs)
  try {
    await server.close()
  } finally {
    clearInterval(sweep)
    clearTimeout(deadline)
  }
}
