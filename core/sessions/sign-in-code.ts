import { createHash, timingSafeEqual } from 'node:crypto'
import type { Database } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import type { Model } from '../declarations/model.ts'
import { todayInShanghai } from '../identity/dates.ts'
import { smsCode } from '../identity/random-code.ts'
import { defineProblem } from '../problem.ts'
import { platformTenant } from '../tenants/tenant-state.ts'

const tooSoon = defineProblem('session.code-too-soon', 429, '验证码已发送，请一分钟后再试')
const wrongCode = defineProblem('session.wrong-code', 401, '验证码不正确或已过期')

/**
 * A new code for a phone. Kept the same way whether or not anyone has that phone, so that the answer tells nothing.
 * @throws tooSoon within the interval of the rule `session.code-interval-seconds`
 */
export async function issueCode(database: Database, model: Model, phone: string): Promise<string> {
  const today = todayInShanghai()
  const code = smsCode()
  const rows = await database.transaction(platformTenant, transaction =>
    transaction.run(sql`
      insert into core.sign_in_code as known (tenant_id, phone, code_hash, expires_at)
      values (${platformTenant}, ${phone}, ${hashOf(phone, code)}, now() + make_interval(mins => ${Number(model.rules.value('session.code-lifetime-minutes', today))}::int))
      on conflict (tenant_id, phone) do update set code_hash = excluded.code_hash, expires_at = excluded.expires_at, created_at = now(), tries = 0
        where known.created_at < now() - make_interval(secs => ${Number(model.rules.value('session.code-interval-seconds', today))}::int)
      returning phone`),
  )
  if (rows.length === 0) throw tooSoon()
  return code
}

/** Whether the code is right. Each try counts before it is looked at, so that many at once are no more tries than allowed. @throws wrongCode */
export async function tryCode(database: Database, model: Model, phone: string, code: string): Promise<void> {
  const most = Number(model.rules.value('session.code-tries', todayInShanghai()))
  const [row] = await database.tenant(platformTenant).run(sql<{ code_hash: string }>`
    update core.sign_in_code set tries = tries + 1
    where tenant_id = ${platformTenant} and phone = ${phone} and expires_at > now() and tries < ${most} returning code_hash`)
  if (!row || !timingSafeEqual(Buffer.from(row.code_hash), Buffer.from(hashOf(phone, code)))) throw wrongCode()
}

/**
 * Uses a code up, once: of two who bring the right one at once, the second is refused. Apart from the trying, so that who still has
 * to choose a tenant needs no second SMS.
 * @throws wrongCode
 */
export async function useCode(database: Database, phone: string, code: string): Promise<void> {
  const used = await database.tenant(platformTenant).run(sql`
    update core.sign_in_code set expires_at = now()
    where tenant_id = ${platformTenant} and phone = ${phone} and code_hash = ${hashOf(phone, code)} and expires_at > now() returning phone`)
  if (used.length === 0) throw wrongCode()
}

function hashOf(phone: string, code: string): string {
  return createHash('sha256').update(`${phone} ${code}`).digest('hex')
}
