import type { TenantId } from '../database/database.ts'
import { type Anchored, readAnchors } from './anchor.ts'
import type { AuditKeys } from './entry-mac.ts'
import { allTenants, asOwner, inTransaction, tenantOf } from './owner.ts'
import { type Verdict, verifyTenant } from './verify.ts'

/** `code` is undefined for a tenant that a noted head names and the database does not know any more. */
export type TenantVerdict = { tenantId: TenantId; code?: string } & Verdict

type Order = {
  ownerUrl: string
  keys: AuditKeys
  /** One tenant by its code; all when undefined. */
  tenant?: string
  /** Files with noted heads: anchors and servers' logs. */
  anchors: string[]
}

/** Goes over every tenant's chain, one after another, each within one snapshot; as the owner, whom the server's rights do not bind. */
export async function* verifyAll({ ownerUrl, keys, tenant, anchors }: Order): AsyncGenerator<TenantVerdict> {
  const noted = new Map<string, Anchored[]>()
  for (const file of anchors)
    for await (const one of readAnchors(file)) {
      const known = noted.get(one.tenant)
      if (known) known.push(one)
      else noted.set(one.tenant, [one])
    }
  const verify = (id: TenantId): Promise<Verdict> =>
    asOwner(ownerUrl, client =>
      inTransaction(client, async () => verifyTenant(await tenantOf(client, id), keys, noted.get(id)), 'isolation level repeatable read'),
    )
  const tenants = await asOwner(ownerUrl, client => inTransaction(client, () => allTenants(client)))
  const gone = [...noted.keys()].filter(id => !tenants.some(known => known.id === id)).map(id => ({ id: id as TenantId }))
  const every: { id: TenantId; code?: string }[] = [...tenants, ...gone]
  for (const { id, code } of every)
    if (tenant === undefined || code === tenant) yield { tenantId: id, ...(code ? { code } : {}), ...(await verify(id)) }
}
