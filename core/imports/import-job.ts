import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { v7 as uuid } from 'uuid'
import { writeAudit } from '../audit/write-audit.ts'
import { againAfterDeadlock } from '../database/again-after-deadlock.ts'
import { type TenantTransaction, tryLockTenant } from '../database/database.ts'
import { type Entity, type EntityKey, entityOf, type Json } from '../declarations/model.ts'
import { workFolder } from '../files/work-folder.ts'
import { todayInShanghai } from '../identity/dates.ts'
import type { JobKind, RunningJob } from '../jobs/queue.ts'
import type { Platform } from '../platform.ts'
import { carryOut } from '../records/create.ts'
import type { Asking, Writing } from '../records/engine.ts'
import { insertRows } from '../records/insert.ts'
import { maskOf, secretFields } from '../records/secret-values.ts'
import type { Matching, SheetHeader, SheetRow } from '../spreadsheets/column.ts'
import { type MarkTask, writeMarkedCopy } from '../spreadsheets/marked-copy.ts'
import { readSheet } from '../spreadsheets/read-sheet.ts'
import { importColumns } from './columns.ts'
import { buildsOnItself, newProgress, type Progress, understandRows, writeRows } from './import-rows.ts'
import { withoutNumbers } from './report-text.ts'

export type ImportOrder = {
  entity: EntityKey
  storageKey: string
  fileName: string
  dryRun: boolean
  /** What was said of headers that differ from the fields' own. */
  matching?: Matching
}

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
    const folder = await mkdtemp(join(workFolder(), 'import-'))
    try {
      const path = join(folder, 'upload')
      await pipeline(await platform.files.open(order.storageKey), createWriteStream(path))
      return await againAfterDeadlock(() => writeAll(platform, job, order, folder, path))
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
}

/**
 * The report and the marked copy are written in the transaction of the records: after a crash there are all of them, or none. Of a dry run
 * they alone stay.
 */
async function writeAll(platform: Platform, job: RunningJob, order: ImportOrder, folder: string, path: string): Promise<Json> {
  const { tenantId } = job.caller
  const engine = await platform.engineOf(tenantId)
  const entity = entityOf(engine.model, order.entity)
  const columns = importColumns(entity)
  const limit = Number(engine.model.rules.value('import.maximum-rows', todayInShanghai()))
  const progress = newProgress()
  const preview: Json[] = []
  let header: SheetHeader | undefined
  const conclude = async (transaction: TenantTransaction): Promise<Json> => {
    const copy = { source: path, target: join(folder, 'marked.xlsx'), problems: progress.problems, columns, matching: order.matching ?? {} }
    const marked = progress.problems.length > 0 ? await keepMarkedCopy(platform, transaction, job, order, copy) : null
    const report = {
      ...reportOf(order, progress),
      columns: header?.columns ?? [],
      markedFileId: marked,
      ...(order.dryRun ? { preview } : {}),
    }
    await job.completed(transaction, report)
    return report
  }
  const work = engine.database.transaction(tenantId, async transaction => {
    const writing: Writing = { engine, transaction, caller: job.caller, entity, postponed: [] }
    await waitForTurn(transaction, job, entity)
    const inTurn = buildsOnItself(entity)
    const beside: Asking = { ...writing, transaction: { ...engine.database.tenant(tenantId), secrets: transaction.secrets } }
    let lines = 0
    let written = Promise.resolve()
    for await (const batch of readSheet(path, { columns, limits: { rows: limit }, matching: order.matching ?? {} })) {
      header = batch.header
      if (lines === 0) progress.problems.push(...batch.header.problems)
      if (batch.header.problems.some(problem => problem.level === 'error')) break
      if (preview.length < shownRows) preview.push(...batch.rows.slice(0, shownRows - preview.length).map(row => asPreview(entity, row)))
      lines += batch.rows.length
      if (inTurn) await written
      // Understood while the database is busy with what was sent of the batch before.
      const understood = await understandRows(writing, inTurn ? writing : beside, batch.rows, progress)
      await written
      written = writeRows(writing, understood, progress)
      // Heard when it is awaited; until then it must not pass for nobody's.
      written.catch(() => {})
      await job.progress(lines, Math.round(lines / Math.max(batch.progress, 0.01)))
    }
    await written
    await carryOut(writing.postponed)
    await writeAudit(writing, [{ action: 'import', entity: entity.key, recordLabel: order.fileName, changes: { ...progress.tally } }])
    if (order.dryRun) throw new DryRunEnds()
    return conclude(transaction)
  })
  return work.catch(error => {
    if (!(error instanceof DryRunEnds)) throw error
    return engine.database.transaction(tenantId, conclude)
  })
}

/** One at a time: of the same file sent twice at once, the second finds what the first wrote. Who waits can still be cancelled. */
async function waitForTurn(transaction: TenantTransaction, job: RunningJob, entity: Entity): Promise<void> {
  while (!(await tryLockTenant(transaction, `import ${entity.key}`))) {
    await new Promise(done => setTimeout(done, 250))
    await job.progress(0)
  }
  await job.progress(0)
}

function reportOf(order: ImportOrder, progress: Progress): Json {
  return {
    entity: order.entity,
    dryRun: order.dryRun,
    ...progress.tally,
    problems: progress.problems.slice(0, shownProblems).map(withoutNumbers),
    problemCount: progress.problems.length,
  }
}

function asPreview(entity: Entity, row: SheetRow): Json {
  const secrets = secretFields(entity).map(field => [field.name, maskOf(field, row.values[field.name])])
  return { line: row.line, ...row.values, ...Object.fromEntries(secrets) }
}

/** The file as it was sent, every bad cell marked and explained; it belongs to who sent it. Gives its id. */
async function keepMarkedCopy(
  { files }: Platform,
  transaction: TenantTransaction,
  { caller }: RunningJob,
  order: ImportOrder,
  { source, problems, columns, target, matching }: MarkTask,
): Promise<string> {
  await writeMarkedCopy(source, problems, columns, target, matching)
  const id = uuid()
  const key = `tenants/${caller.tenantId}/${id}`
  const { size } = await stat(target)
  const stored = await files.put(key, createReadStream(target), { limit: size })
  const name = `${order.fileName.replace(/\.[^.]*$/, '')}-错误标注.xlsx`
  const text = (column: string) => ({ name: column, type: 'text', notNull: false })
  await insertRows(
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
  )
  return id
}
