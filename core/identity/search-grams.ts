const longest = 3

/**
 * The pieces by which a text is found: every one, two and three characters that stand together in one of its words. Any text of up to three
 * characters is a piece itself; a longer one is in what has all its pieces, or nearly so. This works for Chinese in whatever locale the
 * database is, unlike trigrams of its own, and for names of two characters.
 */
export function searchGrams(text: string): string[] {
  return [...new Set(text.split(' ').flatMap(word => [1, 2, 3].flatMap(size => pieces(word, size))))]
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
