import { createHash, createHmac } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { AliyunKeys } from '../aliyun/signature.ts'

/** An HTTP status and Aliyun's code for why it refuses. */
export type Refusal = [status: number, code: string]

/** Checks a call as Aliyun does: keys, version, time, nonce, and the V3 signature over what came over the wire. */
export function refusalOfSignature(request: IncomingMessage, keys: AliyunKeys, nonces: Set<string>): Refusal | undefined {
  const header = (name: string) => String(request.headers[name] ?? '')
  const match = /^ACS3-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([^,]+),Signature=([0-9a-f]{64})$/.exec(header('authorization'))
  if (!match) return [400, 'IncompleteSignature']
  const [, id, names = '', signature] = match
  if (id !== keys.accessKeyId) return [404, 'InvalidAccessKeyId.NotFound']
  if (header('x-acs-version') !== '2017-05-25') return [404, 'InvalidAction.NotFound']
  const date = header('x-acs-date')
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(date)) return [400, 'InvalidTimeStamp.Format']
  if (Math.abs(Date.parse(date) - Date.now()) > 15 * 60_000) return [400, 'InvalidTimeStamp.Expired']
  if (nonces.has(header('x-acs-signature-nonce'))) return [400, 'SignatureNonceUsed']
  nonces.add(header('x-acs-signature-nonce'))
  return signatureOf(request, names.split(';'), keys.accessKeySecret) === signature ? undefined : [400, 'SignatureDoesNotMatch']
}

/** What the signature should be; nothing where too little is signed, or the query is not encoded as it must be. */
function signatureOf(request: IncomingMessage, names: string[], secret: string): string | undefined {
  const mustBeSigned = Object.keys(request.headers).filter(name => name === 'host' || name.startsWith('x-acs-'))
  if (!mustBeSigned.every(name => names.includes(name))) return undefined
  const [path = '', query = ''] = (request.url ?? '').split('?')
  // Aliyun encodes anew what it decoded, so what came must have been encoded as RFC 3986 has it.
  if (/[^A-Za-z0-9\-_.~%=&]/.test(query)) return undefined
  const canonical = [
    request.method,
    path,
    query.split('&').sort().join('&'),
    ...names.toSorted().map(name => `${name}:${String(request.headers[name] ?? '').trim()}`),
    '',
    names.join(';'),
    createHash('sha256').update('').digest('hex'),
  ].join('\n')
  const hashed = createHash('sha256').update(canonical).digest('hex')
  return createHmac('sha256', secret).update(`ACS3-HMAC-SHA256\n${hashed}`).digest('hex')
}
