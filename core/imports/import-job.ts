import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { v7 as uuid } from 'uuid'
import { writeAudit } from '../audit/write-audit.ts'
import { lockTenant } from '../database/database.ts'
import { type EntityKey, entityOf, type Json } from '../declarations/model.ts'
import { todayInShanghai } from '../identity/dates.ts'
import type { JobKind, RunningJob } from '../jobs/queue.ts'
import type { Platform } from '../platform.ts'
import type { Engine, Writing } from '../records/engine.ts'
import { insertRows } from '../records/insert.ts'
import type { SheetColumn, SheetRow } from '../spreadsheets/column.ts'
import { writeMarkedCopy } from '../spreadsheets/marked-copy.ts'
import { readSheet } from '../spreadsheets/read-sheet.ts'
import { importColumns } from './columns.ts'
import { importRows, newProgress, type Progress } from './import-rows.ts'

export type ImportOrder = { entity: EntityKey; storageKey: string; fileName: string; dryRun: boolean }

const shownProblems = 500
const shownRows = 20

/** Ends a dry run: everything was written as it would be, and nothing of it stays. */
class DryRunEnds extends Error {}

/**
 * Imports a spreadsheet in one transaction: all good lines, or none. After a crash the job comes again: it starts anew where nothing
 * was committed, and does nothing where all was.
 * A dry run does the same and takes it back, so that its report is what the import would do.
 */
export function importJob(platform: Platform): JobKind {
  return async job => {
    const order = job.input as ImportOrder
    const folder = await mkdtemp(join(tmpdir(), 'import-'))
    try {
      const path = join(folder, 'upload')
      await pipeline(await platform.files.open(order.storageKey), createWriteStream(path))
      const engine = await platform.engineOf(job.caller.tenantId)
      const columns = importColumns(entityOf(engine.model, order.entity))
      const preview: Json[] = []
      const progress = await writeAll(engine, job, order, path, columns, preview)
      const marked =
        progress.problems.length > 0
          ? await keepMarkedCopy(platform, job, order, path, join(folder, 'marked.xlsx'), progress, columns)
          : undefined
      return { ...reportOf(order, progress), markedFileId: marked ?? null, ...(order.dryRun ? { preview } : {}) }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
}

function reportOf(order: ImportOrder, progress: Progress): Json {
  return {
    entity: order.entity,
    dryRun: order.dryRun,
    ...progress.tally,
    problems: progress.problems.slice(0, shownProblems),
    problemCount: progress.problems.length,
  }
}

async function writeAll(
  engine: Engine,
  job: RunningJob,
  order: ImportOrder,
  path: string,
  columns: SheetColumn[],
  preview: Json[],
): Promise<Progress> {
  const entity = entityOf(engine.model, order.entity)
  const limit = Number(engine.model.rules.value('import.maximum-rows', todayInShanghai()))
  const progress = newProgress()
  const work = engine.database.transaction(job.caller.tenantId, async transaction => {
    const writing: Writing = { engine, transaction, caller: job.caller, entity }
    // One at a time: of the same file sent twice at once, the second finds what the first wrote.
    await lockTenant(transaction, `import ${entity.key}`)
    let lines = 0
    for await (const batch of readSheet(path, { columns, limits: { rows: limit } })) {
      if (lines === 0) progress.problems.push(...batch.header.problems)
      if (batch.header.problems.some(problem => problem.level === 'error')) break
      if (preview.length < shownRows) preview.push(...batch.rows.slice(0, shownRows - preview.length).map(asPreview))
      lines += batch.rows.length
      await importRows(writing, batch.rows, progress)
      await job.progress(lines, Math.round(lines / Math.max(batch.progress, 0.01)))
    }
    await writeAudit(writing, [{ action: 'import', entity: entity.key, recordLabel: order.fileName, changes: { ...progress.tally } }])
    if (order.dryRun) throw new DryRunEnds()
    await job.completed(transaction, reportOf(order, progress))
  })
  await work.catch(error => {
    if (!(error instanceof DryRunEnds)) throw error
  })
  return progress
}

function asPreview(row: SheetRow): Json {
  return { line: row.line, ...row.values }
}

/** The file as it was sent, every bad cell marked and explained; it belongs to who sent it. */
async function keepMarkedCopy(
  platform: Platform,
  { caller }: RunningJob,
  order: ImportOrder,
  source: string,
  target: string,
  progress: Progress,
  columns: SheetColumn[],
): Promise<string> {
  await writeMarkedCopy(source, progress.problems, columns, target)
  const id = uuid()
  const key = `tenants/${caller.tenantId}/${id}`
  const { size } = await stat(target)
  const stored = await platform.files.put(key, createReadStream(target), { limit: size })
  const name = `${order.fileName.replace(/\.[^.]*$/, '')}-错误标注.xlsx`
  const text = (column: string) => ({ name: column, type: 'text', notNull: false })
  await platform.engine.database.transaction(caller.tenantId, transaction =>
    insertRows(
      transaction,
      { schema: 'core', name: 'file' },
      [
        { name: 'id', type: 'uuid', notNull: true },
        { name: 'created_by', type: 'uuid', notNull: false },
        ...['name', 'content_type', 'sha256', 'storage_key'].map(text),
        { name: 'size', type: 'bigint', notNull: true },
      ],
      [
        {
          id,
          created_by: caller.userId,
          name,
          content_type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
          sha256: stored.sha256,
          storage_key: key,
          size,
        },
      ],
    ),
  )
  return id
}
