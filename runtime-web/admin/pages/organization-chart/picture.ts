import { textsOf } from './box-text.ts'
import { type Box, box, type Chart, type Direction, lineOf } from './layout.ts'

/** What is drawn, whoever looks at which part of it, in colours fit for paper. */
export type Picture = { chart: Chart; direction: Direction; note(of: Box): string }

const paper = { ground: '#ffffff', line: '#b8bec8', border: '#d3d8df', name: '#1d2129', note: '#6b7280' }
const margin = 32
/** Twice as many dots as on a screen, as far as a browser's canvas goes. */
const sharpness = 2
const longestSide = 16_000
const mostDots = 100_000_000

const fonts = () => {
  const family = getComputedStyle(document.body).fontFamily
  return { name: `500 14px ${family}`, note: `12px ${family}` }
}

/** Drawn on a canvas with the page's own fonts: within an image of an SVG they would be missing, and Chinese with them. */
export async function asPng(picture: Picture): Promise<Blob> {
  const { left, top, width, height } = framed(picture)
  const font = fonts()
  const words = picture.chart.boxes.map(one => (one.node?.shortName ?? '') + picture.note(one)).join('')
  await Promise.all([document.fonts.load(font.name, words), document.fonts.load(font.note, words)])
  const scale = Math.min(sharpness, longestSide / width, longestSide / height, Math.sqrt(mostDots / (width * height)))
  const canvas = document.createElement('canvas')
  canvas.width = Math.ceil(width * scale)
  canvas.height = Math.ceil(height * scale)
  const pen = canvas.getContext('2d')!
  pen.fillStyle = paper.ground
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.setTransform(scale, 0, 0, scale, -left * scale, -top * scale)
  drawLines(pen, picture)
  for (const one of shown(picture)) drawBox(pen, one, picture.note(one), font)
  return new Promise((done, failed) => canvas.toBlob(blob => (blob ? done(blob) : failed(new Error('no picture came of it'))), 'image/png'))
}

const shown = ({ chart }: Picture): Box[] => chart.boxes.filter(one => !one.more)
const linked = ({ chart }: Picture) => chart.links.filter(link => !link.to.more)

function framed({ chart: { bounds } }: Picture) {
  const { left, top, width, height } = bounds
  return { left: left - margin, top: top - margin, width: width + 2 * margin, height: height + 2 * margin }
}

function drawLines(pen: CanvasRenderingContext2D, picture: Picture): void {
  pen.strokeStyle = paper.line
  pen.lineWidth = 1
  pen.beginPath()
  for (const link of linked(picture))
    for (const [at, [x, y]] of lineOf(link, picture.direction).entries()) at === 0 ? pen.moveTo(x, y) : pen.lineTo(x, y)
  pen.stroke()
}

function drawBox(pen: CanvasRenderingContext2D, one: Box, note: string, font: ReturnType<typeof fonts>): void {
  pen.fillStyle = paper.ground
  pen.strokeStyle = paper.border
  pen.beginPath()
  pen.roundRect(one.x - box.width / 2, one.y - box.height / 2, box.width, box.height, 6)
  pen.fill()
  pen.stroke()
  pen.textAlign = 'center'
  for (const { text, y, kind } of textsOf(one.node?.shortName ?? '', note)) {
    pen.font = font[kind]
    pen.fillStyle = paper[kind]
    pen.fillText(text, one.x, one.y - box.height / 2 + y)
  }
}

/** The same as a drawing that stays sharp at any size. */
export function asSvg(picture: Picture): Blob {
  const { left, top, width, height } = framed(picture)
  const font = fonts()
  const lines = linked(picture).map(link => `<polyline points="${lineOf(link, picture.direction).join(' ')}"/>`)
  const boxes = shown(picture).map(one => {
    const texts = textsOf(one.node?.shortName ?? '', picture.note(one)).map(
      ({ text, y, kind }) => `<text class="${kind}" x="${one.x}" y="${one.y - box.height / 2 + y}">${escaped(text)}</text>`,
    )
    return `<rect x="${one.x - box.width / 2}" y="${one.y - box.height / 2}" width="${box.width}" height="${box.height}" rx="6"/>${texts.join('')}`
  })
  const style = `polyline{fill:none;stroke:${paper.line}}rect{fill:${paper.ground};stroke:${paper.border}}text{text-anchor:middle}
.name{font:${escaped(font.name)};fill:${paper.name}}.note{font:${escaped(font.note)};fill:${paper.note}}`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${left} ${top} ${width} ${height}"><style>${style}</style>
<rect x="${left}" y="${top}" width="${width}" height="${height}" style="stroke:none"/>${lines.join('')}${boxes.join('\n')}</svg>`
  return new Blob([svg], { type: 'image/svg+xml' })
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Has the browser keep it as a file. */
export function keepAsFile(content: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
