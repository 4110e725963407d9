import { randomInt } from 'node:crypto'
import { hasSimpleRun } from './password-runs.ts'

/** Without 0 O, 1 I L: what is read aloud or copied from paper must not be mistaken. */
const capitals = 'ABCDEFGHJKMNPQRSTUVWXYZ'
const smalls = 'abcdefghijkmnpqrstuvwxyz'
const digits = '23456789'
const signs = '#@%+='

/** A code of six digits for one SMS. */
export function smsCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0')
}

/** An activation code such as `K7QM-2XWD-9HTR`: 59 bits by default. */
export function activationCode(groups = 3, groupLength = 4): string {
  return Array.from({ length: groups }, () => pick(capitals + digits, groupLength)).join('-')
}

/** An activation code as typed, in the form it was issued without its hyphens, to compare or to hash. */
export function readActivationCode(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
}

/** A first password with all four classes of characters, no simple run, nothing easily mistaken. */
export function randomPassword(length = 12): string {
  const characters = [capitals, smalls, digits, signs].map(set => pick(set, 1))
  while (characters.length < length) characters.push(pick(capitals + smalls + digits, 1))
  for (let last = characters.length - 1; last > 0; last--) {
    const other = randomInt(last + 1)
    const kept = characters[last] ?? ''
    characters[last] = characters[other] ?? ''
    characters[other] = kept
  }
  const password = characters.join('')
  return hasSimpleRun(password, 3) ? randomPassword(length) : password
}

function pick(set: string, count: number): string {
  return Array.from({ length: count }, () => set.charAt(randomInt(set.length))).join('')
}
