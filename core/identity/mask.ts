import { surnameOf } from './compound-surnames.ts'

export type MaskKind = 'id-number' | 'phone' | 'name' | 'account'

/**
 * The value with so much hidden that it can be recognised by who knows it, and not learned by who does not.
 * One star for each hidden character; a value too short for its rule shows less, never more.
 *
 * | kind | shown | example |
 * | --- | --- | --- |
 * | `id-number` | first 6, last 4 | `110105********002X` |
 * | `phone` | first 3, last 4 | `138****5678` |
 * | `name` | the surname | `张*`, `欧阳**` |
 * | `account` | last 4 | `***************1234` |
 */
export function mask(kind: MaskKind, value: string): string {
  switch (kind) {
    case 'id-number':
      return hideMiddle(value, 6, 4)
    case 'phone':
      return hideMiddle(value, 3, 4)
    case 'account':
      return hideMiddle(value, 0, 4)
    case 'name':
      return hideMiddle(value, Math.min(Array.from(surnameOf(value)).length, Array.from(value).length - 1), 0)
  }
}

function hideMiddle(value: string, head: number, tail: number): string {
  const characters = Array.from(value)
  const count = characters.length
  // Where less than a third would be hidden (a passport under the rule of an ID number), at most a quarter shows at each end.
  const tooShort = tail > 0 && count - head - tail < count / 3
  const shownHead = Math.max(0, tooShort ? Math.min(head, Math.floor(count / 4)) : head)
  const shownTail = tooShort ? Math.min(tail, Math.floor(count / 4)) : tail
  const hidden = '*'.repeat(count - shownHead - shownTail)
  return characters.slice(0, shownHead).join('') + hidden + characters.slice(count - shownTail).join('')
}
