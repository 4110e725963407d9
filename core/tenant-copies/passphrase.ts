import type { TenantId } from '../database/database.ts'
import type { KeyRing } from '../secrets/key-ring.ts'

/** A passphrase on its way from the request to the job: sealed, since what a job was asked for is kept. */
export type SealedPassphrase = { key: string; text: string }

const bound = 'passphrase of a tenant copy'

export function sealPassphrase(ring: KeyRing, tenantId: TenantId, passphrase: string): SealedPassphrase {
  const sealed = ring.crypto.seal(ring.cipher, ring.keyFor('fields', tenantId), passphrase, bound)
  return { key: `${ring.cipher}.${ring.current}`, text: sealed.toString('base64') }
}

export function openPassphrase(ring: KeyRing, tenantId: TenantId, { key, text }: SealedPassphrase): string {
  const [cipher, id] = key.split('.')
  return ring.crypto.open(cipher === 'sm4' ? 'sm4' : 'aes', ring.keyFor('fields', tenantId, id), Buffer.from(text, 'base64'), bound)
}
