import type { PaidChannel } from '../costs.ts'
import type { Parameters } from './check-message.ts'

/** A message that the stand-in took. */
export type Taken = { channel: PaidChannel; phone: string; id: string; asked: Parameters; at: Date }

/** One entry of SmsReport or VoiceReport, as Aliyun pushes it; without `error` the message arrived. */
export function reportBody({ channel, phone, id, asked, at }: Taken, told: { at?: Date; error?: string; size?: number } = {}): object {
  const time = reportTime(told.at ?? at)
  if (channel === 'sms')
    return {
      ...{ phone_number: phone, send_time: reportTime(at), report_time: time, success: told.error === undefined },
      ...{ err_code: told.error ?? 'DELIVERED', err_msg: told.error ? '用户未收到' : '用户接收成功' },
      ...{ sms_size: String(told.size ?? 1), biz_id: id, out_id: asked['OutId'] },
    }
  return {
    ...{ call_id: id, status_code: told.error ?? '200000', callee: phone, caller: asked['CalledShowNumber'] ?? '' },
    ...{ duration: told.error ? 0 : (told.size ?? 25), ring_time: time, start_time: time, end_time: time },
    ...{ status_msg: told.error ? '用户未接听' : '用户接听', out_id: asked['OutId'], dtmf: '' },
  }
}

/** `2026-02-13 09:30:00`, in China. */
export function reportTime(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
}
