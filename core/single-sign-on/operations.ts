import type { Json } from '../declarations/model.ts'
import type { Asked, Operation, Reply } from '../http/operation.ts'
import { todayInShanghai } from '../identity/dates.ts'
import type { Platform } from '../platform.ts'
import { Problem } from '../problem.ts'
import { badQuery, invalid } from '../records/problems.ts'
import { aboutSession, sessionReply } from '../sessions/about-session.ts'
import { sessionCookie } from '../sessions/begin-session.ts'
import type { SessionStore } from '../sessions/session-store.ts'
import { signerOf } from './application.ts'
import { destinationWithin } from './destination.ts'
import { issueTicket } from './issue-ticket.ts'
import type { Named } from './named-user.ts'
import { redeemTicket } from './redeem-ticket.ts'
import { readSigned, signatureHeaders } from './signature.ts'

const text = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength })
const header = (name: string, description: string): Json => ({
  name,
  in: 'header',
  required: true,
  description,
  schema: { type: 'string' },
})

const ticketsPath = '/api/v1/core/sso-tickets'
const entryPath = '/api/v1/session/entry'

/** Entering from another platform without a password (S2.6), described in docs/sso.md. */
export function singleSignOnOperations(platform: Platform, sessions: SessionStore): Operation[] {
  const { database, model } = platform.engine
  return [
    {
      method: 'POST',
      path: ticketsPath,
      id: 'sso.issueTicket',
      summary: '取免密登录凭证（由对方平台的服务器签名调用）',
      perMinute: 600,
      tag: '免密登录',
      access: 'public',
      keepsBody: true,
      query: [
        header(signatureHeaders.application, '应用编号'),
        header(signatureHeaders.timestamp, '当前时间，Unix 秒'),
        header(signatureHeaders.nonce, '随机数，16 到 64 位字母、数字、下划线或短横线，只能用一次'),
        header(signatureHeaders.signature, '签名：HMAC-SHA256，小写十六进制'),
      ],
      body: {
        type: 'object',
        additionalProperties: false,
        properties: {
          phone: text(20),
          username: text(50),
          provider: text(20),
          externalId: text(128),
          destination: { ...text(500), description: '进入后打开的页面，在 /admin 之内' },
        },
      },
      status: 201,
      reply: {
        type: 'object',
        required: ['ticket', 'entry', 'expiresAt', 'entriesLeft'],
        properties: {
          ticket: { type: 'string' },
          entry: { type: 'string', description: '浏览器打开的地址，接在本平台的网址之后' },
          expiresAt: { type: 'string', format: 'date-time' },
          entriesLeft: { type: 'integer', description: '还可进入的次数' },
        },
      },
      read: async ({ raw, headers, body }) => {
        const skew = Number(model.rules.value('single-sign-on.clock-skew-seconds', todayInShanghai()))
        const signed = readSigned({ method: 'POST', path: ticketsPath, headers, body: raw.keptBody?.() ?? '' }, skew)
        const application = await signerOf(database, signed)
        const { destination, ...asked } = body as Record<string, string>
        const within = destinationWithin(destination ?? '/admin/')
        if (within === undefined) throw invalid('进入后的页面须在 /admin 之内', [outside])
        const issued = await issueTicket(platform, { application, named: namedIn(asked), nonce: signed.nonce, destination: within })
        return { headers: { 'cache-control': 'no-store' }, body: { ...issued, entry: `${entryPath}?ticket=${issued.ticket}` } }
      },
    },
    {
      method: 'POST',
      path: entryPath,
      id: 'session.enter',
      summary: '凭免密登录凭证进入（手机端）',
      perMinute: 300,
      tag: '会话',
      access: 'public',
      body: { type: 'object', required: ['ticket'], additionalProperties: false, properties: { ticket: text(100) } },
      status: 201,
      reply: sessionReply,
      read: async asked => {
        const { ticket } = asked.body as { ticket: string }
        const { who, token } = await redeemTicket(platform, sessions, ticket, { ...sentBy(asked), channel: 'mini-program' })
        return { headers: { 'cache-control': 'no-store' }, body: { token, ...(await aboutSession(platform, who)) } }
      },
    },
    {
      method: 'GET',
      path: entryPath,
      id: 'session.enterByLink',
      summary: '凭免密登录凭证进入（电脑端，转到工作台）',
      perMinute: 300,
      tag: '会话',
      access: 'public',
      query: [{ name: 'ticket', in: 'query', required: true, schema: text(100) }],
      status: 303,
      read: asked => enterByLink(asked),
    },
  ]

  async function enterByLink(asked: Asked): Promise<Reply> {
    const { ticket } = asked.query
    if (typeof ticket !== 'string') throw badQuery('缺少免密登录的凭证')
    // Who only looks what is behind the link (a preview in a chat, a browser that fetches ahead) must not use it up.
    if (asked.raw.method === 'HEAD' || asked.headers['sec-purpose'] || asked.headers['purpose'] === 'prefetch') return { status: 204 }
    try {
      const coming = { ...sentBy(asked), channel: 'browser' as const, from: asked.headers['referer'] }
      const { token, destination } = await redeemTicket(platform, sessions, ticket, coming)
      return leadTo(destination, { 'set-cookie': sessionCookie(token, asked.raw.protocol) })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      return leadTo(`/admin/login?refused=${encodeURIComponent(error.code)}`)
    }
  }
}

const outside = { pointer: '/destination', code: 'outside', detail: '须以 /admin 开头，在本平台之内' }

function sentBy({ caller, headers }: Asked) {
  return { caller, userAgent: headers['user-agent'] }
}

function leadTo(location: string, headers: Record<string, string> = {}): Reply {
  return { status: 303, headers: { location, 'cache-control': 'no-store', ...headers } }
}

/** @throws invalid unless the person is named in exactly one way */
function namedIn({ phone, username, provider, externalId }: Record<string, string | undefined>): Named {
  const ways: Named[] = []
  if (phone !== undefined) ways.push({ phone })
  if (username !== undefined) ways.push({ username })
  if (provider !== undefined && externalId !== undefined) ways.push({ provider, externalId })
  const [only, another] = ways
  if (!only || another || (provider === undefined) !== (externalId === undefined))
    throw invalid('请以 phone、username，或 provider 和 externalId 之一指明用户')
  return only
}
