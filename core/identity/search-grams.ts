import { BoundedCache } from '../bounded-cache.ts'

const longest = 3

/**
 * The pieces by which a text is found: every three characters that stand together in one of its words; of Chinese words every one and
 * two as well, of others (pinyin, initials, numbers) only the first. A longer text is in what has all its pieces, or nearly so. This
 * works for Chinese in whatever locale the database is, unlike trigrams of its own, and for names of two characters.
 */
export function searchGrams(text: string): readonly string[] {
  return worked.of(text, () => workOut(text))
}

/** A batch of people's records brings their accounts, of the same names. */
const worked = new BoundedCache<readonly string[]>(4_000)

function workOut(text: string): readonly string[] {
  const found = new Set<string>()
  for (const word of text.split(' ')) {
    addPieces(found, word, longest)
    const shortOnes = isLatin(word) ? 1 : word.length
    for (const size of [1, 2]) addPieces(found, word, size, shortOnes)
  }
  return [...found]
}

/** Characters that take two units each, which no piece may part. */
const paired = /[\ud800-\udfff]/

function addPieces(found: Set<string>, word: string, size: number, most = word.length): void {
  if (paired.test(word)) for (const piece of pieces(word, size).slice(0, most)) found.add(piece)
  else for (let at = 0; at < most && at + size <= word.length; at++) found.add(word.slice(at, at + size))
}

function isLatin(word: string): boolean {
  return /^[ -~]*$/.test(word)
}

/** The pieces that a text must have in which this word is to be found. */
export function wantedGrams(word: string): string[] {
  return [...new Set(pieces(word, Math.min(longest, [...word].length)))]
}

/** Whether having all its pieces is as good as holding the word itself. */
export function isOnePiece(word: string): boolean {
  return [...word].length <= longest
}

function pieces(word: string, size: number): string[] {
  const characters = [...word]
  return characters.slice(0, Math.max(0, characters.length - size + 1)).map((_, at) => characters.slice(at, at + size).join(''))
}
