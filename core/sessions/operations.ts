import { writeAudit } from '../audit/write-audit.ts'
import { sql } from '../database/sql.ts'
import type { Asked, Operation, Reply } from '../http/operation.ts'
import { isMobilePhone } from '../identity/phone.ts'
import { developerInbox } from '../messages/developer-inbox.ts'
import { sendSms } from '../messages/send-sms.ts'
import type { Platform } from '../platform.ts'
import { invalid } from '../records/problems.ts'
import { suspended } from '../tenants/gate.ts'
import { aboutSession, sessionReply } from './about-session.ts'
import { beginSession, sessionCookie } from './begin-session.ts'
import { cookieName } from './identify.ts'
import { endSessions, setPassword } from './password.ts'
import { mustChangePassword } from './password-age.ts'
import { passwordRules } from './password-rules.ts'
import type { SessionStore } from './session-store.ts'
import { accountsNamed, type SigningIn, signInByPassword, signInByPhone, wrongCredentials } from './sign-in.ts'
import { issueCode, tryCode, useCode } from './sign-in-code.ts'
import { viewOperations } from './view-operations.ts'

const text = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength })

/** Signing in and out (S1.2). */
export function sessionOperations(platform: Platform, sessions: SessionStore): Operation[] {
  const { engine, tenants } = platform
  const { database, model } = engine

  async function signIn(asked: Asked): Promise<Reply> {
    const body = asked.body as {
      tenant?: string
      username?: string
      password?: string
      phone?: string
      code?: string
      channel?: 'browser' | 'mini-program'
    }
    const tenantId = body.tenant === undefined ? undefined : ((await tenants.byCode(body.tenant)) ?? null)
    if (tenantId === null) throw wrongCredentials()
    const who = await identifyPerson(body, tenantId, asked)
    if (!(await tenants.of(who.tenantId))?.active) throw suspended()
    const token = await database.transaction(who.tenantId, transaction =>
      beginSession(who, {
        engine,
        sessions,
        transaction,
        caller: asked.caller,
        channel: body.channel ?? 'browser',
        userAgent: asked.headers['user-agent'],
      }),
    )
    const cookie = sessionCookie(token, asked.raw.protocol)
    return {
      status: 201,
      headers: { 'set-cookie': cookie, 'cache-control': 'no-store' },
      body: { token, ...(await aboutSession(platform, who)) },
    }
  }

  async function identifyPerson(
    body: { username?: string; password?: string; phone?: string; code?: string },
    tenantId: SigningIn['tenantId'] | undefined,
    asked: Asked,
  ): Promise<SigningIn> {
    if (body.username !== undefined && body.password !== undefined)
      return signInByPassword(engine, body.username, body.password, tenantId, { ip: asked.caller.ip })
    if (body.phone === undefined || body.code === undefined) throw invalid('请填写用户名和密码，或手机号和验证码')
    await tryCode(database, model, body.phone, body.code)
    const who = await signInByPhone(engine, body.phone, tenantId)
    await useCode(database, body.phone, body.code)
    return who
  }

  return [
    {
      method: 'POST',
      path: '/api/v1/session',
      id: 'session.signIn',
      summary: '登录',
      perMinute: 300,
      tag: '会话',
      access: 'public',
      body: {
        type: 'object',
        additionalProperties: false,
        properties: {
          tenant: text(40),
          username: text(50),
          password: text(200),
          phone: text(20),
          code: text(10),
          channel: { type: 'string', enum: ['browser', 'mini-program'] },
        },
      },
      reply: sessionReply,
      status: 201,
      read: signIn,
    },
    {
      method: 'POST',
      path: '/api/v1/session/codes',
      id: 'session.sendCode',
      summary: '发送登录验证码',
      perMinute: 60,
      tag: '会话',
      access: 'public',
      body: { type: 'object', required: ['phone'], additionalProperties: false, properties: { tenant: text(40), phone: text(20) } },
      status: 204,
      read: async asked => {
        const { phone, tenant } = asked.body as { phone: string; tenant?: string }
        if (!isMobilePhone(phone))
          throw invalid('请填写 11 位手机号码', [{ pointer: '/phone', code: 'bad-phone', detail: '应是 11 位手机号码' }])
        const code = await issueCode(database, model, phone)
        const tenantId = tenant === undefined ? undefined : ((await tenants.byCode(tenant)) ?? null)
        const [account] = tenantId === null ? [] : await accountsNamed(database, phone, tenantId)
        if (account)
          await sendSms(platform, account.tenantId, {
            phone,
            template: 'core/sign-in-code',
            variables: { code },
          })
        return {}
      },
    },
    {
      method: 'GET',
      path: '/api/v1/session',
      id: 'session.get',
      summary: '当前会话',
      tag: '会话',
      access: 'signed-in',
      reply: sessionReply,
      read: async ({ caller }) => {
        const [user] = await database.tenant(caller.tenantId).run(
          sql<{
            must_change_password: boolean
          }>`select ${mustChangePassword(model)} as must_change_password from core."user" u where u.tenant_id = ${caller.tenantId} and u.id = ${caller.userId}`,
        )
        const who = {
          tenantId: caller.tenantId,
          userId: caller.userId!,
          userName: caller.userName!,
          // What the person himself has to do first is no concern of who looks on.
          mustChangePassword: !caller.viewer && (user?.must_change_password ?? false),
        }
        const viewing = caller.viewer && { by: caller.viewer.userName, until: new Date(caller.viewer.until).toISOString() }
        return { body: { id: caller.sessionId, ...(await aboutSession(platform, who)), viewing } }
      },
    },
    {
      method: 'DELETE',
      path: '/api/v1/session',
      id: 'session.signOut',
      asOneself: true,
      summary: '退出',
      tag: '会话',
      access: 'signed-in',
      status: 204,
      write: async ({ caller }, transaction) => {
        await transaction.run(sql`delete from core.session where tenant_id = ${caller.tenantId} and id = ${caller.sessionId}`)
        await engine.signals.send(transaction, 'session', caller.sessionId!)
        await writeAudit({ engine, transaction, caller }, [
          { action: 'sign-out', entity: 'core/user', recordId: caller.userId, recordLabel: caller.userName },
        ])
        return { headers: { 'set-cookie': `${cookieName}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0` } }
      },
    },
    {
      method: 'PUT',
      path: '/api/v1/session/password',
      id: 'session.changePassword',
      summary: '修改密码',
      tag: '会话',
      access: 'signed-in',
      body: {
        type: 'object',
        required: ['current', 'next'],
        additionalProperties: false,
        properties: { current: text(200), next: text(200) },
      },
      status: 204,
      read: async ({ caller, body, engine: own }) => {
        const { current, next } = body as { current: string; next: string }
        await requireCurrent(caller.tenantId, caller.userId!, current, caller.ip)
        await database.transaction(caller.tenantId, transaction => setPassword(own, transaction, caller, current, next))
        return {}
      },
    },
    {
      method: 'POST',
      path: '/api/v1/session/end-others',
      id: 'session.endOthers',
      summary: '结束其他会话',
      tag: '会话',
      access: 'signed-in',
      status: 204,
      write: async ({ caller }, transaction) => {
        await endSessions(engine, transaction, caller.userId!, caller.sessionId)
        return {}
      },
    },
    passwordRules,
    ...viewOperations(platform),
    ...(platform.demo ? [developerInbox(database)] : []),
  ]

  /** A wrong current password counts as a wrong password at sign-in does. */
  async function requireCurrent(tenantId: SigningIn['tenantId'], userId: string, current: string, ip: string | undefined): Promise<void> {
    const [user] = await database.tenant(tenantId).run(
      sql<{
        name: string | null
      }>`select coalesce(username, phone) as name from core."user" where tenant_id = ${tenantId} and id = ${userId}`,
    )
    const who = await signInByPassword(engine, user?.name ?? '', current, tenantId, { ip })
    if (who.userId !== userId) throw wrongCredentials()
  }
}
