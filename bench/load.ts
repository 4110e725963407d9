import autocannon from 'autocannon'

export type Measured = { perSecond: number; p50: number; p99: number; errors: number }

export type Request = { method?: 'GET' | 'POST' | 'PATCH'; path: string; token: string; body?: () => unknown }

const warmUpSeconds = 2

/** Keeps that many connections busy with the same request for some seconds; times in milliseconds. */
export async function load(url: string, request: Request, options: { seconds: number; connections: number }): Promise<Measured> {
  await shoot(url, request, { ...options, seconds: warmUpSeconds })
  return shoot(url, request, options)
}

async function shoot(url: string, request: Request, { seconds, connections }: { seconds: number; connections: number }): Promise<Measured> {
  const { body } = request
  const result = await autocannon({
    url: `${url}${request.path}`,
    connections,
    duration: seconds,
    method: request.method ?? 'GET',
    headers: { authorization: `Bearer ${request.token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { requests: [{ setupRequest: (one: autocannon.Request) => ({ ...one, body: JSON.stringify(body()) }) }] } : {}),
  })
  return {
    perSecond: result.requests.average,
    p50: result.latency.p50,
    p99: result.latency.p99,
    errors: result.errors + result.timeouts + result.non2xx,
  }
}
