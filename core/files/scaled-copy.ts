import { Readable } from 'node:stream'
import { inTurn } from '../in-turn.ts'
import { type ImageFormat, type ImageWidth, imageFormats, imageWidthFor, imageWidths, scaleImage } from './scaled-image.ts'
import type { FileStore } from './store.ts'

/** Where a smaller copy is kept. */
function keyOfCopy(storageKey: string, width: ImageWidth, format: ImageFormat): string {
  return format === 'webp' ? `${storageKey}-${width}` : `${storageKey}-${width}-${format}`
}

/** Every key under which a smaller copy may be kept. */
export function keysOfCopies(storageKey: string): string[] {
  return imageFormats.flatMap(format => imageWidths.map(width => keyOfCopy(storageKey, width, format)))
}

/** A smaller copy of a stored image, made once for each width of the ladder and each format. @throws FileError when it is no whole picture */
export async function scaledCopy(files: FileStore, storageKey: string, wanted: number, format: ImageFormat = 'webp'): Promise<Readable> {
  const width = imageWidthFor(wanted)
  const key = keyOfCopy(storageKey, width, format)
  if (!(await files.exists(key)))
    // Whoever else asks for it waits for the one that is being made.
    await inTurn(`copy ${key}`, async () => {
      if (await files.exists(key)) return
      const image = await scaleImage(await files.open(storageKey), width, format)
      await files.put(key, Readable.from([image.data]), { limit: image.data.length })
    })
  return files.open(key)
}
