import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

/** What one hash costs. A change makes older hashes come back as `rehash` at their owner's next login. */
export type HashCost = { memoryKiB: number; passes: number; parallelism: number }

/** OWASP's floor for argon2id: 19 MiB, two passes, one lane; some 30 ms of one core. */
export const standardCost: HashCost = { memoryKiB: 19 * 1024, passes: 2, parallelism: 1 }

const derive = promisify(argon2)
const tagLength = 32

type StoredHash = HashCost & { salt: Buffer; tag: Buffer }

/**
 * The password as it is stored: argon2id in a PHC string, with its parameters and a salt of its own.
 *
 * ```
 * $argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2E$k1r…
 * ```
 */
export async function hashPassword(password: string, cost: HashCost = standardCost): Promise<string> {
  const salt = randomBytes(16)
  const tag = await tagOf(password, { ...cost, salt }, tagLength)
  return `$argon2id$v=19$m=${cost.memoryKiB},t=${cost.passes},p=${cost.parallelism}$${unpadded(salt)}$${unpadded(tag)}`
}

/**
 * Whether the password is the stored one, and whether it should be hashed anew because the cost has changed since.
 *
 * With `stored` undefined (no such user, no password set) it works as long as with one, so that the time tells nothing, and says no.
 */
export async function verifyPassword(
  password: string,
  stored: string | undefined,
  cost: HashCost = standardCost,
): Promise<{ matches: boolean; rehash: boolean }> {
  const hash = stored === undefined ? undefined : parse(stored)
  if (!hash) {
    await tagOf(password, { ...cost, salt: Buffer.alloc(16) }, tagLength)
    return { matches: false, rehash: false }
  }
  const tag = await tagOf(password, hash, hash.tag.length)
  const matches = timingSafeEqual(tag, hash.tag)
  const asToday = hash.memoryKiB === cost.memoryKiB && hash.passes === cost.passes && hash.parallelism === cost.parallelism
  return { matches, rehash: matches && !asToday }
}

/** NFC, because keyboards differ in how they compose the same character. */
function tagOf(password: string, { memoryKiB, passes, parallelism, salt }: HashCost & { salt: Buffer }, length: number): Promise<Buffer> {
  const message = password.normalize('NFC')
  return derive('argon2id', { message, nonce: salt, parallelism, tagLength: length, memory: memoryKiB, passes })
}

function parse(stored: string): StoredHash | undefined {
  const match = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,})\$([A-Za-z0-9+/]{22,})$/.exec(stored)
  if (!match) return undefined
  const [, memory, passes, parallelism, salt = '', tag = ''] = match
  return {
    memoryKiB: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  }
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '')
}
