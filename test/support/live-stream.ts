import type { Test } from 'tap'
import type { Body, Client } from './client.ts'

export type LiveStream = { status: number; code?: string; next(): Promise<Body>; close(): void }

/** A page that listens to its messages. `next` is what it is told next; undefined once the stream has ended. */
export async function listen(t: Test, who: Client, url: string): Promise<LiveStream> {
  const leaving = new AbortController()
  t.teardown(() => leaving.abort())
  const headers = { authorization: `Bearer ${who.token}` }
  const response = await fetch(`${url}/api/v1/core/messages/events`, { headers, signal: leaving.signal })
  if (response.status !== 200)
    return { status: response.status, code: (await response.json()).code, next: async () => undefined, close() {} }
  const told = events(response.body!)
  return {
    status: 200,
    next: async () => (await told.next()).value,
    close: () => leaving.abort(),
  }
}

async function* events(body: ReadableStream<Uint8Array>): AsyncGenerator<Body, undefined> {
  let text = ''
  const decoder = new TextDecoder()
  for await (const part of body) {
    text += decoder.decode(part, { stream: true })
    const whole = text.split('\n\n')
    text = whole.pop()!
    for (const one of whole) if (one.startsWith('data: ')) yield JSON.parse(one.slice(6))
  }
  return undefined
}
