import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Test } from 'tap'
import type { Body } from '../support/client.ts'

export type Received = { headers: IncomingHttpHeaders; text: string; body: Body }

export type StandIn = {
  address: string
  received: Received[]
  /** What it answers from now on; a place to lead on to where it leads elsewhere. */
  answer(status: number, location?: string): void
}

/** Another platform's server that takes webhooks. */
export async function standIn(t: Test): Promise<StandIn> {
  const received: Received[] = []
  let answer: { status: number; location?: string } = { status: 204 }
  const server = createServer(async (request, reply) => {
    let text = ''
    for await (const chunk of request) text += chunk
    received.push({ headers: request.headers, text, body: JSON.parse(text) })
    reply.writeHead(answer.status, answer.location ? { location: answer.location } : {}).end('something that nobody reads')
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    answer: (status, location) => {
      answer = { status, location }
    },
  }
}

/** As the guide tells who receives to check it. */
export function isSigned({ headers, text }: Received, secret: string, now = Date.now()): boolean {
  const [, time, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['x-dangjian-signature'])) ?? []
  return signature === createHmac('sha256', secret).update(`${time}.${text}`).digest('hex') && Math.abs(now / 1_000 - Number(time)) < 300
}
