import { fromBufferPromise, openPromise } from 'yauzl'

/** An archive with more entries is judged by its first ones. */
const mostNames = 5000

/** The names of the entries of a ZIP archive by its central directory, as far as it can be read. Nothing is unpacked. */
export async function zipNamesOf(source: string | Uint8Array): Promise<Set<string>> {
  const names = new Set<string>()
  const options = { lazyEntries: true, autoClose: false }
  try {
    const zip = await (typeof source === 'string' ? openPromise(source, options) : fromBufferPromise(Buffer.from(source), options))
    try {
      for await (const entry of zip.eachEntry()) {
        names.add(entry.fileName)
        if (names.size >= mostNames) break
      }
    } finally {
      zip.close()
    }
  } catch {
    // Cut off or damaged: what has been read is all there is to judge by.
  }
  return names
}
