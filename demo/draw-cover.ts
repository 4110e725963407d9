import sharp from 'sharp'
import { type Random, seededRandom } from './random.ts'

const width = 960
const height = 540

type Colour = readonly [red: number, green: number, blue: number]

/** Sky above and below, far and near hills. */
const moods: readonly (readonly [Colour, Colour, Colour, Colour])[] = [
  [
    [253, 231, 195],
    [246, 179, 122],
    [201, 80, 47],
    [140, 23, 18],
  ],
  [
    [255, 243, 218],
    [240, 207, 142],
    [217, 130, 43],
    [163, 57, 28],
  ],
  [
    [230, 240, 238],
    [185, 216, 207],
    [92, 156, 137],
    [43, 106, 92],
  ],
  [
    [234, 241, 248],
    [184, 208, 230],
    [93, 137, 179],
    [39, 79, 125],
  ],
  [
    [253, 236, 236],
    [243, 180, 166],
    [207, 74, 63],
    [125, 18, 15],
  ],
]

/** A landscape that nobody has seen, as a picture for an article: the same for the same number. JPEG. */
export function drawCover(number: number): Promise<Buffer> {
  const random = seededRandom(number + 1)
  const [above, below, far, near] = moods[number % moods.length]!
  const sun = { x: random.between(180, width - 180), y: random.between(110, 210), radius: random.between(46, 80) }
  const hills = [
    { top: ridge(random, 300, 60), colour: mixed(below, far, 0.45) },
    { top: ridge(random, 365, 50), colour: mixed(below, far, 0.85) },
    { top: ridge(random, 455, 30), colour: near },
  ]
  const pixels = Buffer.alloc(width * height * 3)
  for (let y = 0; y < height; y++) {
    const sky = mixed(above, below, y / height)
    for (let x = 0; x < width; x++) paint(pixels, x, y, shone(sky, sun.radius - Math.hypot(x - sun.x, y - sun.y)))
  }
  for (const { top, colour } of hills)
    for (let x = 0; x < width; x++) for (let y = Math.ceil(top[x]!); y < height; y++) paint(pixels, x, y, colour)
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 84 })
    .toBuffer()
}

function paint(pixels: Buffer, x: number, y: number, [red, green, blue]: Colour): void {
  const at = (y * width + x) * 3
  pixels[at] = red
  pixels[at + 1] = green
  pixels[at + 2] = blue
}

/** The sky where the sun covers it: from `inside` its edge, by a pixel softened. */
function shone(sky: Colour, inside: number): Colour {
  return inside <= 0 ? sky : mixed(sky, [255, 250, 240], Math.min(1, inside) * 0.85)
}

/** The heights of a line of hills from left to right, counted from above. */
function ridge(random: Random, level: number, swing: number): number[] {
  const waves = [1, 2, 3].map(times => ({ times, high: swing / times, from: random.fraction() * 2 * Math.PI }))
  const rise = (x: number) =>
    waves.reduce((sum, { times, high, from }) => sum + high * Math.sin((x / width) * Math.PI * 1.6 * times + from), 0) / 1.6
  return Array.from({ length: width }, (_, x) => level + rise(x))
}

function mixed(one: Colour, other: Colour, share: number): Colour {
  const part = (at: 0 | 1 | 2) => Math.round(one[at] + (other[at] - one[at]) * share)
  return [part(0), part(1), part(2)]
}
