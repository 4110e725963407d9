import { Readable } from 'node:stream'
import { imageWidthFor, scaleImage } from './scaled-image.ts'
import type { FileStore } from './store.ts'

/** A smaller copy of a stored image, as WebP, made once for each width of the ladder. @throws FileError when it is no whole picture */
export async function scaledCopy(files: FileStore, storageKey: string, wanted: number): Promise<Readable> {
  const width = imageWidthFor(wanted)
  const key = `${storageKey}-${width}`
  if (!(await files.exists(key))) {
    const image = await scaleImage(await files.open(storageKey), width)
    await files.put(key, Readable.from([image.data]), { limit: image.data.length })
  }
  return files.open(key)
}
