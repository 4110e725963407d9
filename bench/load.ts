import autocannon from 'autocannon'

export type Measured = { perSecond: number; p50: number; p99: number; errors: number }

/** What is asked: always the same, or for writes a body and a path made anew for each request. */
export type Request = {
  method?: 'GET' | 'POST' | 'PATCH'
  path: string
  /** None where visitors ask. */
  token?: string
  headers?: Record<string, string>
  body?: () => unknown
  paths?: () => string
}

const warmUpSeconds = 2

/** Keeps that many connections busy with the same request for some seconds; times in milliseconds. */
export async function load(url: string, request: Request, options: { seconds: number; connections: number }): Promise<Measured> {
  await shoot(url, request, { ...options, seconds: warmUpSeconds })
  return shoot(url, request, options)
}

async function shoot(url: string, request: Request, { seconds, connections }: { seconds: number; connections: number }): Promise<Measured> {
  const { body, path, paths, token, headers } = request
  const next = paths ?? (() => path)
  const result = await autocannon({
    url: `${url}${path}`,
    connections,
    duration: seconds,
    method: request.method ?? 'GET',
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...headers,
    },
    ...(body
      ? { requests: [{ setupRequest: (one: autocannon.Request) => ({ ...one, path: next(), body: JSON.stringify(body()) }) }] }
      : {}),
  })
  return {
    perSecond: result.requests.average,
    p50: result.latency.p50,
    p99: result.latency.p99,
    errors: result.errors + result.timeouts + result.non2xx,
  }
}
