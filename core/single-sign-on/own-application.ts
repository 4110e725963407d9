import { switchTenant, type TenantId, type TenantTransaction } from '../database/database.ts'
import { type Sql, sql } from '../database/sql.ts'
import type { Json } from '../declarations/model.ts'
import { notFound } from '../records/problems.ts'
import { platformTenant } from '../tenants/tenant-state.ts'

/** An application as its own tenant sees it: all but the secret. */
export type OwnApplication = {
  id: string
  name: string
  homepage: string
  origins: string[]
  contactName: string | null
  contactPhone: string | null
  purpose: string | null
  state: 'applied' | 'approved' | 'refused' | 'stopped'
  reviewNote: string | null
  reviewedAt: string | null
  entriesGranted: number
  entriesUsed: number
  secretMadeAt: string | null
  formerSecretUntil: string | null
  createdAt: string
}

const nullable = (type: string): Json => ({ type: [type, 'null'] })

export const ownApplicationSchema: Json = {
  type: 'object',
  required: ['id', 'name', 'homepage', 'origins', 'state', 'entriesGranted', 'entriesUsed', 'createdAt'],
  properties: {
    id: { type: 'string', description: '应用编号，签名时带上' },
    name: { type: 'string' },
    homepage: { type: 'string' },
    origins: { type: 'array', items: { type: 'string' } },
    contactName: nullable('string'),
    contactPhone: nullable('string'),
    purpose: nullable('string'),
    state: { type: 'string', enum: ['applied', 'approved', 'refused', 'stopped'] },
    reviewNote: nullable('string'),
    reviewedAt: nullable('string'),
    entriesGranted: { type: 'integer' },
    entriesUsed: { type: 'integer' },
    secretMadeAt: { ...nullable('string'), description: '空为还没有密钥' },
    formerSecretUntil: { ...nullable('string'), description: '上一个密钥到此时仍可用' },
    createdAt: { type: 'string' },
  },
}

/** The tenant's applications, which stand among the platform's records; the newest first. */
export function ownApplications(tenant: TenantId, where: Sql<boolean> = sql`true`): Sql<OwnApplication> {
  return sql<OwnApplication>`
    select id, name, homepage, coalesce(origins, '{}') as origins, contact_name as "contactName", contact_phone as "contactPhone", purpose, state,
      review_note as "reviewNote", reviewed_at as "reviewedAt", coalesce(entries_granted, 0) as "entriesGranted", coalesce(entries_used, 0) as "entriesUsed",
      secret_made_at as "secretMadeAt", former_secret_until as "formerSecretUntil", created_at as "createdAt"
    from core.sso_application where tenant_id = ${platformTenant} and tenant = ${tenant} and ${where} order by id desc`
}

/** One of them, held until the end of the transaction. @throws notFound for any other tenant's */
export async function holdOwnApplication(platform: TenantTransaction, tenant: TenantId, id: string): Promise<OwnApplication> {
  const [held] = await platform.run(sql<OwnApplication>`${ownApplications(tenant, sql<boolean>`id = ${id}`)} for update`)
  if (!held) throw notFound()
  return held
}

/** Goes among the platform's records and comes back, in the same transaction. */
export async function amongPlatform<T>(transaction: TenantTransaction, work: (platform: TenantTransaction) => Promise<T>): Promise<T> {
  const platform = await switchTenant(transaction, platformTenant)
  const result = await work(platform)
  await switchTenant(platform, transaction.tenantId)
  return result
}
