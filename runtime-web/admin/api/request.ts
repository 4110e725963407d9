import { Problem, Unreachable } from './problem.ts'

export type Query = Record<string, string | number | boolean | undefined>

export type Asking = {
  query?: Query | URLSearchParams
  /** Sent as JSON, or as it is when a form with files. */
  body?: unknown
  /** The version that the change is based on. */
  ifMatch?: number
  /** Makes a repeated POST harmless. */
  idempotencyKey?: string
  signal?: AbortSignal
}

export type Answer<T> = { body: T; headers: Headers }

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

/** Told of every refusal that concerns the whole desk: no session, a first password, something switched off. */
export const refusals = new EventTarget()

/** The address of an endpoint; entities tell theirs in full, `/core/…` means `/api/v1/core/…`. */
export function addressOf(path: string, query: Asking['query'] = {}): string {
  const base = path.startsWith('/api/') ? path : `/api/v1${path}`
  const words = query instanceof URLSearchParams ? query : paramsOf(query)
  return words.size === 0 ? base : `${base}?${words}`
}

function paramsOf(query: Query): URLSearchParams {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) params.set(name, String(value))
  return params
}

/** @throws Problem when the server refuses, Unreachable when it does not answer */
export async function ask<T>(method: Method, path: string, asking: Asking = {}): Promise<Answer<T>> {
  const response = await fetched(method, path, asking)
  const body = await bodyOf(response)
  if (response.ok) return { body: body as T, headers: response.headers }
  const problem = new Problem(response.status, (body ?? {}) as object, Number(response.headers.get('retry-after')) || undefined)
  refusals.dispatchEvent(new CustomEvent('refused', { detail: problem }))
  throw problem
}

export const get = async <T>(path: string, query?: Asking['query'], signal?: AbortSignal): Promise<T> =>
  (await ask<T>('GET', path, { query, signal })).body
export const post = async <T>(path: string, body?: unknown, more: Asking = {}): Promise<T> =>
  (await ask<T>('POST', path, { ...more, body })).body
export const patch = async <T>(path: string, body: unknown, ifMatch?: number): Promise<T> =>
  (await ask<T>('PATCH', path, { body, ifMatch })).body
export const put = async <T>(path: string, body?: unknown): Promise<T> => (await ask<T>('PUT', path, { body })).body
export const remove = async (path: string): Promise<void> => void (await ask('DELETE', path))

async function fetched(method: Method, path: string, { query, body, ifMatch, idempotencyKey, signal }: Asking): Promise<Response> {
  const form = body instanceof FormData
  const headers: Record<string, string> = {
    accept: 'application/json',
    ...(body === undefined || form ? {} : { 'content-type': 'application/json' }),
    ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
    ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
  }
  try {
    return await fetch(addressOf(path, query), {
      method,
      headers,
      body: form ? body : body === undefined ? undefined : JSON.stringify(body),
      signal,
      credentials: 'same-origin',
    })
  } catch (error) {
    if (signal?.aborted) throw error
    throw new Unreachable()
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  if (response.status === 204) return undefined
  const type = response.headers.get('content-type') ?? ''
  return type.includes('json') ? response.json() : undefined
}
