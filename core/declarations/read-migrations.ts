import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Mistake } from './declaration-error.ts'
import { readFile, shown } from './declared-file.ts'
import type { Migration, MigrationStep } from './migration.ts'

/** The files of a plugin's migrations/ in the order in which they are done. */
export function readMigrations(folder: string, mistakes: Mistake[]): Migration[] {
  const found: Migration[] = []
  for (const name of existsSync(folder) ? readdirSync(folder).sort() : []) {
    const path = join(folder, name)
    if (!/^\d{4}-[a-z0-9-]+\.(json|sql)$/.test(name)) {
      mistakes.push({
        file: shown(path),
        pointer: '',
        message: `${name} cannot be the name of a migration`,
        remedy: 'number the files, so that their order is plain: 0001-rename-title.json, 0002-split-names.sql',
      })
      continue
    }
    const text = readFileSync(path, 'utf8')
    const known = { name, file: shown(path), hash: createHash('sha256').update(text).digest('hex') }
    if (name.endsWith('.sql')) {
      if (/^\s*(commit|rollback|(begin|start)(\s+transaction|\s+work)?)\s*;/im.test(text))
        mistakes.push({
          file: known.file,
          pointer: '',
          message: 'a migration is part of the one transaction of the whole start',
          remedy: 'leave out begin, commit and rollback',
        })
      found.push({ ...known, sql: text })
    } else {
      const declared = readFile(path, 'migration', mistakes)
      if (declared) found.push({ ...known, steps: declared.content['steps'] as MigrationStep[] })
    }
  }
  return found
}
