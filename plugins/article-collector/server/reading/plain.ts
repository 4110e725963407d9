import { documentOfBody } from './document.ts'

/** A title or name without tags and entities, on one line. */
export function plain(text: string | null | undefined, most: number): string {
  const bare = text && /[<&]/.test(text) ? (documentOfBody(text).body.textContent ?? '') : (text ?? '')
  return shortened(bare.replace(/\s+/g, ' ').trim(), most)
}

export function shortened(text: string, most: number): string {
  return text.length <= most
    ? text
    : `${text
        .slice(0, most - 1)
        .toWellFormed()
        .replace(/\uFFFD$/, '')}…`
}

/** What is left of a text without marks, spaces and the width of letters. */
export function lettersOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}
