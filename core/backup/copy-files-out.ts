import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { FileError } from '../files/file-error.ts'
import { segmentsOf } from '../files/file-key.ts'
import type { FileStore } from '../files/store.ts'
import { linesOf, measuring, pack } from './contents.ts'
import { type FileContent, filesList } from './manifest.ts'
import { copyOut, type Snapshot } from './snapshot.ts'

/** A file as the list of a backup names it. */
export type CopiedFile = { key: string; size: number; sha256: string }

type NamedFile = { key: string; sha256?: string; needed: boolean }

/** At once; a bucket answers many as soon as one. */
const atOnce = 8

/** What the database has in the store: files, and what was sent for jobs. That of a job that has ended may be gone. */
const namedFiles = `select key, coalesce(max(sha256), ''), bool_or(needed) from (
    select storage_key as key, sha256, true as needed from core.file where storage_key is not null
    union all select input->>'storageKey', null, state in ('waiting', 'running') from core.job where input->>'storageKey' is not null
  ) named group by key order by key`

/** Notes which files the snapshot names. They are copied once it has ended, so that it does not keep the database from tidying up for hours. */
export async function listFiles({ client, everyone }: Snapshot, path: string): Promise<void> {
  await pipeline(copyOut(client, namedFiles, everyone), createWriteStream(path, { flags: 'wx', mode: 0o600 }))
}

/** Copies the listed files below `folder`/files, and writes the list of what was copied, with the hash of each. */
export async function copyFilesOut(list: string, store: FileStore, folder: string): Promise<FileContent> {
  const content: Omit<FileContent, 'sha256'> = { count: 0, bytes: 0, missing: [], damaged: [] }
  async function* copied(): AsyncGenerator<Uint8Array> {
    for await (const { file, named } of severalAtOnce(namedIn(list), one => copyFile(one, store, folder))) {
      if (!file && named.needed) content.missing.push(named.key)
      if (!file) continue
      if (named.sha256 && named.sha256 !== file.sha256) content.damaged.push(named.key)
      content.count++
      content.bytes += file.size
      yield Buffer.from(`${JSON.stringify(file)}\n`)
    }
  }
  const { sha256 } = await pack(copied(), join(folder, filesList))
  return { ...content, sha256 }
}

async function* namedIn(list: string): AsyncGenerator<NamedFile> {
  for await (const line of linesOf(createReadStream(list))) {
    const [key = '', sha256, needed] = line.split('\t')
    yield { key, sha256: sha256 || undefined, needed: needed === 't' }
  }
}

async function copyFile(named: NamedFile, store: FileStore, folder: string): Promise<{ named: NamedFile; file?: CopiedFile }> {
  const path = join(folder, 'files', ...segmentsOf(named.key))
  const passing = measuring()
  try {
    const source = await store.open(named.key)
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await pipeline(source, passing.through, createWriteStream(path, { flags: 'wx', flush: true, mode: 0o600 }))
  } catch (error) {
    if (error instanceof FileError && error.code === 'file.not-found') return { named }
    throw error
  }
  const { bytes, sha256 } = passing.measured()
  return { named, file: { key: named.key, size: bytes, sha256 } }
}

/** Does the work for each, some at a time; results come in the order of what they are for. */
export async function* severalAtOnce<One, Result>(source: AsyncIterable<One>, work: (one: One) => Promise<Result>): AsyncGenerator<Result> {
  const running: Promise<Result>[] = []
  for await (const one of source) {
    const result = work(one)
    // It is awaited in its turn; until then its failure is nobody's oversight.
    result.catch(() => {})
    running.push(result)
    if (running.length >= atOnce) yield await running.shift()!
  }
  for (const result of running) yield await result
}
