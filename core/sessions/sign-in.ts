import { createHash, timingSafeEqual } from 'node:crypto'
import { writeAudit } from '../audit/write-audit.ts'
import type { Database, TenantId } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import type { Model } from '../declarations/model.ts'
import { todayInShanghai } from '../identity/dates.ts'
import { verifyPassword } from '../identity/password-hash.ts'
import { inTurn } from '../in-turn.ts'
import { platformCaller } from '../permissions/access.ts'
import { defineProblem } from '../problem.ts'
import type { Engine } from '../records/engine.ts'
import { platformTenant } from '../tenants/tenant-state.ts'
import { endLock, type LockState, lockState } from './lock.ts'
import { mustChangePassword } from './password-age.ts'

export const wrongCredentials = defineProblem('session.wrong-credentials', 401, '用户名或密码不正确；连续输错超过三次，账号将被锁定')
const locked = defineProblem('session.locked', 423, '账号已被锁定，请联系管理员解锁')
const lockedForAWhile = '账号因连续输错密码已被锁定，过一段时间自动解锁，也可联系管理员解锁'
const disabled = defineProblem('session.disabled', 403, '账号已停用，请联系管理员')
const chooseTenant = defineProblem('session.choose-tenant', 409, '您在多个单位有账号，请选择要登录的单位')

export type SigningIn = { tenantId: TenantId; userId: string; userName: string; mustChangePassword: boolean }

type Candidate = { tenantId: TenantId; userId: string }
type Matching = SigningIn & { state: string; lock: LockState }
type UserRow = {
  id: string
  name: string
  state: string
  lock: LockState
  failed_attempts: number
  password_hash: string | null
  must_change_password: boolean
  initial_password: string
}

/** The accounts that go by this user name or phone, in one tenant or in all. */
export async function accountsNamed(database: Database, name: string, tenantId?: TenantId): Promise<Candidate[]> {
  const hash = createHash('sha256').update(name.toLowerCase()).digest()
  return database.global(sql<Candidate>`
    select tenant_id as "tenantId", user_id as "userId" from core.sign_in_name
    where name_hash = ${hash} ${tenantId ? sql`and tenant_id = ${tenantId}` : sql``} order by tenant_id limit 20`)
}

/**
 * Who signs in with this name and password (S1.2). Unknown name and wrong password are told alike and take alike long.
 * Guesses at one name are looked at one after another, so that many at once are no more guesses than allowed.
 * @throws wrongCredentials, locked (to who knows the password), disabled, chooseTenant
 */
export function signInByPassword(
  engine: Engine,
  name: string,
  password: string,
  tenantId?: TenantId,
  from: { ip?: string } = {},
): Promise<SigningIn> {
  return inTurn(name.toLowerCase(), async () => {
    const accounts = await accountsNamed(engine.database, name, tenantId)
    if (accounts.length === 0) await verifyPassword(password, undefined)
    const matching: Matching[] = []
    const failed: [Candidate, UserRow][] = []
    for (const account of accounts) {
      const user = await userOf(engine, account)
      if (!user) continue
      const right = await isPassword(engine.model, user, password)
      if (right && !triedTooOften(engine.model, user)) matching.push(matchingOf(account, user))
      else failed.push([account, user])
    }
    // Who is known in one tenant has made no mistake in the others where someone goes by the same name.
    if (matching.length === 0) for (const [account, user] of failed) await noteFailure(engine, account, user.name, from)
    return theOne(engine.database, matching)
  })
}

/** The same for who has proved to hold a phone. */
export async function signInByPhone(engine: Engine, phone: string, tenantId?: TenantId): Promise<SigningIn> {
  const found: Matching[] = []
  for (const account of await accountsNamed(engine.database, phone, tenantId)) {
    const user = await userOf(engine, account)
    if (user) found.push(matchingOf(account, user))
  }
  return theOne(engine.database, found)
}

/** The same for one account, whoever vouches that its owner is there. @throws wrongCredentials where there is none */
export async function signInAs(engine: Engine, account: Candidate): Promise<SigningIn> {
  const user = await userOf(engine, account)
  return theOne(engine.database, user ? [matchingOf(account, user)] : [])
}

