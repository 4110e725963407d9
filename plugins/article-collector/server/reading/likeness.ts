import { hash } from 'node:crypto'
import { lettersOf } from './plain.ts'

/** A text's 64 bits of simhash in four parts of 16: texts that have most in common differ in few bits (Charikar, STOC 2002). */
export type Likeness = readonly [number, number, number, number]

/** Characters that are taken together: Chinese has no spaces, and three tell more than words do of which nobody knows where they end. */
const shingle = 3
/** Forms and short notices differ by a name: with less letters a text is like another only where it is the same. */
const leastLetters = 200
const mostLetters = 20_000

/** Undefined for what is too short to be compared. */
export function likenessOf(text: string): Likeness | undefined {
  const letters = [...lettersOf(text)].slice(0, mostLetters)
  if (letters.length < leastLetters) return undefined
  const sums = new Int32Array(64)
  for (const part of shinglesOf(letters)) {
    const bits = hash('sha1', part, 'buffer')
    for (let bit = 0; bit < 64; bit++) sums[bit]! += (bits[bit >> 3]! >> (bit & 7)) & 1 ? 1 : -1
  }
  const partAt = (from: number) => sums.subarray(from, from + 16).reduce((part, sum, bit) => (sum > 0 ? part | (1 << bit) : part), 0)
  return [partAt(0), partAt(16), partAt(32), partAt(48)]
}

/** Each once: what a text says again and again is no more its own. */
function shinglesOf(letters: string[]): Set<string> {
  const parts = new Set<string>()
  for (let at = 0; at + shingle <= letters.length; at++) parts.add(letters.slice(at, at + shingle).join(''))
  return parts
}
