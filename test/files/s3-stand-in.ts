import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { Test } from 'tap'

/** A bucket in memory that speaks as much of S3 as a file store needs, and checks length and hash as S3 does. */
export async function startS3StandIn(t: Test): Promise<{ endpoint: string; objects: Map<string, Buffer> }> {
  const objects = new Map<string, Buffer>()
  const server = createServer((request, response) => {
    answer(request, response, objects).catch(() => response.destroy())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => {
    server.close()
    server.closeAllConnections()
  })
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, objects }
}

async function answer(request: IncomingMessage, response: ServerResponse, objects: Map<string, Buffer>): Promise<void> {
  const path = decodeURIComponent(new URL(request.url ?? '', 'http://x').pathname)
  const content = await buffer(request)
  const refuse = (status: number, code: string) => response.writeHead(status, { 'content-type': 'application/xml' }).end(errorOf(code))
  if (!/^AWS4-HMAC-SHA256 Credential=key-1\/\d{8}\/test-1\/s3\/aws4_request, /.test(request.headers.authorization ?? '')) {
    return void refuse(403, 'AccessDenied')
  }
  if (request.method === 'PUT') {
    if (request.headers['content-length'] !== String(content.length)) return void refuse(411, 'MissingContentLength')
    const hash = createHash('sha256').update(content).digest('hex')
    if (request.headers['x-amz-content-sha256'] !== hash) return void refuse(400, 'XAmzContentSHA256Mismatch')
    objects.set(path, content)
    return void response.end()
  }
  if (request.method === 'DELETE') {
    objects.delete(path)
    return void response.writeHead(204).end()
  }
  const found = objects.get(path)
  if (!found) return void refuse(404, 'NoSuchKey')
  const [, start, end] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? []
  const part = start === undefined ? found : found.subarray(Number(start), end ? Number(end) + 1 : undefined)
  response.writeHead(start === undefined ? 200 : 206, { 'content-length': part.length }).end(request.method === 'HEAD' ? undefined : part)
}

function errorOf(code: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`
}