function matchingOf(account: Candidate, user: UserRow): Matching {
  return { ...account, userName: user.name, mustChangePassword: user.must_change_password, state: user.state, lock: user.lock }
}

/** @throws chooseTenant with the tenants' codes and names in `errors`, for who has proved to be known in several */
async function theOne(database: Database, matching: Matching[]): Promise<SigningIn> {
  const [only, another] = matching
  if (!only) throw wrongCredentials()
  if (another) {
    const tenants = await database.tenant(platformTenant).run(sql<{ code: string; name: string }>`
      select code, name from core.tenant where tenant_id = ${platformTenant} and id = any(${matching.map(one => one.tenantId)}::uuid[]) order by name`)
    throw chooseTenant(
      undefined,
      tenants.map(({ code, name }) => ({ pointer: '/tenant', code, detail: name })),
    )
  }
  if (only.state === 'locked') throw locked(only.lock === 'ends' ? lockedForAWhile : undefined)
  if (only.state === 'disabled') throw disabled()
  return only
}

/** The account as it stands now: a lock that has lasted its time ends by being looked at. */
async function userOf(engine: Engine, account: Candidate): Promise<UserRow | undefined> {
  const user = await readUser(engine, account)
  if (user?.lock !== 'over') return user
  await endLock(engine, account, user.name)
  return readUser(engine, account)
}

async function readUser({ database, model }: Engine, { tenantId, userId }: Candidate): Promise<UserRow | undefined> {
  const [user] = await database.tenant(tenantId).run(sql<UserRow>`
    select u.id, u.name, u.state, ${lockState(model)} as lock, u.password_hash, ${mustChangePassword(model)} as must_change_password, coalesce(u.failed_attempts, 0) as failed_attempts,
      coalesce((select s.initial_password from core.setting s where s.tenant_id = ${tenantId} limit 1), 'fixed') as initial_password
    from core."user" u where u.tenant_id = ${tenantId} and u.id = ${userId}`)
  return user
}

/** A locked account tells its owner so, and soon nobody any more: else whoever locked it could go on guessing by the answers. */
function triedTooOften(model: Model, user: UserRow): boolean {
  return user.state === 'locked' && user.failed_attempts >= Number(model.rules.value('session.locked-tries', todayInShanghai()))
}

/** Someone who never had a password of his own has the tenant's first one, unless the tenant sends random ones. */
async function isPassword(model: Model, user: UserRow, password: string): Promise<boolean> {
  const { matches } = await verifyPassword(password, user.password_hash ?? undefined)
  if (user.password_hash !== null || user.initial_password !== 'fixed') return matches
  const initial = String(model.rules.value('session.initial-password', todayInShanghai()))
  return timingSafeEqual(createHash('sha256').update(password).digest(), createHash('sha256').update(initial).digest())
}

/** Counts in the database, so that a lock holds across servers and restarts (S2.3). */
async function noteFailure(engine: Engine, { tenantId, userId }: Candidate, name: string, from: { ip?: string }): Promise<void> {
  const { database, model, signals } = engine
  const most = Number(model.rules.value('session.lock-after', todayInShanghai()))
  await database.transaction(tenantId, async transaction => {
    const [user] = await transaction.run(sql<{ state: string; failed_attempts: number }>`
      update core."user" set failed_attempts = coalesce(failed_attempts, 0) + 1,
        state = case when state = 'active' and coalesce(failed_attempts, 0) + 1 > ${most} then 'locked' else state end,
        locked_at = case when state = 'active' and coalesce(failed_attempts, 0) + 1 > ${most} then now() else locked_at end
      where tenant_id = ${tenantId} and id = ${userId} returning state, failed_attempts`)
    const caller = { ...platformCaller(tenantId), ip: from.ip, userId, userName: name }
    const action = user?.state === 'locked' && user.failed_attempts === most + 1 ? 'lock' : 'sign-in-failed'
    if (action === 'lock') await signals.send(transaction, 'session', userId)
    await writeAudit({ engine, transaction, caller }, [{ action, entity: 'core/user', recordId: userId, recordLabel: name }])
  })
}
