import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { CannotStart } from '../cannot-start.ts'
import { quote, tableName } from '../database/table-definition.ts'
import { segmentsOf } from '../files/file-key.ts'
import type { FileStore } from '../files/store.ts'
import { linesOf, unchanged, unpack } from './contents.ts'
import { type CopiedFile, severalAtOnce } from './copy-files-out.ts'
import { filesList, type Manifest } from './manifest.ts'
import { plainTexts } from './snapshot.ts'

/**
 * Fills the tables, which this transaction has just made and which nothing watches over yet, and counts what is in them then.
 * @throws CannotStart when a file of the backup is not as it was written
 */
export async function copyTablesIn(client: pg.Client, { structure, tables }: Manifest, folder: string): Promise<void> {
  await client.query(plainTexts)
  for (const table of structure.tables) {
    const content = tables.find(one => one.schema === table.schema && one.name === table.name)
    if (!content) throw new CannotStart(`备份中缺少表 ${table.schema}.${table.name}，没有恢复。`)
    const bytes = unchanged(unpack(join(folder, 'tables', content.file)), content, content.file)
    // Rows that nobody saw before may be written as settled: no vacuum has to come by for them.
    const settled = table.partitionKey ? '' : ' with (freeze)'
    const into = client.query(copyFrom(`copy ${tableName(table)} (${table.copied.map(quote).join(', ')}) from stdin${settled}`))
    await pipeline(bytes, into).catch(error => damaged(error, content.file))
    const { rows } = await client.query(`select count(*)::float8 as count from ${tableName(table)}`)
    if (rows[0].count !== content.rows)
      throw new CannotStart(`表 ${table.schema}.${table.name} 应有 ${content.rows} 行，实为 ${String(rows[0].count)} 行，没有恢复。`)
  }
}

/** What cannot be unpacked or read as rows of the table was not written so. */
function damaged(error: Error & { code?: string }, file: string): never {
  if (/^(22|ZSTD_|Z_)/.test(error.code ?? '')) throw new CannotStart(`备份中的 ${file} 已损坏，没有恢复。`, { cause: error })
  throw error
}

/**
 * Puts the files into the store. Keys are never used twice, so a key that is taken holds the same bytes; a restore that ends half way
 * leaves files that no record names, and changes none that one does.
 */
export async function copyFilesIn(store: FileStore, { files }: Manifest, folder: string): Promise<void> {
  const lines = linesOf(unchanged(unpack(join(folder, filesList)), files, filesList))
  async function* listed(): AsyncGenerator<CopiedFile> {
    for await (const line of lines) yield JSON.parse(line) as CopiedFile
  }
  const copied = severalAtOnce(listed(), async file => {
    const path = join(folder, 'files', ...segmentsOf(file.key))
    const bytes = Readable.from(unchanged(createReadStream(path), file, file.key))
    await store.put(file.key, bytes, { limit: file.size })
  })
  for await (const _ of copied);
}
