import { createHash } from 'node:crypto'
import type { HandDatabase, Statement } from './database.ts'

/** Who asks, and the part of the tree that is open to him; the whole tenant where there is no path. */
export type Visitor = { tenant: string; user: string; path?: string; few: boolean }

const findSession: Statement = {
  name: 'session',
  text: `with seen as (
    update core.session set last_seen_at = now() where tenant_id = $1 and token_hash = $2 and expires_at > now() and last_seen_at > now() - interval '30 minutes'
    returning user_id)
  select s.user_id, g.scope, o.path, (select count(*) from (select 1 from core.organization f
    where f.tenant_id = $1 and f.path >= o.path and f.path < o.path || '~' limit 201) f) <= 200 as few
  from seen s join core."user" u on u.tenant_id = $1 and u.id = s.user_id and u.state = 'active'
  join core."grant" g on g.tenant_id = $1 and g.user_id = u.id
  join core.organization o on o.tenant_id = $1 and o.id = g.organization_id`,
}

const keepMs = 15_000

/** The same check as the product's, kept as long. */
export function visitors(database: HandDatabase): (authorization: string | undefined) => Promise<Visitor | undefined> {
  const kept = new Map<string, { visitor: Visitor; until: number }>()
  return async authorization => {
    const token = authorization?.slice('Bearer '.length) ?? ''
    const cached = kept.get(token)
    if (cached && cached.until > Date.now()) return cached.visitor
    const hex = Buffer.from(token.split('.')[0]!, 'base64url').toString('hex')
    const tenant = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
    const [row] = await database.read(tenant, findSession, [tenant, createHash('sha256').update(token).digest('base64')])
    if (!row) return undefined
    const visitor: Visitor = {
      tenant,
      user: String(row['user_id']),
      path: row['scope'] === 'tenant' ? undefined : String(row['path']),
      few: row['few'] === true,
    }
    kept.set(token, { visitor, until: Date.now() + keepMs })
    return visitor
  }
}
