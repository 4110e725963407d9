import type { Readable } from 'node:stream'
import { productVersion } from '../backup/product-version.ts'
import type { TenantTransaction } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import { quote, tableName } from '../database/table-definition.ts'
import type { Json, Model } from '../declarations/model.ts'
import { FileError } from '../files/file-error.ts'
import type { FileStore } from '../files/store.ts'
import { type CopyHead, type CopyLine, copyFormat, partLength } from './lines.ts'
import { plainRow } from './secrets.ts'
import { type Travelling, travellingTables } from './travelling.ts'

/** The content type of copies: they are no part of a copy themselves. */
export const copyType = 'application/vnd.dangjian.tenant-copy'

export type Written = { rows: number; files: number; missing: string[] }

type Source = {
  model: Model
  transaction: TenantTransaction
  store: FileStore
  tenant: CopyHead['tenant']
  written: Written
  progress(rows: number): Promise<void>
}

const fetched = 500

/**
 * All that a tenant has, line by line. The transaction must be a snapshot, so that what is related is there together; the rows come
 * by a cursor, so that memory does not grow with them.
 */
export async function* copyLines(source: Source): AsyncGenerator<string> {
  const { model, tenant } = source
  const tables = travellingTables(model)
  const head: CopyHead = {
    format: copyFormat,
    product: productVersion,
    madeAt: new Date().toISOString(),
    plugins: Object.fromEntries([...model.plugins.values()].map(plugin => [plugin.name, plugin.version])),
    tenant,
    tables: Object.fromEntries(tables.map(table => [table.name, table.columns.map(column => column.name)])),
  }
  yield `${JSON.stringify(head)}\n`
  for (const table of tables) yield* rowLines(source, table)
  yield* fileLines(source)
}

async function* rowLines({ model, transaction, written, progress }: Source, table: Travelling): AsyncGenerator<string> {
  const columns = sql.raw(table.columns.map(column => `t.${quote(column.name)}`).join(', '))
  const kept =
    table.name === 'core.file' ? sql`and t.content_type is distinct from ${copyType}` : table.only ? sql`and ${sql.raw(table.only)}` : sql``
  yield line({ table: table.name })
  const rows = cursor<{ row: Json }>(
    transaction,
    'copied_rows',
    sql`select to_jsonb(one) as row from (select ${columns} from ${sql.raw(tableName(table.table))} t
      where t.tenant_id = ${transaction.tenantId} ${kept} order by t.id) one`,
  )
  for await (const batch of rows) {
    yield batch.map(({ row }) => line({ row: plainRow(table, row, { model, secrets: transaction.secrets }) })).join('')
    written.rows += batch.length
    await progress(written.rows)
  }
}

async function* fileLines({ transaction, store, written }: Source): AsyncGenerator<string> {
  const files = cursor<{ id: string; storage_key: string }>(
    transaction,
    'copied_files',
    sql`select id, storage_key from core.file where tenant_id = ${transaction.tenantId} and storage_key is not null
      and content_type is distinct from ${copyType} order by id`,
  )
  for await (const batch of files)
    for (const { id, storage_key } of batch) {
      const content = await opened(store, storage_key)
      if (!content) {
        written.missing.push(id)
        continue
      }
      yield line({ file: id })
      for await (const part of partsOf(content)) yield line({ part: part.toString('base64') })
      written.files++
    }
}

async function opened(store: FileStore, key: string): Promise<Readable | undefined> {
  try {
    return await store.open(key)
  } catch (error) {
    if (error instanceof FileError && error.code === 'file.not-found') return undefined
    throw error
  }
}

async function* partsOf(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of content) for (let at = 0; at < chunk.length; at += partLength) yield chunk.subarray(at, at + partLength)
}

/**
 * The rows of a query in batches. One at a time: it is the transaction's only cursor. Cursors of one name give columns of one kind: a
 * connection remembers by a statement's text what it gives.
 */
async function* cursor<Row>(transaction: TenantTransaction, name: string, query: ReturnType<typeof sql>): AsyncGenerator<Row[]> {
  await transaction.run(sql`declare ${sql.raw(name)} no scroll cursor for ${query}`)
  for (;;) {
    const batch = await transaction.run(sql<Row>`fetch ${sql.raw(String(fetched))} from ${sql.raw(name)}`)
    if (batch.length > 0) yield batch
    if (batch.length < fetched) break
  }
  await transaction.run(sql`close ${sql.raw(name)}`)
}

function line(content: CopyLine): string {
  return `${JSON.stringify(content)}\n`
}
