import type { Readable } from 'node:stream'
import { type DiskSettings, openDiskStore } from './disk-store.ts'
import type { S3Settings } from './s3-store.ts'

export type PutOptions = {
  /** Most bytes taken. There is no default: whoever takes a file knows what it may weigh. */
  limit: number
  /** Ends the upload, leaving nothing behind. */
  signal?: AbortSignal
}

/** Bytes `start` to `end`, both counted in, from 0; without `end` to the last. */
export type ByteRange = { start: number; end?: number }

/**
 * Where the bytes of files are. It knows keys and bytes; names, owners and types are in the database.
 *
 * Keys look like `tenants/<tenant>/<file>`: letters, digits, `.`, `_`, `-`, in segments; anything else is `file.bad-key`.
 */
export type FileStore = {
  /** Stores all of `source` under `key`, replacing what was there at one stroke, or throws and changes nothing. */
  put(key: string, source: Readable, options: PutOptions): Promise<{ size: number; sha256: string }>
  /** The bytes, or `file.not-found`. */
  open(key: string, range?: ByteRange): Promise<Readable>
  /** Removes it; that it was not there is no error. */
  remove(key: string): Promise<void>
  exists(key: string): Promise<boolean>
  /** Tries whether files can be stored; throws where not. Gives the room left, where that is known. */
  probe(signal: AbortSignal): Promise<{ freeBytes?: number }>
  /** Its bytes; undefined where it is not there. */
  size(key: string): Promise<number | undefined>
  /** Everything below `folder`, such as `tenants/<tenant>`, in no order, read as it is asked for. */
  list(folder: string): AsyncIterable<StoredFile>
}

export type StoredFile = { key: string; modifiedAt: Date }

export type FileStoreSettings = ({ kind: 'disk' } & DiskSettings) | ({ kind: 's3' } & S3Settings)

/** The store that the settings name. The S3 client is loaded only where it is used. */
export async function openFileStore(settings: FileStoreSettings): Promise<FileStore> {
  if (settings.kind === 'disk') return openDiskStore(settings)
  const { openS3Store } = await import('./s3-store.ts')
  return openS3Store(settings)
}
