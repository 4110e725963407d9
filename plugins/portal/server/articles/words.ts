/** A place in the tree of words: where each next character leads, where to go on when none does, and the words that end here. */
type Place = { next: Map<string, Place>; fallback?: Place; ends: string[] }

/**
 * Finds words in texts in one pass, however many there are (Aho and Corasick, 1975). What they are written with makes no difference:
 * full-width letters, capitals, and spaces or marks between the characters. Gives the words as they were listed, each once.
 */
export function wordFinder(words: readonly string[]): (text: string) => string[] {
  const root = treeOf(words)
  linkFallbacks(root)
  return text => {
    const found = new Set<string>()
    let at = root
    for (const character of plain(text)) {
      while (at !== root && !at.next.has(character)) at = at.fallback!
      at = at.next.get(character) ?? root
      for (const word of at.ends) found.add(word)
    }
    return [...found]
  }
}

/** The letters and digits of a text alone, each in one way of writing. */
export function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

function treeOf(words: readonly string[]): Place {
  const root: Place = { next: new Map(), ends: [] }
  for (const word of words) {
    const letters = plain(word)
    if (letters === '') continue
    let at = root
    for (const letter of letters) {
      const next = at.next.get(letter) ?? { next: new Map(), ends: [] }
      at.next.set(letter, next)
      at = next
    }
    at.ends.push(word)
  }
  return root
}

/** Level by level: each place goes on, where it fails, at the longest end of itself that is the beginning of a word too. */
function linkFallbacks(root: Place): void {
  const level = [...root.next.values()]
  for (const place of level) place.fallback = root
  for (const place of level)
    for (const [letter, next] of place.next) {
      let at = place.fallback!
      while (at !== root && !at.next.has(letter)) at = at.fallback!
      next.fallback = at.next.get(letter) ?? root
      next.ends.push(...next.fallback.ends)
      level.push(next)
    }
}
