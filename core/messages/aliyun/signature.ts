import { createHash, createHmac } from 'node:crypto'

export type AliyunKeys = { accessKeyId: string; accessKeySecret: string }

export type AliyunRequest = {
  /** With its port where that is not the usual one. */
  host: string
  action: string
  version: string
  parameters: Record<string, string>
  /** Aliyun refuses a time more than 15 minutes off. */
  date: Date
  /** Never used twice. */
  nonce: string
}

/**
 * The query and the headers of a call of an RPC-style interface of Aliyun, signed as V3 (`ACS3-HMAC-SHA256`): POST to `/`, all parameters in the
 * query, no body. https://help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature
 */
export function signAliyunRequest(request: AliyunRequest, keys: AliyunKeys): { query: string; headers: Record<string, string> } {
  const query = Object.entries(request.parameters)
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
  const signed = {
    host: request.host,
    'x-acs-action': request.action,
    'x-acs-content-sha256': sha256(''),
    'x-acs-date': request.date.toISOString().replace(/\.\d{3}Z$/, 'Z'),
    'x-acs-signature-nonce': request.nonce,
    'x-acs-version': request.version,
  }
  const names = Object.keys(signed).join(';')
  const lines = Object.entries(signed).map(([name, value]) => `${name}:${value}\n`)
  const canonical = ['POST', '/', query, lines.join(''), names, signed['x-acs-content-sha256']].join('\n')
  const signature = createHmac('sha256', keys.accessKeySecret)
    .update(`ACS3-HMAC-SHA256\n${sha256(canonical)}`)
    .digest('hex')
  const { host: _, ...headers } = signed
  return {
    query,
    headers: { ...headers, authorization: `ACS3-HMAC-SHA256 Credential=${keys.accessKeyId},SignedHeaders=${names},Signature=${signature}` },
  }
}

/** RFC 3986: what encodeURIComponent leaves alone besides letters, digits and `-_.~` is encoded too. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
