import { randomFillSync } from 'node:crypto'

/** Asked of the system for thousands of bytes at once: asking takes longer than all the rest. */
const bytes = Buffer.allocUnsafe(8 * 1024)
let used = bytes.length

/** Random bytes as good as those of `randomBytes`, none of which is given twice. For ids and nonces: no more than a few at once. */
export function nextRandomBytes(count: number): Buffer {
  if (used + count > bytes.length) {
    randomFillSync(bytes)
    used = 0
  }
  const given = Buffer.from(bytes.subarray(used, used + count))
  bytes.fill(0, used, used + count)
  used += count
  return given
}
