import type { TenantTransaction } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import { entityOf, type Json } from '../declarations/model.ts'
import type { Asked, Operation } from '../http/operation.ts'
import { hashPassword } from '../identity/password-hash.ts'
import { randomPassword } from '../identity/random-code.ts'
import { sendSms } from '../messages/send-sms.ts'
import { denied } from '../permissions/decide.ts'
import { grantsFor } from '../permissions/rows.ts'
import type { Platform } from '../platform.ts'
import { defineProblem } from '../problem.ts'
import { written } from '../records/operations.ts'
import { applyAction } from '../records/update.ts'
import { endSessions } from '../sessions/password.ts'

const noPhone = defineProblem('user.no-phone', 409, '该用户没有手机号，无法用短信发送随机密码')

/** Lock, unlock, reset of the password (S2.3). */
export function userOperations(platform: Platform): Operation[] {
  const { engine } = platform
  const entity = entityOf(engine.model, 'core/user')

  const action = (
    event: string,
    summary: string,
    run: (asked: Asked, transaction: TenantTransaction, id: string) => Promise<Json | undefined>,
  ): Operation => ({
    method: 'POST',
    path: `${entity.path}/{id}/transitions/${event}`,
    id: `coreUser.${event.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    summary,
    tag: entity.title,
    access: 'full',
    gate: { entity, action: event },
    reply: { $ref: '#/components/schemas/CoreUser' },
    write: async (asked, transaction) => {
      const id = asked.parameters['id']!
      await refuseReachingUp(asked, transaction, id, event)
      await run(asked, transaction, id)
      return written(engine, entity, asked, transaction, id)
    },
  })

  /** Who governs a part of the tree may not take over the account of someone who governs the whole. */
  async function refuseReachingUp(asked: Asked, transaction: TenantTransaction, id: string, event: string): Promise<void> {
    const { caller } = asked
    if (
      caller.access.everything ||
      grantsFor(caller, entity, event, engine.model).some(({ grant, permission }) => (permission.scope ?? grant.scope) === 'tenant')
    )
      return
    const [wide] = await transaction.run(
      sql`select 1 from core."grant" where tenant_id = ${transaction.tenantId} and user_id = ${id} and scope = 'tenant' limit 1`,
    )
    if (wide) throw denied()
  }

  return [
    action('lock', '锁定用户', async (asked, transaction, id) => {
      await applyAction({ engine, transaction, caller: asked.caller, entity }, 'lock', id, { state: 'locked' })
      await endSessions(engine, transaction, id)
      return undefined
    }),
    action('unlock', '解锁用户', (asked, transaction, id) =>
      applyAction({ engine, transaction, caller: asked.caller, entity }, 'unlock', id, { state: 'active', failedAttempts: 0 }),
    ),
    action('reset-password', '重置密码', async (asked, transaction, id) => {
      const [setting] = await transaction.run(
        sql<{ initial_password: string }>`select initial_password from core.setting where tenant_id = ${transaction.tenantId} limit 1`,
      )
      const random = setting?.initial_password === 'random' ? randomPassword() : undefined
      const before = await applyAction({ engine, transaction, caller: asked.caller, entity }, 'reset-password', id, {
        passwordHash: random ? await hashPassword(random) : null,
        mustChangePassword: true,
        failedAttempts: 0,
        state: 'active',
      })
      if (random) {
        if (!before['phone']) throw noPhone()
        const phone = String(before['phone'])
        transaction.afterCommit(() =>
          sendSms(platform, transaction.tenantId, {
            phone,
            template: 'initial-password',
            variables: { password: random },
            text: `您的登录密码已重置为 ${random}，请登录后立即修改。`,
          }),
        )
      }
      await endSessions(engine, transaction, id)
      return undefined
    }),
  ]
}
