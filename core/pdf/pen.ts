import PDFDocument from 'pdfkit'
import { cutFonts, pieceOf, type Weight } from './font-pieces.ts'

export type Style = { size: number; weight?: Weight; colour?: string }

/** Writes Chinese and other text on the pages of a document, each character in the piece of the font that has it. Lengths are points. */
export type Pen = {
  readonly document: PDFKit.PDFDocument
  widthOf(text: string, style: Style): number
  /** Lines that are no wider. Words of letters and figures stay together where they fit. */
  linesOf(text: string, width: number, style: Style): string[]
  /** Writes one line, from that corner. */
  write(line: string, x: number, y: number, style: Style): void
}

const missing = '□'

/** A document and a pen that has the characters of these texts. */
export async function takePen(texts: Record<Weight, string>, about: { title: string }): Promise<Pen> {
  const document = new PDFDocument({ size: 'A4', margin: 0, bufferPages: true, autoFirstPage: false, info: { Title: about.title } })
  for (const weight of ['regular', 'bold'] as const)
    for (const [piece, font] of await cutFonts(texts[weight], weight)) document.registerFont(fontOf(piece, weight), font)
  const widths = new Map<string, number>()

  const set = (character: string, { size, weight = 'regular' }: Style) =>
    document.font(fontOf(pieceOf(character) ?? pieceOf(missing)!, weight)).fontSize(size)
  const widthOfOne = (character: string, style: Style): number => {
    const key = `${style.weight === 'bold'} ${character}`
    // Widths grow with the size: one of a thousand points tells all.
    if (!widths.has(key)) widths.set(key, set(character, { ...style, size: 1_000 }).widthOfString(shown(character)) / 1_000)
    return widths.get(key)! * style.size
  }
  const widthOf = (text: string, style: Style) => [...text].reduce((sum, character) => sum + widthOfOne(character, style), 0)

  return {
    document,
    widthOf,
    linesOf: (text, width, style) => text.split('\n').flatMap(line => broken(line, width, part => widthOf(part, style))),
    write(line, x, y, style) {
      let at = x
      for (const run of runsOf(line)) {
        set([...run][0]!, style).fillColor(style.colour ?? 'black')
        document.text([...run].map(shown).join(''), at, y, { lineBreak: false })
        at += widthOf(run, style)
      }
    },
  }
}

const fontOf = (piece: string, weight: Weight) => `${piece} ${weight}`
const shown = (character: string) => (pieceOf(character) === undefined ? missing : character)

/** Neighbours of one piece. */
function runsOf(line: string): string[] {
  const runs: string[] = []
  let last: string | undefined
  for (const character of line) {
    const piece = pieceOf(character) ?? pieceOf(missing)
    if (piece === last) runs[runs.length - 1] += character
    else runs.push(character)
    last = piece
  }
  return runs
}

function broken(text: string, width: number, widthOf: (part: string) => number): string[] {
  const lines: string[] = []
  let line = ''
  for (const part of text.match(/[\w.,:/-]+|./gsu) ?? ['']) {
    if (line !== '' && widthOf(line + part) > width) {
      lines.push(line)
      line = ''
    }
    // A word that is wider than the line is cut.
    for (const piece of widthOf(part) > width ? part : [part]) {
      if (line !== '' && widthOf(line + piece) > width) {
        lines.push(line)
        line = ''
      }
      line += piece
    }
  }
  return [...lines, line]
}
