const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

const han = /^\p{Script=Han}+$/u
const runs = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}])+/gu
const longestWord = 60

/** PostgreSQL keeps at most a megabyte of them for a record; what comes after so many bytes of a very long text is not found. */
const mostBytes = 700_000

/**
 * The pieces by which a text is found by its words: of Chinese every two characters that stand together, since where a word ends depends on what
 * stands beside it, and words of one character; other words whole. Pieces hold letters and digits alone.
 */
export function searchWords(text: string): string[] {
  const found = new Set<string>()
  let bytes = 0
  for (const piece of piecesOf(tidied(text))) {
    if (found.has(piece)) continue
    bytes += Buffer.byteLength(piece)
    if (bytes > mostBytes) break
    found.add(piece)
  }
  return [...found]
}

function* piecesOf(text: string): Generator<string> {
  for (const [run] of text.matchAll(runs)) {
    if (!han.test(run)) {
      yield run.slice(0, longestWord)
      continue
    }
    yield* pairsOf([...run])
    for (const word of wordsIn(run)) if (word.length === 1) yield word[0]!
  }
}

/**
 * What must be in a record for these words to be found in it, as PostgreSQL's `tsquery`: all of them, in any order; of a word in other letters
 * its beginning will do. Undefined where nothing is asked for that could be found.
 */
export function wantedWords(text: string): string | undefined {
  const wanted = [...tidied(text).matchAll(runs)].flatMap(([run]) =>
    han.test(run) ? wantedOf(wordsIn(run)) : [`${run.slice(0, longestWord)}:*`],
  )
  return wanted.length === 0 ? undefined : [...new Set(wanted)].join(' & ')
}

/** A character alone may have been taken for a part of its neighbour's word where it stands. */
function wantedOf(words: string[][]): string[] {
  return words.flatMap((word, at) => {
    if (word.length > 1) return coveringPairs(word)
    const [before, after] = [words[at - 1]?.at(-1), words[at + 1]?.[0]]
    return [`(${[word[0], before && `${before}${word[0]}`, after && `${word[0]}${after}`].filter(Boolean).join(' | ')})`]
  })
}

/** Two characters and two, and the last two: enough of them to hold every character once. */
function coveringPairs(word: string[]): string[] {
  return pairsOf(word).filter((_, at) => at % 2 === 0 || at === word.length - 2)
}

function pairsOf(word: string[]): string[] {
  return word.slice(1).map((character, at) => `${word[at]}${character}`)
}

/** The words of a Chinese text, each in its characters. */
function wordsIn(run: string): string[][] {
  return [...segmenter.segment(run)].map(({ segment }) => [...segment])
}

function tidied(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}
