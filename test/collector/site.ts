import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Test } from 'tap'

type Answer = (request: IncomingMessage, reply: ServerResponse) => void
export type Content = string | Buffer | Answer

export type Site = {
  /** `http://127.0.0.1:<port>`, or at another address of this machine. */
  address: string
  port: number
  /** What stands there: texts as HTML or XML by their beginning, all else by a function. What is not there is 404. */
  pages: Record<string, Content>
  /** The paths that were asked for, in their order. */
  asked: string[]
}

/** A stand-in of somebody's web site, at a port of its own. */
export async function openSite(t: Test, pages: Record<string, Content> = {}, host = '127.0.0.1'): Promise<Site> {
  const asked: string[] = []
  const server = createServer((request, reply) => {
    const path = request.url ?? ''
    asked.push(path)
    const content = pages[path]
    if (content === undefined) return void reply.writeHead(404).end()
    if (typeof content === 'function') return content(request, reply)
    const type = content.slice(0, 5).toString() === '<?xml' ? 'application/xml' : 'text/html'
    reply.writeHead(200, { 'content-type': type }).end(content)
  })
  await new Promise<void>(done => server.listen(0, host, done))
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { address: `http://${host}:${port}`, port, pages, asked }
}

/** A site that leads elsewhere. */
export function leadsTo(location: string, status = 302): Answer {
  return (_, reply) => void reply.writeHead(status, { location }).end()
}
