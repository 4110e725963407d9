const special = /["\\]/

/** A text within an array: always in quotes, so that NULL, commas and braces are no more than text. */
const quoted = (text: string): string => (special.test(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : `"${text}"`)

function element(value: unknown): string {
  if (typeof value === 'string') return quoted(value)
  return typeof value === 'object' ? quoted(JSON.stringify(value)) : String(value)
}

/** An array as PostgreSQL reads it from text; what is missing is NULL. */
export function arrayLiteral(values: readonly unknown[]): string {
  let text = '{'
  for (let at = 0; at < values.length; at++) {
    const value = values[at]
    if (at > 0) text += ','
    text += value === null || value === undefined ? 'NULL' : element(value)
  }
  return `${text}}`
}

/** The number that PostgreSQL knows its type `text` by. */
const textType = 25
/** Dimensions, whether there are NULLs, type, how many elements, and where they begin to be counted: four bytes each. */
const headBytes = 20
/** An element begins with its length in as many bytes; no character takes more than the other number. */
const [lengthBytes, longestCharacter] = [4, 3]

let scratch = Buffer.allocUnsafe(64 * 1024)

/**
 * An array of texts in PostgreSQL's binary form. JSON is all quotes, and arrays within arrays are: as literals they take ten times as long to
 * write, and as long again to be read.
 */
export function textArray(texts: readonly (string | null)[]): Buffer {
  let at = headBytes
  for (const text of texts) {
    const most = lengthBytes + (text === null ? 0 : text.length * longestCharacter)
    if (at + most > scratch.length) makeRoom(at, most)
    const length = text === null ? -1 : scratch.write(text, at + lengthBytes, 'utf8')
    scratch.writeInt32BE(length, at)
    at += lengthBytes + Math.max(length, 0)
  }
  const head = texts.length === 0 ? [0, 0, textType] : [1, 1, textType, texts.length, 1]
  for (const [place, value] of head.entries()) scratch.writeInt32BE(value, place * 4)
  const array = Buffer.from(scratch.subarray(0, texts.length === 0 ? head.length * 4 : at))
  if (scratch.length > mostKept) scratch = Buffer.allocUnsafe(64 * 1024)
  return array
}

/** A larger one is not kept for the next array. */
const mostKept = 4 * 1024 * 1024

function makeRoom(used: number, more: number): void {
  const larger = Buffer.allocUnsafe((used + more) * 2)
  scratch.copy(larger, 0, 0, used)
  scratch = larger
}
