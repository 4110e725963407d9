import type { Block, Paper } from './paper.ts'
import type { Pen, Style } from './pen.ts'

const page = { width: 595, height: 842, margin: 48, foot: 60 }
/** Beside the title, above what follows it. */
const photo: { top: number; fit: [number, number] } = { top: 22, fit: [62, 82] }
const inner = page.width - 2 * page.margin
const [red, grey, line] = ['#a8201a', '#666666', '#bbbbbb']
const titled: Style = { size: 20, weight: 'bold' }
const headed: Style = { size: 12, weight: 'bold', colour: red }
const named: Style = { size: 10, colour: grey }
const plain: Style = { size: 10 }
const column: Style = { size: 9.5, weight: 'bold' }
const cell: Style = { size: 9.5 }
const leading = 1.5
const padding = 4

/** Draws papers, one after another, on as many pages as they take. */
export function layOut(pen: Pen, papers: Paper[]): void {
  for (const paper of papers) {
    const first = pen.document.bufferedPageRange().count
    pen.document.addPage()
    drawPaper(pen, paper)
    const last = pen.document.bufferedPageRange().count
    for (let at = first; at < last; at++) {
      pen.document.switchToPage(at)
      centred(pen, `${paper.foot}　${at - first + 1} / ${last - first}`, page.height - page.foot + 16, { size: 8.5, colour: grey })
    }
  }
}

function drawPaper(pen: Pen, { title, under, picture, blocks }: Paper): void {
  if (picture)
    pen.document.image(Buffer.from(picture), page.width - page.margin - photo.fit[0], photo.top, { fit: photo.fit, align: 'right' })
  let y = centred(pen, title, page.margin, titled)
  if (under) y = centred(pen, under, y + 2, named)
  for (const block of blocks) y = block.kind === 'facts' ? drawFacts(pen, block, y + 14) : drawTable(pen, block, y + 14)
}

/** Where it ends. */
function centred(pen: Pen, text: string, from: number, style: Style): number {
  let y = from
  for (const one of pen.linesOf(text, inner, style)) {
    pen.write(one, (page.width - pen.widthOf(one, style)) / 2, y, style)
    y += style.size * leading
  }
  return y
}

/** The same place, or the top of a new page where so much does not fit any more. */
function room(pen: Pen, y: number, height: number): number {
  if (y + height <= page.height - page.foot) return y
  pen.document.addPage()
  return page.margin
}

function drawHeading(pen: Pen, title: string, from: number, following: number): number {
  const y = room(pen, from, headed.size * leading + 6 + following)
  pen.document.rect(page.margin, y + 2, 3, headed.size).fill(red)
  pen.write(title, page.margin + 9, y, headed)
  return y + headed.size * leading + 6
}

function drawFacts(pen: Pen, { title, facts }: Block & { kind: 'facts' }, from: number): number {
  const half = inner / 2
  const label = 84
  let y = drawHeading(pen, title, from, plain.size * leading)
  for (let at = 0; at < facts.length; at += 2) {
    const pair = facts.slice(at, at + 2).map(({ title, value }) => ({
      names: pen.linesOf(title, label - 8, named),
      lines: pen.linesOf(value || '—', half - label - 8, plain),
    }))
    const height = Math.max(...pair.flatMap(({ names, lines }) => [names.length, lines.length])) * plain.size * leading + padding
    y = room(pen, y, height)
    for (const [nth, { names, lines }] of pair.entries()) {
      const x = page.margin + nth * half
      for (const [row, one] of names.entries()) pen.write(one, x, y + row * plain.size * leading, named)
      for (const [row, one] of lines.entries()) pen.write(one, x + label, y + row * plain.size * leading, plain)
    }
    y += height
  }
  return y
}

function drawTable(pen: Pen, { title, columns, rows, note }: Block & { kind: 'table' }, from: number): number {
  const widths = widthsOf(pen, columns, rows)
  const rowHeight = cell.size * leading + 2 * padding
  let y = drawHeading(pen, title, from, 2 * rowHeight)
  y = drawRow(pen, columns, widths, y, column)
  for (const row of rows) {
    const height = heightOf(pen, row, widths, cell)
    const place = room(pen, y, Math.min(height, page.height - 2 * page.foot - rowHeight))
    y = place === y ? y : drawRow(pen, columns, widths, place, column)
    y = drawRow(pen, row, widths, y, cell)
  }
  if (note) {
    y = room(pen, y + padding, named.size * leading)
    pen.write(note, page.margin, y, named)
    y += named.size * leading
  }
  return y
}

function drawRow(pen: Pen, texts: string[], widths: number[], y: number, style: Style): number {
  const height = heightOf(pen, texts, widths, style)
  let x = page.margin
  for (const [at, width] of widths.entries()) {
    pen.document.rect(x, y, width, height).lineWidth(0.5).stroke(line)
    for (const [nth, one] of pen.linesOf(texts[at] || '—', width - 2 * padding, style).entries())
      pen.write(one, x + padding, y + padding + nth * style.size * leading, style)
    x += width
  }
  return y + height
}

function heightOf(pen: Pen, texts: string[], widths: number[], style: Style): number {
  const most = Math.max(...widths.map((width, at) => pen.linesOf(texts[at] || '—', width - 2 * padding, style).length))
  return most * style.size * leading + 2 * padding
}

/** By what stands in the columns: none so narrow that it cannot be read, none that takes it all. */
function widthsOf(pen: Pen, columns: string[], rows: string[][]): number[] {
  const wanted = columns.map((title, at) => {
    const widest = Math.max(pen.widthOf(title, column), ...rows.map(row => pen.widthOf(row[at] ?? '', cell)))
    return Math.min(Math.max(widest + 2 * padding + 1, 56), inner * 0.6)
  })
  const sum = wanted.reduce((total, width) => total + width, 0)
  return wanted.map(width => (width / sum) * inner)
}
