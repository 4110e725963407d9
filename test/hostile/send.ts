import { Agent, request } from 'node:http'

export type Sent = { method: string; path: string; headers: Record<string, string>; body?: Buffer }

export type Answer = { status: number; type: string; bytes: Buffer; ms: number }

/** So long nothing may take. It is there to end a hang, and measures nothing. */
export const patienceMs = 10_000

const agent = new Agent({ keepAlive: true, maxSockets: 4 })

/** Sends a request as it is: neither address nor headers are put right on the way. */
export function send(url: string, { method, path, headers, body }: Sent): Promise<Answer> {
  const { hostname, port } = new URL(url)
  const begun = Date.now()
  // Not every method has one by itself.
  const length: Record<string, string> = body ? { 'content-length': String(body.length) } : {}
  return new Promise((done, fail) => {
    const sending = request(
      { hostname, port, agent, method, path, headers: { ...headers, ...length }, signal: AbortSignal.timeout(patienceMs) },
      async reply => {
        const chunks: Buffer[] = []
        try {
          for await (const chunk of reply) {
            chunks.push(chunk)
            // It goes on for as long as somebody listens; leaving the loop hangs up.
            if (reply.headers['content-type']?.startsWith('text/event-stream')) break
          }
        } catch (error) {
          return fail(error)
        }
        const type = String(reply.headers['content-type'] ?? '')
        done({ status: reply.statusCode!, type, bytes: Buffer.concat(chunks), ms: Date.now() - begun })
      },
    )
    sending.on('error', fail)
    sending.end(body)
  })
}

export function closeConnections(): void {
  agent.destroy()
}
