import { createHmac } from 'node:crypto'
import { request as requestOverHttp } from 'node:http'
import { request as requestOverTls } from 'node:https'
import { isIP } from 'node:net'
import { isReachable, reachableLookup, Unreachable } from '../outbound/reachable.ts'

export type Parcel = { address: string; secret: string; delivery: string; event: string; body: string }

/** What came of it: the status of the reply, or why there is none. */
export type Answer = { status: number } | { error: string }

const timeLimitMs = 10_000

/**
 * The header that says who sends: the time in seconds, and the HMAC-SHA256 of `<time>.<body>` under the webhook's secret. Who receives it refuses what
 * is signed otherwise, or long ago.
 */
export function signatureOf(secret: string, body: string, at: Date): string {
  const time = Math.floor(at.getTime() / 1_000)
  return `t=${time},v1=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}`
}

/** Sends one parcel, and follows nobody elsewhere: a reply that leads to another address is no success. Never throws. */
export function send(parcel: Parcel, permitted: readonly string[]): Promise<Answer> {
  return new Promise(answer => {
    const url = new URL(parcel.address)
    const host = url.hostname.replace(/^\[|\]$/g, '')
    if (isIP(host) !== 0 && !isReachable(host, permitted)) return answer({ error: 'address-refused' })
    const request = (url.protocol === 'https:' ? requestOverTls : requestOverHttp)(url, {
      method: 'POST',
      lookup: reachableLookup(permitted),
      agent: false,
      signal: AbortSignal.timeout(timeLimitMs),
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(parcel.body),
        'user-agent': 'dangjian-cloud',
        'x-dangjian-event': parcel.event,
        'x-dangjian-delivery': parcel.delivery,
        'x-dangjian-signature': signatureOf(parcel.secret, parcel.body, new Date()),
      },
    })
    request.on('response', reply => {
      answer({ status: reply.statusCode ?? 0 })
      // What it says besides is not read: it may be endless.
      reply.destroy()
    })
    request.on('error', error => answer({ error: errorOf(error) }))
    request.end(parcel.body)
  })
}

function errorOf(error: Error & { code?: string; cause?: unknown }): string {
  if (error instanceof Unreachable) return 'address-refused'
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return 'no-answer-in-time'
  return error.code ?? error.name
}
