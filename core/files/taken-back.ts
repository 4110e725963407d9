import { isUnreachable } from '../database/unreachable.ts'
import type { FileStore } from './store.ts'

/**
 * Waits for the transaction that names a file just stored; where it fails, the file goes too. Where the database was lost at that moment
 * the row may stand, and a file that no row names is less harm than a row without its file: the check of the data lists it.
 */
export async function takenBackWith<T>(naming: Promise<T>, files: FileStore, key: string): Promise<T> {
  try {
    return await naming
  } catch (error) {
    if (!isUnreachable(error)) await files.remove(key)
    throw error
  }
}
