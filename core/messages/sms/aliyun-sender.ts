import { randomUUID } from 'node:crypto'
import { explainRefusal, isWorthRetrying } from './aliyun-refusals.ts'
import { type AliyunKeys, signAliyunRequest } from './aliyun-signature.ts'
import type { SmsMessage, SmsOutcome, SmsSender } from './sms-sender.ts'

export type AliyunSettings = AliyunKeys & {
  /** Default `https://dysmsapi.aliyuncs.com`. */
  endpoint?: string
  /** The approved signature, without the brackets 【】. */
  signName: string
  /** Our template's name to Aliyun's approved code: `{ 'login-code': 'SMS_123456789' }`. */
  templates: Record<string, string>
  /** Milliseconds. Default 10,000. */
  timeout?: number
  /** The clock; the tests set it. */
  now?: () => Date
}

type Reply = { Code?: unknown; Message?: unknown; BizId?: unknown }

/**
 * Sends by Aliyun's SendSms (2017-05-25).
 *
 * A call without an answer (`sms.no-answer`) may yet have been sent: it is worth another try all the same, a message twice being better than none.
 */
export function aliyunSender(settings: AliyunSettings): SmsSender {
  const endpoint = new URL(settings.endpoint ?? 'https://dysmsapi.aliyuncs.com')
  return {
    async send(message) {
      const templateCode = settings.templates[message.template]
      if (templateCode === undefined) return refused('sms.no-template', `短信模板“${message.template}”没有配置服务商的模板编号`, false)
      const { query, headers } = signAliyunRequest(
        {
          host: endpoint.host,
          action: 'SendSms',
          version: '2017-05-25',
          parameters: parametersOf(message, settings.signName, templateCode),
          date: settings.now?.() ?? new Date(),
          nonce: randomUUID(),
        },
        settings,
      )
      try {
        const signal = AbortSignal.timeout(settings.timeout ?? 10_000)
        const response = await fetch(new URL(`/?${query}`, endpoint), { method: 'POST', headers, signal, redirect: 'error' })
        return outcomeOf(response.status, await response.text())
      } catch (error) {
        return refused('sms.no-answer', `短信服务商没有应答（${error instanceof Error ? error.name : '未知错误'}）`, true)
      }
    },
  }
}

function parametersOf(message: SmsMessage, signName: string, templateCode: string): Record<string, string> {
  return {
    PhoneNumbers: message.phone,
    SignName: signName,
    TemplateCode: templateCode,
    TemplateParam: JSON.stringify(message.variables),
    ...(message.reference === undefined ? {} : { OutId: message.reference }),
  }
}

function outcomeOf(status: number, body: string): SmsOutcome {
  const reply = read(body)
  if (status === 200 && reply.Code === 'OK') return { accepted: true, providerId: String(reply.BizId ?? '') }
  const code = typeof reply.Code === 'string' ? reply.Code : `http.${status}`
  const message = typeof reply.Message === 'string' ? reply.Message : ''
  return refused(code, explainRefusal(code, message), isWorthRetrying(code, status))
}

/** A gateway in between may answer with a page of HTML. */
function read(body: string): Reply {
  try {
    const reply: unknown = JSON.parse(body)
    return typeof reply === 'object' && reply !== null ? reply : {}
  } catch {
    return {}
  }
}

function refused(code: string, message: string, retry: boolean): SmsOutcome {
  return { accepted: false, code, message, retry }
}
