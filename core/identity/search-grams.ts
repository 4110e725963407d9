const longest = 3

/**
 * The pieces by which a text is found: every three characters that stand together in one of its words; of Chinese words every one and
 * two as well, of others (pinyin, initials, numbers) only the first. A longer text is in what has all its pieces, or nearly so. This
 * works for Chinese in whatever locale the database is, unlike trigrams of its own, and for names of two characters.
 */
export function searchGrams(text: string): string[] {
  const words = text.split(' ')
  return [...new Set(words.flatMap(word => [...pieces(word, longest), ...[1, 2].flatMap(size => shortPieces(word, size))]))]
}

function shortPieces(word: string, size: number): string[] {
  const found = pieces(word, size)
  return isLatin(word) ? found.slice(0, 1) : found
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
