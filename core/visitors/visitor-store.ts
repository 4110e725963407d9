import { v7 as uuid } from 'uuid'
import type { Database, TenantId, TenantTransaction } from '../database/database.ts'
import type { Signals } from '../database/signals.ts'
import { type Sql, sql } from '../database/sql.ts'
import type { Model } from '../declarations/model.ts'
import { todayInShanghai } from '../identity/dates.ts'
import { type KeptByToken, keptByToken } from '../sessions/kept-by-token.ts'
import { hashOfToken, newToken, tenantOfToken } from '../sessions/token.ts'
import type { Visitor } from './visit.ts'

/** A visitor, and the session of the desktop that he is known by: he goes with it. */
export type KnownVisitor = Visitor & { tenantId: TenantId; sessionId: string; expiresAt: number }

export type VisitorStore = KeptByToken<KnownVisitor> & {
  /** A ticket to the sites for who has this session, in the browser that this hash is of; gives what stands in the link. */
  issue(transaction: TenantTransaction, of: { userId: string; sessionId: string; browser: string; destination: string }): Promise<string>
  /** Takes the ticket, once, however many ask at the same time; undefined where it is none, is another browser's, is used, or is too old. */
  enter(ticket: string, browser: string): Promise<{ token: string; destination: string } | undefined>
  leave(token: string): Promise<void>
}

/** Long enough for a redirect over a bad line. */
const ticketSeconds = 60

/** Who has come over from the desktop to the sites. */
export function visitorStore(database: Database, model: Model, signals: Signals): VisitorStore {
  const kept = keptByToken(signals, isOf, (tenant, token) => load(database, model, tenant, token))
  return {
    ...kept,
    async issue(transaction, { userId, sessionId, browser, destination }) {
      const { tenantId } = transaction
      const ticket = newToken(tenantId)
      await transaction.run(sql`
        with own as materialized (select id, session_id, expires_at from core.visit where tenant_id = ${tenantId} and user_id = ${userId})
        delete from core.visit v using own
        where v.tenant_id = ${tenantId} and v.id = own.id and (own.expires_at <= now()
          or not exists (select 1 from core.session s where s.tenant_id = ${tenantId} and s.id = own.session_id::uuid))`)
      await transaction.run(sql`
        insert into core.visit (tenant_id, id, created_by, user_id, session_id, browser, destination, ticket_hash, expires_at)
        values (${tenantId}, ${uuid()}, ${userId}, ${userId}, ${sessionId}, ${browser}, ${destination}, ${hashOfToken(ticket)},
          now() + make_interval(secs => ${ticketSeconds}::int))`)
      return ticket
    },
    async enter(ticket, browser) {
      const tenant = tenantOfToken(ticket)
      if (!tenant) return undefined
      const token = newToken(tenant)
      const [entered] = await database.tenant(tenant).run(sql<{ destination: string }>`
        with asked as materialized (select id, session_id from core.visit where tenant_id = ${tenant} and ticket_hash = ${hashOfToken(ticket)})
        update core.visit v set ticket_hash = null, token_hash = ${hashOfToken(token)}, expires_at = s.expires_at
        from asked join core.session s on s.tenant_id = ${tenant} and s.id = asked.session_id::uuid and ${isAlive(model)}
        where v.tenant_id = ${tenant} and v.id = asked.id and v.ticket_hash = ${hashOfToken(ticket)} and v.browser = ${browser} and v.expires_at > now()
        returning v.destination`)
      return entered && { token, destination: entered.destination }
    },
    async leave(token) {
      const tenant = tenantOfToken(token)
      if (!tenant) return
      await database.transaction(tenant, async transaction => {
        const [left] = await transaction.run(sql<{ sessionId: string }>`
          delete from core.visit where tenant_id = ${tenant} and token_hash = ${hashOfToken(token)} returning session_id as "sessionId"`)
        if (left) await signals.send(transaction, 'session', left.sessionId)
      })
    },
  }
}

function isOf({ sessionId, userId }: KnownVisitor, idOrUser: string): boolean {
  return sessionId === idOrUser || userId === idOrUser
}

/** Whether the session `s` still opens something. What is read at the sites does not keep it alive. */
function isAlive(model: Model): Sql<boolean> {
  const idle = Number(model.rules.value('session.idle-minutes', todayInShanghai()))
  return sql`s.expires_at > now() and s.last_seen_at > now() - make_interval(mins => ${idle}::int)`
}

async function load(database: Database, model: Model, tenant: TenantId, token: string): Promise<KnownVisitor | undefined> {
  const [row] = await database.tenant(tenant).run(sql<{
    user_id: string
    name: string
    organization_id: string
    session_id: string
    expires_at: string
  }>`
    with v as materialized (
      select session_id from core.visit where tenant_id = ${tenant} and token_hash = ${hashOfToken(token)} and expires_at > now())
    select u.id as user_id, u.name, u.organization_id, s.id as session_id, s.expires_at
    from v join core.session s on s.tenant_id = ${tenant} and s.id = v.session_id::uuid and ${isAlive(model)}
    join core."user" u on u.tenant_id = s.tenant_id and u.id = s.user_id and u.state = 'active'`)
  if (!row) return undefined
  return {
    tenantId: tenant,
    userId: row.user_id,
    name: row.name,
    organizationId: row.organization_id,
    sessionId: row.session_id,
    expiresAt: Date.parse(row.expires_at),
  }
}
