import { createHmac, timingSafeEqual } from 'node:crypto'
import { defineProblem } from '../problem.ts'

export const wrongSignature = defineProblem('sso.wrong-signature', 401, '签名不正确，请核对应用编号、密钥和签名的内容')
const unsigned = defineProblem('sso.unsigned', 400, '请求没有签名，或签名的格式不对')
const wrongClock = defineProblem('sso.wrong-clock', 401, '请求的时间与本平台相差太多，请校准时钟')

/** What another platform's server says of itself with each request. */
export type Signed = {
  applicationId: string
  /** Used once. */
  nonce: string
  /** What is signed: method, path, timestamp, nonce and body, a line each. */
  text: string
  signature: string
}

export const signatureHeaders = {
  application: 'x-sso-application',
  timestamp: 'x-sso-timestamp',
  nonce: 'x-sso-nonce',
  signature: 'x-sso-signature',
}

const uuidShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

type Request = { method: string; path: string; headers: Record<string, string | undefined>; body: string }

/** Reads what a request is signed with, and how late it is. `skew` in seconds. @throws unsigned, wrongClock */
export function readSigned({ method, path, headers, body }: Request, skew: number): Signed {
  const applicationId = headers[signatureHeaders.application] ?? ''
  const timestamp = headers[signatureHeaders.timestamp] ?? ''
  const nonce = headers[signatureHeaders.nonce] ?? ''
  const signature = headers[signatureHeaders.signature] ?? ''
  const complete =
    uuidShape.test(applicationId) && /^\d{10}$/.test(timestamp) && /^[\w-]{16,64}$/.test(nonce) && /^[0-9a-f]{64}$/.test(signature)
  if (!complete) throw unsigned()
  const now = Math.floor(Date.now() / 1_000)
  if (Math.abs(now - Number(timestamp)) > skew) throw wrongClock(`请求的时间与本平台相差太多，请校准时钟；本平台现在是 ${now}`)
  return { applicationId, nonce, signature, text: [method, path, timestamp, nonce, body].join('\n') }
}

/** Whether it was signed with this secret. */
export function isSignedWith(secret: string, { text, signature }: Signed): boolean {
  const right = createHmac('sha256', secret).update(text).digest()
  return timingSafeEqual(right, Buffer.from(signature, 'hex'))
}
