import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

type Answer = { status: number; body: string }

export type AliyunStandIn = {
  endpoint: string
  /** Parameters of the messages it took. */
  sent: Record<string, string>[]
  /** Instead of taking the next message it answers this; `silent` does not answer at all. */
  next: Answer | 'silent' | undefined
  close(): Promise<void>
}

/** A server that checks a SendSms call as Aliyun does: keys, time, nonce, and the V3 signature over what came over the wire. */
export async function startAliyunStandIn(keys: { id: string; secret: string }): Promise<AliyunStandIn> {
  const nonces = new Set<string>()
  const server: Server = createServer((request, response) => {
    request.resume()
    request.on('end', () => {
      const answer = refusalOf(request, keys, nonces) ?? standIn.next
      standIn.next = undefined
      if (answer === 'silent') return
      if (!answer) standIn.sent.push(Object.fromEntries(new URL(request.url ?? '', 'http://x').searchParams))
      response.writeHead(answer?.status ?? 200, { 'content-type': 'application/json' })
      response.end(answer?.body ?? JSON.stringify({ Code: 'OK', Message: 'OK', BizId: `biz-${standIn.sent.length}`, RequestId: 'r' }))
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const standIn: AliyunStandIn = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent: [],
    next: undefined,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return standIn
}

function refusalOf(request: IncomingMessage, keys: { id: string; secret: string }, nonces: Set<string>): Answer | undefined {
  const header = (name: string) => String(request.headers[name] ?? '')
  const match = /^ACS3-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([^,]+),Signature=([0-9a-f]{64})$/.exec(header('authorization'))
  if (!match) return refuse(400, 'IncompleteSignature')
  const [, id, names = '', signature] = match
  if (id !== keys.id) return refuse(404, 'InvalidAccessKeyId.NotFound')
  if (header('x-acs-action') !== 'SendSms' || header('x-acs-version') !== '2017-05-25') return refuse(404, 'InvalidAction.NotFound')
  const date = header('x-acs-date')
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(date)) return refuse(400, 'InvalidTimeStamp.Format')
  if (Math.abs(Date.parse(date) - Date.now()) > 15 * 60_000) return refuse(400, 'InvalidTimeStamp.Expired')
  if (nonces.has(header('x-acs-signature-nonce'))) return refuse(400, 'SignatureNonceUsed')
  nonces.add(header('x-acs-signature-nonce'))

  const signedNames = names.split(';')
  const mustBeSigned = Object.keys(request.headers).filter(name => name === 'host' || name.startsWith('x-acs-'))
  if (!mustBeSigned.every(name => signedNames.includes(name))) return refuse(400, 'SignatureDoesNotMatch')
  const [path = '', query = ''] = (request.url ?? '').split('?')
  const canonical = [
    request.method,
    path,
    query.split('&').sort().join('&'),
    ...signedNames.sort().map(name => `${name}:${header(name).trim()}`),
    '',
    signedNames.join(';'),
    createHash('sha256').update('').digest('hex'),
  ].join('\n')
  const hashed = createHash('sha256').update(canonical).digest('hex')
  const expected = createHmac('sha256', keys.secret).update(`ACS3-HMAC-SHA256\n${hashed}`).digest('hex')
  // Aliyun encodes anew what it decoded, so what came must have been encoded as RFC 3986 has it.
  if (signature !== expected || /[^A-Za-z0-9\-_.~%=&]/.test(query)) return refuse(400, 'SignatureDoesNotMatch')
  return undefined
}

function refuse(status: number, code: string): Answer {
  return { status, body: JSON.stringify({ Code: code, Message: `refused: ${code}`, RequestId: 'r' }) }
}
