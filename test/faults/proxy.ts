import { connect, createServer, type Socket } from 'node:net'
import type { Test } from 'tap'

export type Proxy = {
  /** The same database, through the proxy. */
  url: string
  /** From now on connections lead to this address. */
  leadTo(url: string): void
  /** Breaks every connection. */
  cut(): void
  /** Takes everything and passes nothing on, until `flow`: a network that swallows. */
  stall(): void
  flow(): void
  /** Breaks the connection over which this text is sent, before it arrives. */
  cutAt(text: string): void
  /** Lets through what the connection over which this text is sent says next, up to its commit, and loses the answer to that. */
  loseCommitAfter(text: string): void
}

/** Stands between a server and its database, and does to their connections what networks do. */
export async function startProxy(t: Test, databaseUrl: string, parameters: Record<string, string> = {}): Promise<Proxy> {
  let target = new URL(databaseUrl)
  let stalled = false
  let cutText: string | undefined
  let commitText: string | undefined
  const pairs = new Set<[Socket, Socket]>()
  const server = createServer(near => {
    const far = connect(Number(target.port), target.hostname)
    const pair: [Socket, Socket] = [near, far]
    pairs.add(pair)
    let losing = false
    const end = () => {
      pairs.delete(pair)
      near.destroy()
      far.destroy()
    }
    for (const socket of pair) {
      socket.on('error', end)
      socket.on('close', end)
      if (stalled) socket.pause()
    }
    near.on('data', bytes => {
      if (cutText && bytes.includes(cutText)) {
        cutText = undefined
        return end()
      }
      if (commitText && bytes.includes(commitText)) {
        commitText = undefined
        losing = true
      }
      far.write(bytes)
    })
    far.on('data', bytes => {
      if (losing && bytes.includes('COMMIT\0')) end()
      else near.write(bytes)
    })
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const address = server.address() as { port: number }
  const url = new URL(databaseUrl)
  url.hostname = '127.0.0.1'
  url.port = String(address.port)
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  const cut = () => {
    for (const [near, far] of pairs) {
      near.destroy()
      far.destroy()
    }
  }
  t.teardown(() => {
    cut()
    server.close()
  })
  return {
    url: url.href,
    leadTo(next) {
      target = new URL(next)
    },
    cut,
    stall() {
      stalled = true
      for (const pair of pairs) for (const socket of pair) socket.pause()
    },
    flow() {
      stalled = false
      for (const pair of pairs) for (const socket of pair) socket.resume()
    },
    cutAt(text) {
      cutText = text
    },
    loseCommitAfter(text) {
      commitText = text
    },
  }
}
