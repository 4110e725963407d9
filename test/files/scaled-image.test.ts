import { createReadStream, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import sharp from 'sharp'
import t from 'tap'
import { imageWidthFor, scaleImage } from '../../core/files/scaled-image.ts'
import { workFolder } from '../../core/files/work-folder.ts'

function picture(width: number, height: number) {
  return sharp({ create: { width, height, channels: 3, background: 'red' } })
}

t.test('widths come from a ladder', async t => {
  t.equal(imageWidthFor(1), 160)
  t.equal(imageWidthFor(160), 160)
  t.equal(imageWidthFor(161), 320)
  t.equal(imageWidthFor(9999), 1920)
})

t.test('a copy is WebP of the width asked for, from a file or a stream', async t => {
  const path = join(t.testdir(), 'a.jpg')
  writeFileSync(path, await picture(1500, 2668).jpeg().toBuffer())
  for (const source of [path, createReadStream(path)]) {
    const copy = await scaleImage(source, 640)
    t.match(copy, { type: 'image/webp', width: 640, height: 1138 })
    t.equal((await sharp(copy.data).metadata()).format, 'webp')
  }
})

t.test('a small picture is not enlarged, a very long one fits the format', async t => {
  t.match(await scaleImage(Readable.from([await picture(100, 50).png().toBuffer()]), 640), { width: 100, height: 50 })
  t.match(await scaleImage(Readable.from([await picture(300, 20_000).png().toBuffer()]), 640), { height: 16_383 })
})

t.test('a photo is turned upright, and its place and time are gone', async t => {
  const photo = await picture(400, 200)
    .withExif({ IFD0: { Artist: '张三' }, IFD3: { GPSLatitude: '39/1 54/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
  t.ok((await sharp(photo).metadata()).exif, 'the photo has them')
  const copy = await scaleImage(Readable.from([photo]), 160)
  t.match(copy, { width: 160, height: 320 })
  const metadata = await sharp(copy.data).metadata()
  for (const kept of [metadata.exif, metadata.xmp, metadata.iptc, metadata.orientation]) t.equal(kept, undefined)
})

t.test('what is no whole picture is refused', async t => {
  const jpeg = await picture(800, 800).jpeg().toBuffer()
  for (const [what, content] of [
    ['empty', Buffer.alloc(0)],
    ['text', Buffer.from('not a picture')],
    ['cut off', jpeg.subarray(0, jpeg.length - 800)],
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
  ] as const) {
    await t.rejects(scaleImage(Readable.from([content]), 160), { code: 'file.broken-image' }, what)
  }
  await t.rejects(scaleImage('/does/not/exist', 160), { code: 'file.broken-image' })
})

t.test('a picture of too many pixels is refused before it is decoded', async t => {
  const bomb = await picture(10_001, 10_000).png({ compressionLevel: 9 }).toBuffer()
  t.ok(bomb.length < 1_000_000, 'a small file')
  await t.rejects(scaleImage(Readable.from([bomb]), 160), { code: 'file.too-many-pixels' })
})

t.test('nothing stays in the work folder, which is made anew where a machine has cleaned it away', async t => {
  rmSync(workFolder(), { recursive: true })
  await scaleImage(Readable.from([await picture(9, 9).png().toBuffer()]), 160)
  await t.rejects(scaleImage(Readable.from(['x']), 160))
  t.strictSame(readdirSync(workFolder()), [])
})
