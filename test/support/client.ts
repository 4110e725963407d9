import { readFileSync } from 'node:fs'
import { basename } from 'node:path'

/** A reply's body as JSON; tests look into it as they like. */
// biome-ignore lint/suspicious/noExplicitAny: a test says by its assertions what it expects of a body
export type Body = any

export type Reply = { status: number; headers: Headers; body: Body; bytes: Buffer }

type Options = { headers?: Record<string, string> }

/** Speaks to the server as any client does: over HTTP, with a bearer token. Paths are below /api/v1. */
export class Client {
  readonly url: string
  readonly token: string | undefined

  constructor(url: string, token?: string) {
    this.url = url
    this.token = token
  }

  withToken(token: string): Client {
    return new Client(this.url, token)
  }

  get(path: string, options?: Options): Promise<Reply> {
    return this.send('GET', path, undefined, options)
  }

  post(path: string, body?: unknown, options?: Options): Promise<Reply> {
    return this.send('POST', path, body, options)
  }

  patch(path: string, body: unknown, options?: Options): Promise<Reply> {
    return this.send('PATCH', path, body, options)
  }

  put(path: string, body: unknown, options?: Options): Promise<Reply> {
    return this.send('PUT', path, body, options)
  }

  delete(path: string, options?: Options): Promise<Reply> {
    return this.send('DELETE', path, undefined, options)
  }

  /** Sends a file as a browser's form does. */
  upload(path: string, file: string | { name: string; content: Uint8Array }): Promise<Reply> {
    const { name, content } = typeof file === 'string' ? { name: basename(file), content: readFileSync(file) } : file
    const form = new FormData()
    form.append('file', new Blob([new Uint8Array(content)]), name)
    return this.send('POST', path, form)
  }

  /** Imports a spreadsheet and gives the job when it has ended. */
  async import(path: string, file: string | { name: string; content: Uint8Array }, query = ''): Promise<Body> {
    const started = await this.upload(`${path}/import${query}`, file)
    if (started.status !== 202) throw new Error(`import refused: ${started.status} ${JSON.stringify(started.body)}`)
    return this.jobEnd(started.body.id)
  }

  async jobEnd(id: string): Promise<Body> {
    for (;;) {
      const { body } = await this.get(`/core/jobs/${id}`)
      if (['done', 'failed', 'cancelled'].includes(body.state)) return body
      await new Promise(done => setTimeout(done, 30))
    }
  }

  async send(method: string, path: string, body?: unknown, { headers = {} }: Options = {}): Promise<Reply> {
    const form = body instanceof FormData
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
        ...(body === undefined || form ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : form ? body : JSON.stringify(body),
    })
    const bytes = Buffer.from(await response.arrayBuffer())
    const json = response.headers.get('content-type')?.includes('json')
    return {
      status: response.status,
      headers: response.headers,
      body: json && bytes.length > 0 ? JSON.parse(bytes.toString('utf8')) : undefined,
      bytes,
    }
  }
}
