import { Readable } from 'node:stream'
import { bringInAudit } from '../audit/write-audit.ts'
import type { TenantTransaction } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import { quote, tableName } from '../database/table-definition.ts'
import type { Json } from '../declarations/model.ts'
import type { FileStore } from '../files/store.ts'
import { cleanHtml, unreadable } from '../html/clean.ts'
import type { Engine } from '../records/engine.ts'
import { insertRows } from '../records/insert.ts'
import type { CopyLine } from './lines.ts'
import { badCopy } from './problems.ts'
import { rowCheck } from './row-check.ts'
import { sealedRow } from './secrets.ts'
import type { Travelling } from './travelling.ts'

export type Target = {
  engine: Engine
  transaction: TenantTransaction
  store: FileStore
  /** The keys put into the store, to be taken back when the transaction is. */
  put: string[]
  progress(rows: number): Promise<void>
}

export type Loaded = { rows: number; files: number }

type Line = IteratorResult<CopyLine>

/** Columns of a table that wait until what they name is there, because it comes later in the copy or in the same table. */
type Waiting = ReadonlyMap<string, string[]>

const batchRows = 500
const batchLength = 4 * 1_048_576

/**
 * Writes a copy as the rows and files of the transaction's tenant, each row checked against its declaration. The database holds that what is
 * named is there, of this tenant, and that what is unique is so; to that end the copy is read twice where rows name later ones.
 * @throws badCopy
 */
export async function loadCopy(
  open: () => Promise<AsyncGenerator<CopyLine>>,
  tables: ReadonlyMap<string, Travelling>,
  target: Target,
): Promise<Loaded> {
  const waiting = new Map<string, string[]>()
  const loaded: Loaded = { rows: 0, files: 0 }
  const done = new Set<string>()
  await eachPart(await open(), {
    async table(name, lines) {
      const table = tables.get(name)
      if (!table || done.has(name)) throw badCopy()
      const columns = table.references.filter(one => !done.has(one.table)).map(one => one.column)
      if (columns.length > 0) waiting.set(name, columns)
      const next = await inBatches(lines, rows => insert(table, columns, rows, target, loaded))
      done.add(name)
      return next
    },
    file: (id, lines) => loadFile(id, lines, target, loaded),
  })
  if (waiting.size > 0) await connectRows(await open(), tables, waiting, target)
  return loaded
}

type Parts = {
  table(name: string, lines: AsyncGenerator<CopyLine>): Promise<Line>
  file(id: string, lines: AsyncGenerator<CopyLine>): Promise<Line>
}

/** Each part reads its own lines and gives the one after them; what comes once there is enough is not read. */
async function eachPart(lines: AsyncGenerator<CopyLine>, parts: Parts, enough = () => false): Promise<void> {
  let next = await lines.next()
  while (!next.done) {
    if (enough()) return void (await lines.return(undefined))
    if ('table' in next.value) next = await parts.table(next.value.table, lines)
    else if ('file' in next.value) next = await parts.file(next.value.file, lines)
    else throw badCopy()
  }
}

async function inBatches(lines: AsyncGenerator<CopyLine>, use: (rows: Json[]) => Promise<void>): Promise<Line> {
  let rows: Json[] = []
  let length = 0
  for (;;) {
    const next = await lines.next()
    const row = !next.done && 'row' in next.value ? next.value.row : undefined
    if (row) {
      rows.push(row)
      length += JSON.stringify(row).length
    }
    if (rows.length > 0 && (!row || rows.length >= batchRows || length >= batchLength)) {
      await use(rows)
      rows = []
      length = 0
    }
    if (!row) return next
  }
}

async function insert(table: Travelling, waiting: string[], rows: Json[], target: Target, loaded: Loaded): Promise<void> {
  const check = rowCheck(table, target.engine.model)
  const { tenantId } = target.transaction
  const arriving = rows.map(sent => {
    check(sent)
    cleanRow(table, sent)
    const row = sealedRow(table, sent, { model: target.engine.model, secrets: target.transaction.secrets })
    const placed = { ...row, ...Object.fromEntries(waiting.map(column => [column, null])) }
    // Files are kept by their tenant.
    return table.entity?.key === 'core/file' ? { ...placed, storage_key: `tenants/${tenantId}/${String(row['id'])}` } : placed
  })
  if (table.entity?.key === 'core/audit-entry') await bringInAudit(target, arriving)
  else await insertRows(target.transaction, table.table, table.columns, arriving)
  loaded.rows += rows.length
  await target.progress(loaded.rows)
}

/** A copy may have been made by anybody: texts with a look are cleaned here as wherever they come in. @throws badCopy */
function cleanRow({ name, fields }: Travelling, row: Json): void {
  for (const [column, field] of fields) {
    const text = row[column]
    if (field.kind !== 'html' || typeof text !== 'string') continue
    if (unreadable(field, text)) throw badCopy(`副本中 ${name} 的 ${String(row['id'])}/${column} 不符合要求`)
    row[column] = cleanHtml(field, text)
  }
}

async function loadFile(id: string, lines: AsyncGenerator<CopyLine>, target: Target, loaded: Loaded): Promise<Line> {
  const { transaction, store, put } = target
  const [row] = await transaction.run(sql<{ storage_key: string; size: number | null; sha256: string | null }>`
    select storage_key, size, sha256 from core.file where tenant_id = ${transaction.tenantId} and id::text = ${id}`)
  if (!row || put.includes(row.storage_key)) throw badCopy()
  let next: Line = { done: true, value: undefined }
  async function* parts(): AsyncGenerator<Buffer> {
    for (next = await lines.next(); !next.done && 'part' in next.value; next = await lines.next())
      yield Buffer.from(next.value.part, 'base64')
  }
  put.push(row.storage_key)
  const stored = await store.put(row.storage_key, Readable.from(parts()), { limit: row.size ?? 0 })
  if (stored.sha256 !== row.sha256) throw badCopy(`副本中的文件 ${id} 已损坏`)
  loaded.files++
  return next
}

async function connectRows(
  lines: AsyncGenerator<CopyLine>,
  tables: ReadonlyMap<string, Travelling>,
  waiting: Waiting,
  { transaction }: Target,
): Promise<void> {
  const left = new Set(waiting.keys())
  const parts: Parts = {
    async table(name, rest) {
      const columns = waiting.get(name) ?? []
      left.delete(name)
      const { table } = tables.get(name)!
      return inBatches(rest, async rows => {
        const naming = rows.filter(row => columns.some(column => (row[column] ?? null) !== null))
        if (naming.length === 0) return
        const values = columns.map(column => `${quote(column)} = row.${quote(column)}`).join(', ')
        const types = ['id', ...columns].map(column => `${quote(column)} uuid`).join(', ')
        await transaction.run(sql`update ${sql.raw(tableName(table))} t set ${sql.raw(values)}
          from jsonb_to_recordset(${JSON.stringify(naming)}::jsonb) as row(${sql.raw(types)})
          where t.tenant_id = ${transaction.tenantId} and t.id = row.id`)
      })
    },
    async file(_id, rest) {
      for (;;) {
        const next = await rest.next()
        if (next.done || !('part' in next.value)) return next
      }
    },
  }
  await eachPart(lines, parts, () => left.size === 0)
}
