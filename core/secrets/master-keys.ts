import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CannotStart } from '../cannot-start.ts'

/** 32 bytes that every other key derives from, and the name by which what was encrypted remembers it. */
export type MasterKey = { id: string; secret: Buffer }

export const keyFile = 'secret.keys'

/** The keys in `id:base64,id:base64`, the current one first. @throws CannotStart naming `source`, and never what stands in it */
export function parseMasterKeys(text: string, source: string): MasterKey[] {
  const keys = text
    .split(/[,\n]/)
    .map(part => part.trim())
    .filter(part => part !== '')
    .map(part => {
      const match = /^([A-Za-z0-9-]{1,32}):([A-Za-z0-9+/_-]{43}=?)$/.exec(part)
      if (!match)
        throw new CannotStart(
          `${source} 应如 编号:密钥,编号:密钥；编号是字母、数字和减号，密钥是 32 字节的 Base64（openssl rand -base64 32）`,
        )
      return { id: match[1]!, secret: Buffer.from(match[2]!, 'base64') }
    })
  if (keys.length === 0) throw new CannotStart(`${source} 中没有密钥`)
  if (new Set(keys.map(key => key.id)).size < keys.length) throw new CannotStart(`${source} 中有重复的密钥编号`)
  return keys
}

/** The keys of a data folder, for who sets none: made the first time, readable by nobody else. */
export function masterKeysIn(folder: string): MasterKey[] {
  const file = join(folder, keyFile)
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true })
    writeOnce(file, `${newMasterKey()}\n`)
  }
  return parseMasterKeys(readFileSync(file, 'utf8'), file)
}

/** Puts a new key before the others of the data folder; gives its name. */
export function addMasterKey(folder: string): string {
  const file = join(folder, keyFile)
  masterKeysIn(folder)
  const key = newMasterKey()
  const making = `${file}.${process.pid}`
  writeFileSync(making, `${key}\n${readFileSync(file, 'utf8')}`, { mode: 0o600, flag: 'wx' })
  renameSync(making, file)
  return key.split(':')[0]!
}

/** A new key, written as in the setting. */
export function newMasterKey(): string {
  return `k${randomBytes(4).toString('hex')}:${randomBytes(32).toString('base64')}`
}

/** Whole or not at all, and never over one that another process made meanwhile: what it encrypts could not be read again. */
function writeOnce(file: string, text: string): void {
  const making = `${file}.${process.pid}`
  writeFileSync(making, text, { mode: 0o600, flag: 'wx' })
  try {
    linkSync(making, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(making)
  }
}
