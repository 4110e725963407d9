import { randomUUID } from 'node:crypto'
import { explainRefusal, isWorthRetrying } from './refusals.ts'
import { type AliyunKeys, signAliyunRequest } from './signature.ts'

/** How one of Aliyun's interfaces is reached. */
export type AliyunAccess = AliyunKeys & {
  endpoint: string
  /** Milliseconds. Default 10,000. */
  timeout?: number
  /** The clock; the tests set it. */
  now?: () => Date
}

/** What Aliyun answered that it did, or why it did not; `retry`: the same call may succeed later as it is. */
export type AliyunAnswer = { done: true; reply: Record<string, unknown> } | { done: false; code: string; message: string; retry: boolean }

/**
 * Calls an RPC-style interface (version 2017-05-25, which SMS and voice share). It never throws for a refusal.
 *
 * A call without an answer (`sms.no-answer`) may yet have been carried out: it is worth another try all the same, a message twice being better
 * than none.
 */
export async function callAliyun(access: AliyunAccess, action: string, parameters: Record<string, string>): Promise<AliyunAnswer> {
  const endpoint = new URL(access.endpoint)
  const date = access.now?.() ?? new Date()
  const { query, headers } = signAliyunRequest(
    { host: endpoint.host, action, version: '2017-05-25', parameters, date, nonce: randomUUID() },
    access,
  )
  try {
    const signal = AbortSignal.timeout(access.timeout ?? 10_000)
    const response = await fetch(new URL(`/?${query}`, endpoint), { method: 'POST', headers, signal, redirect: 'error' })
    return answerOf(response.status, await response.text())
  } catch (error) {
    const name = error instanceof Error ? error.name : '未知错误'
    return { done: false, code: 'sms.no-answer', message: `短信服务商没有应答（${name}）`, retry: true }
  }
}

function answerOf(status: number, body: string): AliyunAnswer {
  const reply = read(body)
  if (status === 200 && reply['Code'] === 'OK') return { done: true, reply }
  const code = typeof reply['Code'] === 'string' ? reply['Code'] : `http.${status}`
  const message = typeof reply['Message'] === 'string' ? reply['Message'] : ''
  return { done: false, code, message: explainRefusal(code, message), retry: isWorthRetrying(code, status) }
}

/** A gateway in between may answer with a page of HTML. */
function read(body: string): Record<string, unknown> {
  try {
    const reply: unknown = JSON.parse(body)
    return typeof reply === 'object' && reply !== null ? (reply as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
