import { v7 as uuid } from 'uuid'
import { sql } from '../database/sql.ts'
import { todayInShanghai } from '../identity/dates.ts'
import type { Platform } from '../platform.ts'
import { defineProblem, Problem } from '../problem.ts'
import { signInAs } from '../sessions/sign-in.ts'
import { hashOfToken, newToken } from '../sessions/token.ts'
import { suspended } from '../tenants/gate.ts'
import { type Application, refusalOf } from './application.ts'
import { type Named, namedUser } from './named-user.ts'

const replayed = defineProblem('sso.replayed', 409, '这个随机数已用过：同一个请求只能用一次')
const unknownUser = defineProblem('sso.unknown-user', 404, '本单位没有这个用户')

export type Ticket = { ticket: string; expiresAt: string; entriesLeft: number }

type Asking = { application: Application; named: Named; nonce: string; destination: string }

/**
 * A ticket with which a person of the application's tenant enters once. Whatever becomes of the request, it is in the usage log, and its
 * nonce used.
 * @throws replayed, unknownUser, suspended, and what `refusalOf` and signing in refuse
 */
export async function issueTicket(platform: Platform, { application, named, nonce, destination }: Asking): Promise<Ticket> {
  const { database, model } = platform.engine
  const { tenant } = application
  if (!(await platform.tenants.of(tenant))?.active) throw suspended()
  const userId = await namedUser(database, tenant, named)
  const refusal = refusalOf(application) ?? (userId === undefined ? unknownUser() : await refusalOfUser(platform, application, userId))
  const ticket = newToken(tenant)
  const seconds = Number(model.rules.value('single-sign-on.ticket-seconds', todayInShanghai()))
  const [issued] = await database.transaction(tenant, transaction =>
    transaction.run(sql<{ expiresAt: string }>`
      insert into core.sso_entry (tenant_id, id, application_id, application_name, user_id, state, reason, nonce, ticket_hash, destination, expires_at)
      values (${tenant}, ${uuid()}, ${application.id}, ${application.name}, ${userId ?? null}, ${refusal ? 'refused' : 'issued'}, ${refusal?.message ?? null},
        ${nonce}, ${refusal ? null : hashOfToken(ticket)}, ${destination}, now() + make_interval(secs => ${seconds}::int))
      on conflict do nothing returning expires_at as "expiresAt"`),
  )
  if (!issued) throw replayed()
  if (refusal) throw refusal
  return { ticket, expiresAt: issued.expiresAt, entriesLeft: application.entriesLeft }
}

/** Why this account may not sign in; undefined when it may. */
export async function refusalOfUser(
  platform: Platform,
  { tenant }: Pick<Application, 'tenant'>,
  userId: string,
): Promise<Problem | undefined> {
  try {
    await signInAs(platform.engine, { tenantId: tenant, userId })
    return undefined
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}
