import { v7 as uuid } from 'uuid'
import type { Database, TenantId, TenantTransaction } from '../database/database.ts'
import type { Signals } from '../database/signals.ts'
import { sql } from '../database/sql.ts'
import type { Model } from '../declarations/model.ts'
import { todayInShanghai } from '../identity/dates.ts'
import { type KeptByToken, keptByToken } from './kept-by-token.ts'
import { mustChangePassword } from './password-age.ts'
import { hashOfToken, newToken } from './token.ts'

/** Who a token belongs to, as far as every request needs it. */
export type Session = {
  id: string
  tenantId: TenantId
  userId: string
  userName: string
  organizationId: string
  channel: 'browser' | 'mini-program'
  mustChangePassword: boolean
  expiresAt: number
  /** As whom its user looks at the desk, and until when. */
  viewing?: { userId: string; userName: string; organizationId: string; until: number }
}

export type SessionStore = KeptByToken<Session> & {
  open(
    transaction: TenantTransaction,
    userId: string,
    from: { channel: Session['channel']; ip: string; userAgent?: string },
  ): Promise<string>
}

/** The sessions by their tokens; those asked for often are kept in memory for a moment. */
export function sessionStore(database: Database, model: Model, signals: Signals): SessionStore {
  const kept = keptByToken(signals, isOf, (tenant, token) => load(database, model, tenant, token))
  return {
    async open(transaction, userId, from) {
      const token = newToken(transaction.tenantId)
      const hours = Number(model.rules.value('session.lifetime-hours', todayInShanghai()))
      const idle = Number(model.rules.value('session.idle-minutes', todayInShanghai()))
      // One's list of sessions shows those that still open something.
      await transaction.run(sql`
        delete from core.session where tenant_id = ${transaction.tenantId} and user_id = ${userId}
          and (expires_at <= now() or last_seen_at <= now() - make_interval(mins => ${idle}::int))`)
      await transaction.run(sql`
        insert into core.session (tenant_id, id, created_by, user_id, channel, ip, user_agent, last_seen_at, expires_at, token_hash)
        values (${transaction.tenantId}, ${uuid()}, ${userId}, ${userId}, ${from.channel}, ${from.ip}, ${from.userAgent?.slice(0, 300) ?? null}, now(), now() + make_interval(hours => ${hours}::int), ${hashOfToken(token)})`)
      return token
    },
    ...kept,
  }
}

function isOf({ id, userId, viewing }: Session, idOrUser: string): boolean {
  return id === idOrUser || userId === idOrUser || viewing?.userId === idOrUser
}

/** Reads the session and notes that it is in use. An idle one is over, as is one whose user may no longer sign in. */
async function load(database: Database, model: Model, tenant: TenantId, token: string): Promise<Session | undefined> {
  const idle = Number(model.rules.value('session.idle-minutes', todayInShanghai()))
  const [row] = await database.tenant(tenant).run(sql<{
    id: string
    user_id: string
    channel: Session['channel']
    expires_at: string
    name: string
    organization_id: string
    must_change_password: boolean
    viewing: Session['viewing'] | null
  }>`
    with seen as (
      update core.session set last_seen_at = now()
      where tenant_id = ${tenant} and token_hash = ${hashOfToken(token)} and expires_at > now() and last_seen_at > now() - make_interval(mins => ${idle}::int)
      returning id, user_id, channel, expires_at, viewing_user_id, viewing_until)
    select s.id, s.user_id, s.channel, s.expires_at, u.name, u.organization_id, ${mustChangePassword(model)} as must_change_password,
      (select jsonb_build_object('userId', v.id, 'userName', v.name, 'organizationId', v.organization_id, 'until', extract(epoch from s.viewing_until) * 1000)
       from core."user" v where v.tenant_id = ${tenant} and v.id = s.viewing_user_id and v.state = 'active' and s.viewing_until > now()) as viewing
    from seen s join core."user" u on u.tenant_id = ${tenant} and u.id = s.user_id and u.state = 'active'`)
  if (!row) return undefined
  return {
    id: row.id,
    tenantId: tenant,
    userId: row.user_id,
    userName: row.name,
    organizationId: row.organization_id,
    channel: row.channel,
    mustChangePassword: row.must_change_password,
    expiresAt: Date.parse(row.expires_at),
    viewing: row.viewing ?? undefined,
  }
}
