import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, type KeyObject, timingSafeEqual } from 'node:crypto'
import { nextRandomBytes } from '../random-bytes.ts'

/** AES-256-GCM, or SM4-CTR with HMAC-SM3 over what it gives. */
export type CipherName = 'aes' | 'sm4'

/**
 * Who does the arithmetic: Node's own OpenSSL here. A certified device (密码机) can take its place; keys are 32 bytes each.
 */
export type CryptoProvider = {
  /** Encrypts; what it gives holds its nonce and tag. `bound` is not in it, and must be the same when it is opened. */
  seal(cipher: CipherName, key: Buffer, text: string, bound: string): Buffer
  /** @throws Error when the key, the bound text or a single bit is not what it was */
  open(cipher: CipherName, key: Buffer, sealed: Buffer, bound: string): string
  /** A keyed hash: HMAC-SHA-256, or HMAC-SM3. */
  mac(cipher: CipherName, key: Buffer, text: string): Buffer
  /** HKDF: a key of 32 bytes for one purpose. */
  derive(secret: Buffer, purpose: string): Buffer
}

export const nodeCrypto: CryptoProvider = {
  seal: (cipher, key, text, bound) => (cipher === 'aes' ? sealAes(key, text, bound) : sealSm4(key, text, bound)),
  open: (cipher, key, sealed, bound) => (cipher === 'aes' ? openAes(key, sealed, bound) : openSm4(key, sealed, bound)),
  mac: (cipher, key, text) =>
    createHmac(cipher === 'aes' ? 'sha256' : 'sm3', keyObject(key))
      .update(text, 'utf8')
      .digest(),
  derive: (secret, purpose) => Buffer.from(hkdfSync('sha256', secret, '', purpose, 32)),
}

/** Made once of each key: to set up a key given as bytes takes longer than to encrypt or hash a text by it. */
const keyObjects = new WeakMap<Buffer, KeyObject>()

function keyObject(key: Buffer): KeyObject {
  const known = keyObjects.get(key)
  if (known) return known
  const made = createSecretKey(key)
  keyObjects.set(key, made)
  return made
}

const aesNonce = 12
const aesTag = 16

function sealAes(key: Buffer, text: string, bound: string): Buffer {
  const nonce = nextRandomBytes(aesNonce)
  const cipher = createCipheriv('aes-256-gcm', keyObject(key), nonce).setAAD(Buffer.from(bound, 'utf8'))
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
}

function openAes(key: Buffer, sealed: Buffer, bound: string): string {
  if (sealed.length < aesNonce + aesTag) throw new Error('too short to be a sealed text')
  const end = sealed.length - aesTag
  const cipher = createDecipheriv('aes-256-gcm', keyObject(key), sealed.subarray(0, aesNonce), { authTagLength: aesTag })
    .setAAD(Buffer.from(bound, 'utf8'))
    .setAuthTag(sealed.subarray(end))
  return cipher.update(sealed.subarray(aesNonce, end), undefined, 'utf8') + cipher.final('utf8')
}

const sm4Nonce = 16
const sm4Tag = 32

/** OpenSSL has no SM4-GCM: encrypt, then authenticate. Half of the key is for each. */
function sealSm4(key: Buffer, text: string, bound: string): Buffer {
  const nonce = nextRandomBytes(sm4Nonce)
  const cipher = createCipheriv('sm4-ctr', key.subarray(0, 16), nonce)
  const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([sealed, sm4TagOf(key, sealed, bound)])
}

function openSm4(key: Buffer, sealed: Buffer, bound: string): string {
  if (sealed.length < sm4Nonce + sm4Tag) throw new Error('too short to be a sealed text')
  const end = sealed.length - sm4Tag
  const tag = sm4TagOf(key, sealed.subarray(0, end), bound)
  if (!timingSafeEqual(tag, sealed.subarray(end))) throw new Error('the sealed text is not authentic')
  const cipher = createDecipheriv('sm4-ctr', key.subarray(0, 16), sealed.subarray(0, sm4Nonce))
  return cipher.update(sealed.subarray(sm4Nonce, end), undefined, 'utf8') + cipher.final('utf8')
}

function sm4TagOf(key: Buffer, sealed: Buffer, bound: string): Buffer {
  // The length of the first part, so that no other division of the same bytes has the same tag.
  const length = Buffer.alloc(4)
  length.writeUInt32BE(sealed.length)
  return createHmac('sm3', key.subarray(16)).update(length).update(sealed).update(bound, 'utf8').digest()
}
