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
