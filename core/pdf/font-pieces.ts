import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import subsetFont from 'subset-font'

/*
 * The one Chinese font that is installed with the platform comes as some hundred woff2 files for browsers, each with a part of the characters and all
 * weights. A document gets what it needs of them, at one weight, as small TrueType fonts.
 */
const package_ = '@fontsource-variable/noto-sans-sc'

export type Weight = 'regular' | 'bold'

const weights: Record<Weight, number> = { regular: 400, bold: 700 }

type Piece = { name: string; ranges: [number, number][] }

let pieces: Piece[] | undefined
const known = new Map<number, string | undefined>()

/** The piece that has a character; undefined where the font has it nowhere. */
export function pieceOf(character: string): string | undefined {
  const code = character.codePointAt(0)!
  if (!known.has(code)) {
    pieces ??= readPieces()
    // Where several have it, browsers take the last.
    known.set(code, pieces.findLast(({ ranges }) => ranges.some(([from, to]) => from <= code && code <= to))?.name)
  }
  return known.get(code)
}

/** Fonts that together have these characters at that weight, by the names of their pieces. */
export async function cutFonts(characters: Iterable<string>, weight: Weight): Promise<Map<string, Buffer>> {
  const texts = new Map<string, string>()
  for (const character of new Set(characters)) {
    const piece = pieceOf(character)
    if (piece !== undefined) texts.set(piece, (texts.get(piece) ?? '') + character)
  }
  const fonts = new Map<string, Buffer>()
  for (const [piece, text] of texts) {
    const whole = await readFile(new URL(`files/${piece}.woff2`, folder()))
    fonts.set(piece, await subsetFont(whole, text, { targetFormat: 'truetype', variationAxes: { wght: weights[weight] } }))
  }
  return fonts
}

function folder(): string {
  return import.meta.resolve(`${package_}/index.css`)
}

function readPieces(): Piece[] {
  const css = readFileSync(new URL(folder()), 'utf8')
  return [...css.matchAll(/@font-face\s*\{([^}]*)\}/g)].flatMap(([, face = '']) => {
    const name = /url\(\.\/files\/([^)]*)\.woff2\)/.exec(face)?.[1]
    const ranges = /unicode-range:\s*([^;}]*)/.exec(face)?.[1]
    return name && ranges ? [{ name, ranges: ranges.split(',').map(rangeOf) }] : []
  })
}

/** `U+4e00-4eff`, or `U+20`. */
function rangeOf(text: string): [number, number] {
  const [from = '', to = from] = text.trim().slice(2).split('-')
  return [Number.parseInt(from, 16), Number.parseInt(to, 16)]
}
