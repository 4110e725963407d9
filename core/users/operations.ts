import type { TenantTransaction } from '../database/database.ts'
import { entityOf, type Json } from '../declarations/model.ts'
import type { Asked, Operation } from '../http/operation.ts'
import { todayInShanghai } from '../identity/dates.ts'
import { hashPassword } from '../identity/password-hash.ts'
import { randomPassword } from '../identity/random-code.ts'
import { requireReachOver } from '../permissions/reach.ts'
import type { Platform } from '../platform.ts'
import { defineProblem } from '../problem.ts'
import { applyAction } from '../records/update.ts'
import { written } from '../records/written.ts'
import { endSessions } from '../sessions/password.ts'
import { sendFirstPassword, sendsRandomPasswords } from './first-password.ts'

const oneself = defineProblem('user.oneself', 409, '不能锁定自己的账号')
const disabled = defineProblem('user.disabled', 409, '该账号随人员信息停用，请先还原人员信息')
const noPhone = defineProblem('user.no-phone', 409, '该用户没有手机号，无法用短信发送随机密码')

/** Lock, unlock, reset of the password (S2.3). */
export function userOperations(platform: Platform): Operation[] {
  const entity = entityOf(platform.engine.model, 'core/user')

  const writing = ({ engine, caller }: Asked, transaction: TenantTransaction) => ({
    engine,
    transaction,
    caller,
    entity: entityOf(engine.model, entity.key),
  })

  const action = (
    event: string,
    summary: string,
    run: (asked: Asked, transaction: TenantTransaction, id: string) => Promise<Json | undefined>,
    reply: Json = { $ref: '#/components/schemas/CoreUser' },
  ): Operation => ({
    method: 'POST',
    path: `${entity.path}/{id}/transitions/${event}`,
    id: `coreUser.${event.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    summary,
    tag: entity.title,
    access: 'full',
    gate: { entity, action: event },
    reply,
    write: async (asked, transaction) => {
      const id = asked.parameters['id']!
      const more = await run(asked, transaction, id)
      // Afterwards, so that an account out of sight is told as one that is not there.
      await requireReachOver(transaction, asked.caller, asked.engine.model, [id])
      const reply = await written(entityOf(asked.engine.model, entity.key), asked, transaction, id)
      return { ...reply, body: { ...(reply.body as Json), ...more } }
    },
  })

  return [
    action('lock', '锁定用户', async (asked, transaction, id) => {
      if (id === asked.caller.userId) throw oneself()
      const before = await applyAction(writing(asked, transaction), 'lock', id, { state: 'locked', lockedAt: null })
      if (before['state'] === 'disabled') throw disabled()
      await endSessions(asked.engine, transaction, id)
      return undefined
    }),
    action('unlock', '解锁用户', async (asked, transaction, id) => {
      const change = { state: 'active', failedAttempts: 0, lockedAt: null }
      const before = await applyAction(writing(asked, transaction), 'unlock', id, change)
      if (before['state'] === 'disabled') throw disabled()
      return undefined
    }),
    action('reset-password', '重置密码', resetPassword, {
      allOf: [{ $ref: '#/components/schemas/CoreUser' }],
      type: 'object',
      required: ['newPassword'],
      // What to tell the person: the fixed first password, or that a random one went to his phone.
      properties: { newPassword: { type: 'object', properties: { initial: { type: 'string' }, sentBy: { const: 'sms' } } } },
    }),
  ]

  async function resetPassword(asked: Asked, transaction: TenantTransaction, id: string): Promise<Json> {
    const random = (await sendsRandomPasswords(transaction)) ? randomPassword() : undefined
    const before = await applyAction(writing(asked, transaction), 'reset-password', id, {
      passwordHash: random ? await hashPassword(random) : null,
      mustChangePassword: true,
      failedAttempts: 0,
      state: 'active',
      lockedAt: null,
    })
    if (before['state'] === 'disabled') throw disabled()
    if (random) {
      if (!before['phone']) throw noPhone()
      const phone = String(before['phone'])
      transaction.afterCommit(() => sendFirstPassword(platform, transaction.tenantId, phone, random))
    }
    await endSessions(asked.engine, transaction, id)
    const initial = asked.engine.model.rules.value('session.initial-password', todayInShanghai())
    return { newPassword: random ? { sentBy: 'sms' } : { initial } }
  }
}
