import { randomUUID } from 'node:crypto'
import { mask } from '../../identity/mask.ts'
import type { CallSender } from './call-sender.ts'

/** The caller where no provider is set: calls nobody, and notes that in the log without phone and text. */
export function logCaller(log: (entry: { phone: string; template: string; providerId: string }, line: string) => void): CallSender {
  return {
    async call({ phone, template }) {
      const providerId = `log-${randomUUID()}`
      log({ phone: mask('phone', phone), template, providerId }, '语音电话未真正拨打（未配置语音服务商）')
      return { accepted: true, providerId }
    },
  }
}
