import { type AliyunAccess, callAliyun } from '../aliyun/call-aliyun.ts'
import { variablesFor } from '../aliyun/variables.ts'
import { codeOf } from '../sms/aliyun-sender.ts'
import type { CallSender } from './call-sender.ts'

export type VoiceSettings = Omit<AliyunAccess, 'endpoint'> & {
  /** Default `https://dyvmsapi.aliyuncs.com`. */
  endpoint?: string
  /** The number that is shown to who is called; none with Aliyun's public numbers. */
  shownNumber?: string
  /** Our template's name to Aliyun's approved code: `{ 'notices/urgent': 'TTS_123456789' }`. */
  templates: Record<string, string>
}

/** Calls by Aliyun's SingleCallByTts: the text is read out twice. */
export function aliyunCaller(settings: VoiceSettings): CallSender {
  const access = { ...settings, endpoint: settings.endpoint ?? 'https://dyvmsapi.aliyuncs.com' }
  return {
    async call(message) {
      const code = message.code ?? codeOf(settings.templates, message.template)
      if (code === undefined)
        return {
          accepted: false,
          code: 'voice.no-template',
          message: `语音模板“${message.template}”没有配置服务商的模板编号`,
          retry: false,
        }
      const answer = await callAliyun(access, 'SingleCallByTts', {
        ...(settings.shownNumber === undefined ? {} : { CalledShowNumber: settings.shownNumber }),
        CalledNumber: message.phone,
        TtsCode: code,
        TtsParam: variablesFor(message.variables),
        PlayTimes: '2',
        Volume: '100',
        Speed: '0',
        OutId: message.reference,
      })
      if (!answer.done) return { accepted: false, code: answer.code, message: answer.message, retry: answer.retry }
      return { accepted: true, providerId: String(answer.reply['CallId'] ?? '') }
    },
  }
}
