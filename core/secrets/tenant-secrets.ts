import type { TenantId } from '../database/database.ts'
import type { CipherName } from './crypto-provider.ts'
import type { KeyRing } from './key-ring.ts'

/** How a tenant's secret values are kept: sealed where they stand, and found by a keyed hash of the whole value. */
export type TenantSecrets = {
  /** The text as it is stored; sealed to its tenant and record, so that it means nothing elsewhere. */
  seal(text: string, recordId: string): string
  /** @throws Error when it was not sealed for this tenant and record, or not by a key of the ring */
  open(sealed: string, recordId: string): string
  /** The same for the same text, as long as the index has the same key; tells nothing of the text to who lacks the key. */
  index(text: string): string
}

/** Values of a batch are written to the record and its history, and looked up before: each is computed once. */
const mostRemembered = 4_000

export function tenantSecrets(ring: KeyRing, tenantId: TenantId): TenantSecrets {
  const sealed = new Map<string, string>()
  const hashes = new Map<string, string>()
  return {
    seal: (text, recordId) =>
      remembered(sealed, `${recordId} ${text}`, () => {
        const bytes = ring.crypto.seal(ring.cipher, ring.keyFor('fields', tenantId), text, boundTo(tenantId, recordId))
        return `${sealPrefix(ring)}${bytes.toString('base64url')}`
      }),
    open(stored, recordId) {
      const { cipher, key, bytes } = partsOf(stored)
      return ring.crypto.open(cipher, ring.keyFor('fields', tenantId, key), bytes, boundTo(tenantId, recordId))
    },
    index: text =>
      remembered(hashes, text, () => ring.crypto.mac(ring.indexCipher, ring.keyFor('index', tenantId), text).toString('base64url')),
  }
}

function remembered(known: Map<string, string>, name: string, compute: () => string): string {
  const found = known.get(name)
  if (found !== undefined) return found
  const computed = compute()
  if (known.size >= mostRemembered) known.clear()
  known.set(name, computed)
  return computed
}

/** What the texts begin with that are sealed as the ring does it now. */
export function sealPrefix({ cipher, current }: Pick<KeyRing, 'cipher' | 'current'>): string {
  return `${mark}.${cipher}.${current}.`
}

/** No form of ID or account number begins so. */
const mark = '~1'

export function isSealed(stored: string): boolean {
  return stored.startsWith(`${mark}.`)
}

function partsOf(stored: string): { cipher: CipherName; key: string; bytes: Buffer } {
  const [beginning, cipher, key, text] = stored.split('.')
  if (beginning !== mark || (cipher !== 'aes' && cipher !== 'sm4') || !key || !text) throw new Error('this is not a sealed text')
  return { cipher, key, bytes: Buffer.from(text, 'base64url') }
}

function boundTo(tenantId: TenantId, recordId: string): string {
  return `${tenantId} ${recordId}`
}
