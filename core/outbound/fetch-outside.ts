import { type IncomingHttpHeaders, type IncomingMessage, request as requestOverHttp } from 'node:http'
import { request as requestOverTls } from 'node:https'
import { isIP } from 'node:net'
import { addressProblem } from './address.ts'
import { FetchFailure } from './fetch-failure.ts'
import { isWithin, type LookUp, reachableLookup, Unreachable } from './reachable.ts'
import { readableEncodings, readBody } from './read-body.ts'

/** What is wanted of an address, and how much of it is borne. */
export type Wanted = {
  /** Content types, or families of them (`image/*`). What does not say its type is taken. Default: any */
  types?: readonly string[]
  /** Most bytes of the content, unpacked as well as packed. */
  mostBytes: number
  /** Milliseconds for all of it, from looking the name up to the last byte. */
  timeLimitMs: number
  /** Further headers, such as `if-none-match`. */
  headers?: Readonly<Record<string, string>>
  signal?: AbortSignal
}

/** What came of it. Only a reply of success has a body; others are told by their status. */
export type Found = {
  /** Where it was found in the end. */
  address: string
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
}

/** By which sites know us, and `robots.txt` speaks of us. */
export const robotName = 'DangjianCloud'
const userAgent = `Mozilla/5.0 (compatible; ${robotName}/1.0)`

const mostRedirects = 5
const redirects = [301, 302, 303, 307, 308]
/** Ports below are other services' (mail, name servers, shells), but for these. */
const firstOpenPort = 1_024
const webPorts = ['', '80', '443']

type Ways = { permitted: readonly string[]; lookUp?: LookUp }

/** Why nothing may be fetched from there; undefined where it may. What a name leads to is seen when it is connected to. */
export function fetchProblem(address: string, permitted: readonly string[]): string | undefined {
  const wrong = addressProblem(address, permitted, { schemes: ['http', 'https'] })
  if (wrong) return wrong
  const { port, hostname } = new URL(address)
  if (webPorts.includes(port) || Number(port) >= firstOpenPort || isWithin(bare(hostname), permitted)) return undefined
  return `端口 ${port} 不是网站的端口`
}

/**
 * Fetches what stands at an address of a tenant's choosing. Every address on the way is judged, those of redirects too; and what a name leads to is
 * judged when it is connected to, so that one that changes its mind in between leads nowhere. No proxies, no cookies. @throws FetchFailure
 */
export async function fetchOutside(address: string, wanted: Wanted, ways: Ways): Promise<Found> {
  const timeLimit = AbortSignal.timeout(wanted.timeLimitMs)
  const signal = wanted.signal ? AbortSignal.any([timeLimit, wanted.signal]) : timeLimit
  let next = withoutHash(address)
  try {
    for (let redirected = 0; redirected <= mostRedirects; redirected++) {
      const wrong = fetchProblem(next, ways.permitted)
      if (wrong) throw new FetchFailure('address-refused', { detail: redirected > 0 ? `该网站转到了不能访问的网址：${wrong}` : wrong })
      const reply = await ask(next, wanted, ways, signal)
      const leadsTo = elsewhere(next, reply)
      if (leadsTo === undefined) return await found(next, reply, wanted)
      reply.destroy()
      next = leadsTo
    }
    throw new FetchFailure('too-many-redirects')
  } catch (error) {
    if (wanted.signal?.aborted) throw new FetchFailure('stopped', { cause: error })
    if (timeLimit.aborted) throw new FetchFailure('no-answer-in-time', { cause: error })
    throw asFailure(error)
  }
}

function ask(address: string, { headers }: Wanted, { permitted, lookUp }: Ways, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((answer, fail) => {
    const url = new URL(address)
    const request = (url.protocol === 'https:' ? requestOverTls : requestOverHttp)(url, {
      lookup: reachableLookup(permitted, lookUp),
      agent: false,
      signal,
      headers: {
        accept: '*/*',
        'accept-encoding': readableEncodings,
        'accept-language': 'zh-CN,zh;q=0.9,en;q=0.5',
        'user-agent': userAgent,
        ...headers,
      },
    })
    request.on('response', answer)
    request.on('error', fail)
    request.end()
  })
}

function elsewhere(address: string, { statusCode = 0, headers: { location } }: IncomingMessage): string | undefined {
  if (!redirects.includes(statusCode) || location === undefined) return undefined
  if (!URL.canParse(location, address)) throw new FetchFailure('broken-reply')
  return withoutHash(new URL(location, address).href)
}

async function found(address: string, reply: IncomingMessage, { types, mostBytes }: Wanted): Promise<Found> {
  const { statusCode: status = 0, headers } = reply
  try {
    if (status < 200 || status > 299) return { address, status, headers, body: Buffer.alloc(0) }
    const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase()
    if (type && types && !types.some(one => (one.endsWith('/*') ? type.startsWith(one.slice(0, -1)) : type === one)))
      throw new FetchFailure('wrong-type')
    return { address, status, headers, body: await readBody(reply, mostBytes) }
  } finally {
    reply.destroy()
  }
}

const notTrusted = /^(CERT_|ERR_TLS|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED|EPROTO|ERR_SSL)/

function asFailure(error: unknown): FetchFailure {
  if (error instanceof FetchFailure) return error
  if (error instanceof Unreachable) return new FetchFailure('address-refused', { cause: error })
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (notTrusted.test(code)) return new FetchFailure('not-trusted', { cause: error })
  if (/^(Z_|ERR_BROTLI|ERR__ERROR_|HPE_|ECONNRESET$|ERR_STREAM_PREMATURE_CLOSE$)/.test(code))
    return new FetchFailure('broken-reply', { cause: error })
  return new FetchFailure('no-answer', { cause: error })
}

function withoutHash(address: string): string {
  return URL.canParse(address) ? new URL(address).href.replace(/#.*$/s, '') : address
}

function bare(hostname: string): string {
  return isIP(hostname.slice(1, -1)) ? hostname.slice(1, -1) : hostname
}
