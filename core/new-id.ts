import { v7 } from 'uuid'
import { nextRandomBytes } from './random-bytes.ts'

/** The last id's place in time: milliseconds, and the count within them, which begins anywhere in the lower half of 32 bits. */
const last = { msecs: 0, seq: 0 }

/** A new id, a uuid of version 7: of those that this process makes here each sorts behind the one before. */
export function newId(): string {
  const random = nextRandomBytes(16)
  const now = Date.now()
  if (now > last.msecs) {
    last.msecs = now
    last.seq = random.readUInt32BE(0) >>> 1
  } else if (++last.seq > 0xffff_ffff) {
    last.msecs++
    last.seq = 0
  }
  return v7({ random, msecs: last.msecs, seq: last.seq })
}
