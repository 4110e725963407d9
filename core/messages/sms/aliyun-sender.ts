import { todayInShanghai } from '../../identity/dates.ts'
import { type AliyunAccess, callAliyun } from '../aliyun/call-aliyun.ts'
import { variablesFor } from '../aliyun/variables.ts'
import type { SmsReport, SmsSender } from './sms-sender.ts'

export type AliyunSettings = Omit<AliyunAccess, 'endpoint'> & {
  /** Default `https://dysmsapi.aliyuncs.com`. */
  endpoint?: string
  /** The approved signature, without the brackets 【】. */
  signName: string
  /** Our template's name to Aliyun's approved code: `{ 'core/sign-in-code': 'SMS_123456789' }`; core's may leave out `core/`. */
  templates: Record<string, string>
}

/** Sends by Aliyun's SendSms, and asks by QuerySendDetails. */
export function aliyunSender(settings: AliyunSettings): SmsSender {
  const access = { ...settings, endpoint: settings.endpoint ?? 'https://dysmsapi.aliyuncs.com' }
  return {
    signature: `【${settings.signName}】`,
    async send(message) {
      const code = message.code ?? codeOf(settings.templates, message.template)
      if (code === undefined)
        return { accepted: false, code: 'sms.no-template', message: `短信模板“${message.template}”没有配置服务商的模板编号`, retry: false }
      const answer = await callAliyun(access, 'SendSms', {
        PhoneNumbers: message.phone,
        SignName: settings.signName,
        TemplateCode: code,
        TemplateParam: variablesFor(message.variables),
        ...(message.reference === undefined ? {} : { OutId: message.reference }),
      })
      if (!answer.done) return { accepted: false, code: answer.code, message: answer.message, retry: answer.retry }
      return { accepted: true, providerId: String(answer.reply['BizId'] ?? '') }
    },
    async ask({ phone, providerId, at, reference }) {
      const answer = await callAliyun(access, 'QuerySendDetails', {
        PhoneNumber: phone,
        BizId: providerId,
        SendDate: todayInShanghai(at).replaceAll('-', ''),
        PageSize: '10',
        CurrentPage: '1',
      })
      return answer.done ? reportIn(answer.reply, reference) : undefined
    },
  }
}

/** The provider's code of a template, as the operator set it. */
export function codeOf(templates: Record<string, string>, template: string): string | undefined {
  return templates[template] ?? (template.startsWith('core/') ? templates[template.slice('core/'.length)] : undefined)
}

/** 1 is on its way, 2 failed, 3 arrived. */
function reportIn(reply: Record<string, unknown>, reference: string): SmsReport | undefined {
  const details = (reply['SmsSendDetailDTOs'] as { SmsSendDetailDTO?: Record<string, unknown>[] } | undefined)?.SmsSendDetailDTO ?? []
  const found = details.find(detail => detail['OutId'] === reference) ?? details[0]
  const status = Number(found?.['SendStatus'])
  if (!found || (status !== 2 && status !== 3)) return undefined
  return {
    reference,
    delivered: status === 3,
    at: timeInChina(found['ReceiveDate']),
    error: status === 2 ? String(found['ErrCode'] ?? '') : undefined,
  }
}

/** `2026-02-13 09:30:00`, as Aliyun writes times; now, where there is none. */
export function timeInChina(text: unknown): Date {
  const at = typeof text === 'string' ? new Date(`${text.replace(' ', 'T')}+08:00`) : new Date()
  return Number.isNaN(at.getTime()) ? new Date() : at
}
