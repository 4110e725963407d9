import { switchTenant, type TenantId, type TenantTransaction } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import type { Caller } from '../permissions/access.ts'
import type { Platform } from '../platform.ts'
import { defineProblem, Problem } from '../problem.ts'
import { beginSession } from '../sessions/begin-session.ts'
import type { Session, SessionStore } from '../sessions/session-store.ts'
import { type SigningIn, signInAs } from '../sessions/sign-in.ts'
import { hashOfToken, tenantOfToken } from '../sessions/token.ts'
import { suspended } from '../tenants/gate.ts'
import { platformTenant } from '../tenants/tenant-state.ts'
import { type Application, applicationOf, refusalOf, usedUp } from './application.ts'

const over = defineProblem('sso.ticket-over', 401, '免密登录的凭证无效、已用过或已过期，请回到原来的平台重新进入')
const otherOrigin = defineProblem('sso.other-origin', 403, '这个网页不在允许进入的来源之中')

export type Coming = {
  caller: Pick<Caller, 'ip' | 'requestId'>
  channel: Session['channel']
  userAgent?: string
  /** The page that led here, where the browser tells. */
  from?: string
}

export type Entered = { who: SigningIn; token: string; destination: string }

type Entry = { id: string; userId: string; applicationId: string; destination: string | null }

/**
 * Lets the ticket's person in, and opens his session: once, however many ask at the same time, and never more often than entries were
 * granted. A ticket that is refused is used too.
 * @throws over, otherOrigin, suspended, and what `refusalOf` and signing in refuse
 */
export async function redeemTicket(platform: Platform, sessions: SessionStore, ticket: string, coming: Coming): Promise<Entered> {
  const { engine } = platform
  const tenant = tenantOfToken(ticket)
  const state = tenant && (await platform.tenants.of(tenant))
  if (!tenant || !state) throw over()
  if (!state.active) throw suspended()
  const good = sql`tenant_id = ${tenant} and ticket_hash = ${hashOfToken(ticket)} and state = 'issued' and expires_at > now()`
  const [entry] = await engine.database.tenant(tenant).run(sql<Entry>`
    select id, user_id as "userId", application_id as "applicationId", destination from core.sso_entry where ${good}`)
  if (!entry) throw over()
  const application = await applicationOf(engine.database, entry.applicationId)
  const who = await admitted(platform, application, entry, coming, tenant)
  const entered = await engine.database.transaction(tenant, async (transaction): Promise<Entered | Problem> => {
    const claimed = await transaction.run(sql`
      update core.sso_entry set state = 'entered', entered_at = now(), channel = ${coming.channel}, ip = ${coming.caller.ip ?? null}
      where ${good} returning 1`)
    if (claimed.length === 0) throw over()
    const refusal = who instanceof Problem ? who : await countEntry(transaction, entry.applicationId)
    if (who instanceof Problem || refusal) return refuse(transaction, entry.id, who instanceof Problem ? who : refusal!)
    const changes = { application: [null, application!.name] }
    const token = await beginSession(who, { engine, sessions, transaction, ...coming, changes })
    return { who, token, destination: entry.destination ?? '/admin/' }
  })
  if (entered instanceof Problem) throw entered
  return entered
}

/** Who comes in, or why he may not. */
async function admitted(
  { engine }: Platform,
  application: Application | undefined,
  { userId }: Entry,
  { from }: Coming,
  tenantId: TenantId,
): Promise<SigningIn | Problem> {
  if (!application) return over()
  const refusal = refusalOf(application)
  if (refusal) return refusal
  if (from !== undefined && !application.origins.includes(originOf(from))) return otherOrigin()
  try {
    return await signInAs(engine, { tenantId, userId })
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

function originOf(address: string): string {
  return URL.canParse(address) ? new URL(address).origin : ''
}

/** Takes one of the entries that were granted. The row is held until the end: of two who want the last, one gets it. */
async function countEntry(transaction: TenantTransaction, applicationId: string): Promise<Problem | undefined> {
  const platform = await switchTenant(transaction, platformTenant)
  const taken = await platform.run(sql`
    update core.sso_application set entries_used = coalesce(entries_used, 0) + 1
    where tenant_id = ${platformTenant} and id = ${applicationId} and state = 'approved' and coalesce(entries_used, 0) < entries_granted returning 1`)
  await switchTenant(platform, transaction.tenantId)
  return taken.length > 0 ? undefined : usedUp()
}

async function refuse(transaction: TenantTransaction, id: string, refusal: Problem): Promise<Problem> {
  await transaction.run(sql`
    update core.sso_entry set state = 'refused', reason = ${refusal.message}, entered_at = null where tenant_id = ${transaction.tenantId} and id = ${id}`)
  return refusal
}
