import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import { notACopy } from './problems.ts'

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt)

/** Told by the first bytes; the cost of the passphrase is fixed with it, so that no file can ask for more. */
const magic = Buffer.from('DJCOPY01')
const saltLength = 16
const tagLength = 16
const lengthBytes = 4
/** What is sealed at once: as much as is in memory, and a change is noticed within it. */
const pieceLength = 65_536

type Bytes = AsyncIterable<Uint8Array>

/**
 * Encrypts a stream under a passphrase: scrypt, then AES-256-GCM piece by piece. A piece is bound to its place and to whether it is the
 * last, so that none can be changed, moved, left out or cut off unnoticed.
 */
export async function* seal(source: Bytes, passphrase: string): AsyncGenerator<Buffer> {
  const salt = randomBytes(saltLength)
  const key = await keyOf(passphrase, salt)
  yield Buffer.concat([magic, salt])
  let number = 0
  let held: Buffer = Buffer.alloc(0)
  for await (const chunk of source) {
    held = Buffer.concat([held, chunk])
    // One piece is kept back: whether it is the last is known only at the end.
    while (held.length > pieceLength) {
      yield sealPiece(key, number++, false, held.subarray(0, pieceLength))
      held = held.subarray(pieceLength)
    }
  }
  yield sealPiece(key, number, true, held)
}

/** What was sealed. @throws notACopy when it is no such stream, the passphrase is another, or a single bit is not what it was */
export async function* unseal(source: Bytes, passphrase: string): AsyncGenerator<Buffer> {
  const pieces = sealedPieces(source)
  const head = await pieces.next()
  if (head.done) throw notACopy()
  const key = await keyOf(passphrase, head.value.piece)
  let number = 0
  for await (const { piece, last } of pieces) yield openPiece(key, number++, last, piece)
}

/** First the salt, then the pieces. */
async function* sealedPieces(source: Bytes): AsyncGenerator<{ piece: Buffer; last: boolean }> {
  let held: Buffer = Buffer.alloc(0)
  let begun = false
  for await (const chunk of source) {
    held = Buffer.concat([held, chunk])
    if (!begun) {
      if (held.length < magic.length + saltLength) continue
      if (!held.subarray(0, magic.length).equals(magic)) throw notACopy()
      yield { piece: held.subarray(magic.length, magic.length + saltLength), last: false }
      held = held.subarray(magic.length + saltLength)
      begun = true
    }
    for (let end = endOfPiece(held); end !== undefined && held.length > end; end = endOfPiece(held)) {
      yield { piece: held.subarray(lengthBytes, end), last: false }
      held = held.subarray(end)
    }
  }
  const end = endOfPiece(held)
  if (!begun || end !== held.length) throw notACopy()
  yield { piece: held.subarray(lengthBytes, end), last: true }
}

function endOfPiece(bytes: Buffer): number | undefined {
  if (bytes.length < lengthBytes) return undefined
  const length = bytes.readUInt32BE()
  if (length < tagLength || length > pieceLength + tagLength) throw notACopy()
  return lengthBytes + length
}

function sealPiece(key: Buffer, number: number, last: boolean, plain: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number, last))
  const sealed = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  const length = Buffer.alloc(lengthBytes)
  length.writeUInt32BE(sealed.length)
  return Buffer.concat([length, sealed])
}

function openPiece(key: Buffer, number: number, last: boolean, sealed: Buffer): Buffer {
  const end = sealed.length - tagLength
  const cipher = createDecipheriv('aes-256-gcm', key, nonceOf(number, last), { authTagLength: tagLength }).setAuthTag(sealed.subarray(end))
  try {
    return Buffer.concat([cipher.update(sealed.subarray(0, end)), cipher.final()])
  } catch {
    throw notACopy()
  }
}

/** Every stream has a key of its own, by its salt: so its pieces may be counted from 0. */
function nonceOf(number: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt8(last ? 1 : 0)
  nonce.writeBigUInt64BE(BigInt(number), 4)
  return nonce
}

/** OWASP's floor for scrypt: 128 MiB, some 300 ms. */
function keyOf(passphrase: string, salt: Buffer): Promise<Buffer> {
  return derive(passphrase.normalize('NFC'), salt, 32, { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1_048_576 })
}
