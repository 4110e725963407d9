import type { TenantId, TenantTransaction } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import { hashPassword } from '../identity/password-hash.ts'
import { randomPassword } from '../identity/random-code.ts'
import { sendSms } from '../messages/send-sms.ts'
import type { Platform } from '../platform.ts'
import type { Behaviour, Draft } from '../records/engine.ts'

/** Whether the tenant has chosen random first passwords in place of the fixed one (S1.2). */
export async function sendsRandomPasswords(transaction: TenantTransaction): Promise<boolean> {
  const [setting] = await transaction.run(
    sql<{ initial_password: string }>`select initial_password from core.setting where tenant_id = ${transaction.tenantId} limit 1`,
  )
  return setting?.initial_password === 'random'
}

export function sendFirstPassword(platform: Platform, tenantId: TenantId, phone: string, password: string): Promise<void> {
  return sendSms(platform, tenantId, { phone, template: 'core/initial-password', variables: { password } })
}

/**
 * Someone added by hand gets a random first password by SMS where the tenant has chosen so. Those who come by the hundred in a
 * spreadsheet enter by an SMS code, or when their password is reset: ten thousand SMS at once are nobody's wish.
 */
export function randomFirstPassword(platform: () => Platform): Behaviour {
  const given = new WeakMap<Draft, string>()
  return {
    async beforeCreate({ transaction }, drafts) {
      const [draft, another] = drafts
      if (!draft || another || !draft.values['phone'] || draft.values['passwordHash']) return
      if (!(await sendsRandomPasswords(transaction))) return
      const password = randomPassword()
      given.set(draft, password)
      draft.values['passwordHash'] = await hashPassword(password)
    },
    async afterWrite({ transaction }, { drafts }) {
      for (const draft of drafts) {
        const password = given.get(draft)
        const phone = String(draft.values['phone'])
        if (password) transaction.afterCommit(() => sendFirstPassword(platform(), transaction.tenantId, phone, password))
        given.delete(draft)
      }
    },
  }
}
