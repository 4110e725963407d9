import type { TenantId } from '../database/database.ts'
import { type CipherName, type CryptoProvider, nodeCrypto } from './crypto-provider.ts'
import type { LastingKeys } from './key-register.ts'
import type { MasterKey } from './master-keys.ts'

/** `fields`: what stands encrypted in records. `index`: keyed hashes that find it again. `audit`: the chain of the operations log. */
export type KeyPurpose = 'fields' | 'index' | 'audit'

/** Every key that this server has. No key leaves it but by its purpose and tenant. */
export type KeyRing = {
  /** The master key under which new values are encrypted; those under another of the ring stay readable. */
  readonly current: string
  /** The cipher that new values are encrypted with. */
  readonly cipher: CipherName
  /** The hash of the index, fixed when its key was made. */
  readonly indexCipher: CipherName
  readonly crypto: CryptoProvider
  /**
   * 32 bytes for one purpose and tenant. Keys of `fields` follow the master key, the current one unless `id` names another; all others
   * last: they stay what they are when master keys change.
   * @throws Error when the ring has no such master key
   */
  keyFor(purpose: KeyPurpose, tenantId: TenantId, id?: string): Buffer
}

/** Derived keys are kept, so that a value costs one cipher and no derivation; the oldest make room. */
const mostKept = 10_000

export function keyRing(masters: MasterKey[], lasting: LastingKeys, cipher: CipherName, crypto: CryptoProvider = nodeCrypto): KeyRing {
  const secrets = new Map(masters.map(master => [master.id, master.secret]))
  const kept = new Map<string, Buffer>()
  const current = masters[0]!.id
  return {
    current,
    cipher,
    indexCipher: lasting.index.cipher,
    crypto,
    keyFor(purpose, tenantId, id = current) {
      const name = purpose === 'fields' ? `${purpose} ${tenantId} ${id}` : `${purpose} ${tenantId}`
      const known = kept.get(name)
      if (known) return known
      const secret = secretOf(purpose, id)
      const derived = crypto.derive(secret, `dangjian ${purpose} ${tenantId}`)
      kept.set(name, derived)
      if (kept.size > mostKept) kept.delete(kept.keys().next().value!)
      return derived
    },
  }

  function secretOf(purpose: KeyPurpose, id: string): Buffer {
    if (purpose === 'index') return lasting.index.secret
    if (purpose !== 'fields') return lasting.other
    const secret = secrets.get(id)
    if (!secret) throw new Error(`the key ring has no master key ${id}`)
    return secret
  }
}
