import { randomUUID } from 'node:crypto'
import { mask } from '../../identity/mask.ts'
import type { SmsMessage, SmsSender } from './sms-sender.ts'

export type LogSenderSettings = {
  log: (entry: { phone: string; template: string; providerId: string }, line: string) => void
  /** Gets the whole message with its code: the developer's inbox in demo mode. Without it nobody sees the text. */
  deliver?: (message: SmsMessage, providerId: string) => void | Promise<void>
}

/** The sender where no provider is set: sends nothing. The log shows a masked phone and the template, never text or variables. */
export function logSender({ log, deliver }: LogSenderSettings): SmsSender {
  return {
    async send(message) {
      const providerId = `log-${randomUUID()}`
      log({ phone: mask('phone', message.phone), template: message.template, providerId }, '短信未真正发送（未配置短信服务商）')
      await deliver?.(message, providerId)
      return { accepted: true, providerId }
    },
  }
}
