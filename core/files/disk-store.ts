import { createHash, randomUUID } from 'node:crypto'
import { access, mkdir, open, opendir, readdir, rename, rm, stat, statfs, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { FileError } from './file-error.ts'
import { segmentsOf } from './file-key.ts'
import { spool } from './spool.ts'
import type { FileStore, StoredFile } from './store.ts'

export type DiskSettings = {
  /** The folder that holds every file; made where it is missing. */
  directory: string
}

/** After this long no upload is still running: what lies in the folder of incoming files is from a process that died. */
const abandonedAfter = 24 * 60 * 60 * 1000

/**
 * Files in a folder. The key `tenants/a/1.pdf` is kept at `tenants/a/~3f/1.pdf`: the last folder is by the name's hash, so that none
 * holds too many. A file is written beside, flushed, then renamed: a reader sees the old one or the new one, also after a power cut.
 */
export async function openDiskStore(settings: DiskSettings): Promise<FileStore> {
  const root = resolve(settings.directory)
  const incoming = join(root, '.incoming')
  await mkdir(incoming, { recursive: true })
  await removeAbandoned(incoming)

  return {
    async put(key, source, { limit, signal }) {
      const path = pathOf(root, key)
      const { path: spooled, size, sha256 } = await spool(source, incoming, limit, signal)
      try {
        await mkdir(dirname(path), { recursive: true })
        await rename(spooled, path)
      } catch (error) {
        await rm(spooled, { force: true })
        throw error
      }
      await flushDirectory(dirname(path))
      return { size, sha256 }
    },

    async open(key, range) {
      const file = await open(pathOf(root, key)).catch(notFound)
      return file.createReadStream({ start: range?.start, end: range?.end })
    },

    async remove(key) {
      await rm(pathOf(root, key), { force: true })
    },

    async exists(key) {
      return access(pathOf(root, key)).then(
        () => true,
        () => false,
      )
    },

    async probe(signal) {
      const path = join(incoming, `probe-${randomUUID()}`)
      try {
        await writeFile(path, 'probe', { signal })
      } finally {
        await rm(path, { force: true })
      }
      const { bavail, bsize } = await statfs(root)
      return { freeBytes: bavail * bsize }
    },

    async size(key) {
      try {
        return (await stat(pathOf(root, key))).size
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
        throw error
      }
    },

    list: folder => filesBelow(join(root, ...segmentsOf(folder)), folder),
  }
}

function pathOf(root: string, key: string): string {
  const segments = segmentsOf(key)
  const name = segments.pop() ?? ''
  const shard = createHash('sha256').update(name).digest('hex').slice(0, 2)
  return join(root, ...segments, `~${shard}`, name)
}

/** The folders that part names by their hash are no part of a key. */
async function* filesBelow(path: string, key: string): AsyncGenerator<StoredFile> {
  const entries = await opendir(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  for await (const entry of entries) {
    const below = entry.name.startsWith('~') ? key : `${key}/${entry.name}`
    if (entry.isDirectory()) yield* filesBelow(join(path, entry.name), below)
    else yield { key: below, modifiedAt: (await stat(join(path, entry.name))).mtime }
  }
}

function notFound(error: NodeJS.ErrnoException): never {
  throw error.code === 'ENOENT' ? new FileError('file.not-found') : error
}

/** A rename lasts only once its folder is flushed too. */
async function flushDirectory(path: string): Promise<void> {
  const directory = await open(path)
  try {
    await directory.sync()
  } finally {
    await directory.close()
  }
}

async function removeAbandoned(incoming: string): Promise<void> {
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name)
    try {
      const { mtimeMs } = await stat(path)
      if (Date.now() - mtimeMs > abandonedAfter) await rm(path, { force: true })
    } catch (error) {
      // Another server may be at the same folder: that it was quicker is fine.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
}
