import type { TenantTransaction } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import { entityOf } from '../declarations/model.ts'
import { todayInShanghai } from '../identity/dates.ts'
import { hashPassword, verifyPassword } from '../identity/password-hash.ts'
import { passwordProblems } from '../identity/password-policy.ts'
import { type Caller, platformCaller } from '../permissions/access.ts'
import { defineProblem } from '../problem.ts'
import type { Engine } from '../records/engine.ts'
import { applyAction } from '../records/update.ts'
import { passwordRulesOf } from './password-rules.ts'

const weakPassword = defineProblem('password.weak', 422, '新密码不符合要求')
const usedPassword = defineProblem('password.used-before', 422, '新密码不能与最近用过的密码相同')
const samePassword = defineProblem('password.unchanged', 422, '新密码不能与原密码或初始密码相同')

type Owner = {
  username: string | null
  phone: string | null
  name: string
  password_hash: string | null
  password_history: string[] | null
}

/** Sets a person's own new password; every other session of the person ends. @throws weakPassword, samePassword, usedPassword */
export async function setPassword(
  engine: Engine,
  transaction: TenantTransaction,
  caller: Caller,
  current: string,
  next: string,
): Promise<void> {
  const today = todayInShanghai()
  const userId = caller.userId!
  const [owner] = await transaction.run(
    sql<Owner>`select username, phone, name, password_hash, password_history from core."user" where tenant_id = ${transaction.tenantId} and id = ${userId}`,
  )
  if (next === current || next === engine.model.rules.value('session.initial-password', today)) throw samePassword()
  const problems = passwordProblems(next, passwordRulesOf(caller, engine.model), {
    userName: owner?.username ?? undefined,
    phone: owner?.phone ?? undefined,
    name: owner?.name,
  })
  if (problems.length > 0)
    throw weakPassword(
      problems[0]!.message,
      problems.map(problem => ({ pointer: '/next', code: problem.code, detail: problem.message })),
    )
  const used = [owner?.password_hash, ...(owner?.password_history ?? [])]
    .filter(hash => typeof hash === 'string')
    .slice(0, Number(engine.model.rules.value('password.history', today)))
  for (const hash of used) if ((await verifyPassword(next, hash)).matches) throw usedPassword()
  const writing = {
    engine,
    transaction,
    caller: platformCaller(transaction.tenantId, { userId, userName: caller.userName, ip: caller.ip, requestId: caller.requestId }),
    entity: entityOf(engine.model, 'core/user'),
  }
  await applyAction(writing, 'change-password', userId, {
    passwordHash: await hashPassword(next),
    passwordHistory: used,
    mustChangePassword: false,
    failedAttempts: 0,
    passwordChangedAt: new Date().toISOString(),
  })
  await endSessions(engine, transaction, userId, caller.sessionId)
}

/** Ends a person's sessions everywhere, but for the one given. */
export async function endSessions(engine: Engine, transaction: TenantTransaction, userId: string, except?: string): Promise<void> {
  await transaction.run(
    sql`delete from core.session where tenant_id = ${transaction.tenantId} and user_id = ${userId} ${except ? sql`and id <> ${except}` : sql``}`,
  )
  await engine.signals.send(transaction, 'session', userId)
}
