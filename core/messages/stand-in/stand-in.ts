import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { AliyunKeys } from '../aliyun/signature.ts'
import { firstAllowed, type Limit } from '../limits.ts'
import { type Approved, type Parameters, refusalOfCall, refusalOfSms } from './check-message.ts'
import { refusalOfSignature } from './check-signature.ts'
import { reportBody, reportTime, type Taken } from './report.ts'

export type StandInSettings = AliyunKeys & {
  signName: string
  /** Approved texts of SMS and of calls, by their codes. */
  sms: Approved
  voice: Approved
  /** What one phone is sent at most, of SMS and of calls; default: no limits. */
  limits?: { sms: Limit[]; voice: Limit[] }
  /** Where each report is pushed, so many milliseconds after the message; default: nowhere. */
  push?: { to(channel: Taken['channel']): string | undefined; afterMs: number }
}

type Answer = { status: number; body: string }

/** Aliyun's SMS and voice on this machine: takes what they take, refuses what they refuse, sends nothing. For tests and the demo. */
export type StandIn = {
  endpoint: string
  /** What it took, in order. */
  taken: Taken[]
  /** Instead of taking the next message it answers this; `silent` does not answer at all. */
  next: Answer | 'silent' | undefined
  /** Refuses this phone with a code of Aliyun's, so many times. */
  refuse(phone: string, code: string, times: number): void
  /** Answers only after this. */
  hold: Promise<void> | undefined
  close(): Promise<void>
}

export async function startStandIn(settings: StandInSettings): Promise<StandIn> {
  const nonces = new Set<string>()
  const refusals: { phone: string; code: string; left: number }[] = []
  const timers = new Set<NodeJS.Timeout>()
  const server = createServer((request, response) => {
    request.resume()
    request.on('end', async () => {
      const wrong = refusalOfSignature(request, settings, nonces)
      await standIn.hold
      const instead = wrong ? undefined : standIn.next
      if (!wrong) standIn.next = undefined
      if (instead === 'silent') return
      const { status, body } = wrong ? refused(...wrong) : (instead ?? answer(request))
      response.writeHead(status, { 'content-type': 'application/json' }).end(body)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const standIn: StandIn = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken: [],
    next: undefined,
    hold: undefined,
    refuse: (phone, code, times) => void refusals.push({ phone, code, left: times }),
    close: () =>
      new Promise(resolve => {
        for (const timer of timers) clearTimeout(timer)
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return standIn

  function answer(request: IncomingMessage): Answer {
    const asked: Parameters = Object.fromEntries(new URL(request.url ?? '', 'http://x').searchParams)
    const action = request.headers['x-acs-action']
    if (action === 'QuerySendDetails') return said(detailsOf(asked, standIn.taken))
    if (action !== 'SendSms' && action !== 'SingleCallByTts') return refused(404, 'InvalidAction.NotFound')
    const channel = action === 'SendSms' ? 'sms' : 'voice'
    const phone = asked[channel === 'sms' ? 'PhoneNumbers' : 'CalledNumber'] ?? ''
    const code = refusalOf(channel, phone, asked)
    if (code) return refused(200, code)
    const one: Taken = { channel, phone, id: `${channel}-${standIn.taken.length + 1}`, asked, at: new Date() }
    standIn.taken.push(one)
    push(one)
    return said(channel === 'sms' ? { BizId: one.id } : { CallId: one.id })
  }

  function refusalOf(channel: Taken['channel'], phone: string, asked: Parameters): string | undefined {
    const told = refusals.find(one => one.phone === phone && one.left > 0)
    if (told) {
      told.left--
      return told.code
    }
    const now = new Date()
    const earlier = standIn.taken.filter(one => one.channel === channel && one.phone === phone).map(one => one.at.getTime())
    if (firstAllowed(now, earlier, settings.limits?.[channel] ?? []) > now) return 'isv.BUSINESS_LIMIT_CONTROL'
    return channel === 'sms' ? refusalOfSms(asked, settings.signName, settings.sms) : refusalOfCall(asked, settings.voice)
  }

  function push(one: Taken): void {
    if (!settings.push) return
    const timer = setTimeout(() => {
      timers.delete(timer)
      const to = settings.push?.to(one.channel)
      const body = JSON.stringify([reportBody(one)])
      // As Aliyun: who does not answer is not told again by us.
      if (to) fetch(to, { method: 'POST', headers: { 'content-type': 'application/json' }, body }).catch(() => {})
    }, settings.push.afterMs).unref()
    timers.add(timer)
  }
}

/** All that it took has arrived, for who asks. */
function detailsOf(asked: Parameters, taken: Taken[]): object {
  const found = taken.filter(one => one.channel === 'sms' && one.phone === asked['PhoneNumber'] && one.id === asked['BizId'])
  const details = found.map(one => ({
    SendStatus: 3,
    PhoneNum: one.phone,
    OutId: one.asked['OutId'],
    ReceiveDate: reportTime(one.at),
    ErrCode: 'DELIVERED',
  }))
  return { TotalCount: details.length, SmsSendDetailDTOs: { SmsSendDetailDTO: details } }
}

function said(reply: object): Answer {
  return { status: 200, body: JSON.stringify({ Code: 'OK', Message: 'OK', RequestId: 'stand-in', ...reply }) }
}

function refused(status: number, code: string): Answer {
  return { status, body: JSON.stringify({ Code: code, Message: `refused: ${code}`, RequestId: 'stand-in' }) }
}
