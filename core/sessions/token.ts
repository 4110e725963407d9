import { createHash, randomBytes } from 'node:crypto'
import { type TenantId, tenantId } from '../database/database.ts'

/** A text nobody can guess that names its tenant, so that its row is found under that tenant's own policy: 32 random bytes. */
export function newToken(tenant: TenantId): string {
  return `${Buffer.from(tenant.replaceAll('-', ''), 'hex').toString('base64url')}.${randomBytes(32).toString('base64url')}`
}

/** What is stored of a token. */
export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('base64')
}

/** The tenant that a token names; undefined when it is none of ours. */
export function tenantOfToken(token: string): TenantId | undefined {
  const [encoded, secret] = token.split('.')
  const hex = Buffer.from(encoded ?? '', 'base64url').toString('hex')
  if (hex.length !== 32 || !secret) return undefined
  return tenantId(`${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`)
}
