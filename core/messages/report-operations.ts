import { timingSafeEqual } from 'node:crypto'
import type { Json } from '../declarations/model.ts'
import type { Operation } from '../http/operation.ts'
import type { Platform } from '../platform.ts'
import { notFound } from '../records/problems.ts'
import { applyReport, type DeliveryReport } from './apply-report.ts'
import { callUnits } from './costs.ts'
import { timeInChina } from './sms/aliyun-sender.ts'

/** Aliyun pushes so many at once at most; more is no push of theirs. */
const mostAtOnce = 1_000

/**
 * Where Aliyun pushes its reports (SmsReport, VoiceReport). It signs nothing: whoever knows the token in the address is believed. It pushes
 * again what is not acknowledged, and sometimes what is.
 */
export function reportOperations(platform: Platform): Operation[] {
  const taking = (channel: string, title: string, read: (one: Json) => DeliveryReport): Operation => ({
    method: 'POST',
    path: `/api/v1/core/message-reports/{token}/${channel}`,
    id: `messageReports.${channel}`,
    summary: `接收${title}的回执（由服务商推送）`,
    tag: '发送记录',
    access: 'public',
    body: { type: 'array', maxItems: mostAtOnce, items: { type: 'object' } },
    reply: { type: 'object', required: ['code', 'msg'], properties: { code: { const: 0 }, msg: { type: 'string' } } },
    status: 200,
    read: async ({ parameters, body }) => {
      if (!isToken(platform.reportToken, parameters['token'] ?? '')) throw notFound()
      // One after another: two of one delivery hold in the order of their times.
      for (const one of body as Json[]) await applyReport(platform, read(one))
      return { body: { code: 0, msg: '接收成功' } }
    },
  })
  return [taking('sms', '短信', smsReport), taking('voice', '语音电话', voiceReport)]
}

function isToken(expected: string | undefined, given: string): boolean {
  if (expected === undefined) return false
  const [one, other] = [Buffer.from(expected), Buffer.from(given)]
  return one.length === other.length && timingSafeEqual(one, other)
}

function smsReport(one: Json): DeliveryReport {
  const delivered = one['success'] === true || one['success'] === 'true'
  return {
    channel: 'sms',
    reference: String(one['out_id'] ?? ''),
    delivered,
    at: timeInChina(one['report_time']),
    error: delivered ? undefined : `${String(one['err_code'] ?? '')} ${String(one['err_msg'] ?? '')}`.trim(),
    units: Number.isInteger(Number(one['sms_size'])) && Number(one['sms_size']) > 0 ? Number(one['sms_size']) : undefined,
  }
}

/** 200000 is a call that was taken and heard. */
function voiceReport(one: Json): DeliveryReport {
  const delivered = String(one['status_code']) === '200000'
  const seconds = Number(one['duration'])
  return {
    channel: 'voice',
    reference: String(one['out_id'] ?? ''),
    delivered,
    at: timeInChina(one['end_time']),
    error: delivered ? undefined : `${String(one['status_code'] ?? '')} ${String(one['status_msg'] ?? '')}`.trim(),
    units: Number.isFinite(seconds) ? callUnits(seconds) : undefined,
  }
}
