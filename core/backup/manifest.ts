import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CannotStart } from '../cannot-start.ts'
import type { Structure } from './structure.ts'

/** Counted up when an older restore could no longer read what a newer backup wrote. */
export const formatVersion = 1

export type TableContent = { schema: string; name: string; file: string; rows: number; bytes: number; sha256: string }

export type FileContent = {
  /** How many, and their bytes. */
  count: number
  bytes: number
  /** Of the list of files, which in turn holds the hash of each. */
  sha256: string
  /** Named by the database and not in the store, or not what the database says of them. */
  missing: string[]
  damaged: string[]
}

/** What a backup is and holds. Written last: a backup without it is none. */
export type Manifest = {
  format: number
  madeAt: string
  product: string
  /** Version by name. */
  plugins: Record<string, string>
  /** The master keys under which secret fields are encrypted, by name: the keys themselves are kept elsewhere. */
  keys: string[]
  /** The hash under which the declarations were applied. */
  model: string
  postgres: string
  structure: Structure
  sequences: { schema: string; name: string; value: string; called: boolean }[]
  tables: TableContent[]
  files: FileContent
}

export const manifestName = 'manifest.json'
export const filesList = 'files.jsonl.zst'

/** @throws CannotStart when there is no whole backup that this version can read */
export function readManifest(folder: string): Manifest {
  const path = join(folder, manifestName)
  if (!existsSync(path)) throw new CannotStart(`${folder} 中没有 ${manifestName}：不是备份，或备份没有完成，不能用来恢复。`)
  const manifest = parsed(readFileSync(path, 'utf8')) as Partial<Manifest> | undefined
  if (typeof manifest?.format !== 'number') throw new CannotStart(`${path} 已损坏，不能用来恢复。`)
  if (manifest.format > formatVersion)
    throw new CannotStart(`这份备份由更新的版本（${String(manifest.product)}）制作，请先升级程序再恢复。`)
  return manifest as Manifest
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
