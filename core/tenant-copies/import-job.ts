import { Readable, type Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createZstdDecompress } from 'node:zlib'
import { v7 as uuid } from 'uuid'
import { writeAudit } from '../audit/write-audit.ts'
import { switchTenant, type TenantId, type TenantTransaction, tenantId } from '../database/database.ts'
import { isUnreachable } from '../database/unreachable.ts'
import type { Json } from '../declarations/model.ts'
import { FileError } from '../files/file-error.ts'
import type { JobKind, RunningJob } from '../jobs/queue.ts'
import { platformCaller } from '../permissions/access.ts'
import type { Platform } from '../platform.ts'
import { Problem } from '../problem.ts'
import { write } from '../tenants/create-tenant.ts'
import { checkTenant } from './check-tenant.ts'
import { keptAwake } from './keep-awake.ts'
import { knownTables } from './known-tables.ts'
import { type Loaded, loadCopy } from './load-rows.ts'
import { openPassphrase, type SealedPassphrase } from './passphrase.ts'
import { placeOrganizations } from './place-organizations.ts'
import { badCopy, notACopy } from './problems.ts'
import { type OpenCopy, readCopy } from './read-lines.ts'
import { unseal } from './sealed-stream.ts'

export type ImportOrder = {
  storageKey: string
  size: number
  code: string
  name?: string
  edition?: string
  passphrase: SealedPassphrase
}

/**
 * Makes a new tenant of a copy, in one transaction of the platform's: all of it or nothing. Ids stay, since they are unique within their
 * tenant alone. After a crash the job begins anew.
 */
export function importCopyJob(platform: Platform): JobKind {
  return async job => {
    const order = job.input as ImportOrder
    const passphrase = openPassphrase(platform.engine.keyRing, job.caller.tenantId, order.passphrase)
    const opened: Transform[] = []
    const open = async () => {
      const unpacking = unpacked(unseal(await platform.files.open(order.storageKey), passphrase))
      opened.push(unpacking)
      return readCopy(unpacking, mostUnpacked(order.size))
    }
    const put: string[] = []
    try {
      const result = await platform.engine.database.transaction(job.caller.tenantId, transaction =>
        keptAwake(transaction, () => makeTenant(platform, job, transaction, order, open, put)),
      )
      await platform.files.remove(order.storageKey)
      return result
    } catch (error) {
      for (const key of put) await platform.files.remove(key)
      // Comes again when the database does; any other failure is the end of it.
      if (!isUnreachable(error)) await platform.files.remove(order.storageKey)
      throw told(error)
    } finally {
      // One that is refused half way is not read to its end, and would keep its file open.
      for (const one of opened) one.destroy()
    }
  }
}

async function makeTenant(
  { engine, files }: Platform,
  job: RunningJob,
  operators: TenantTransaction,
  order: ImportOrder,
  open: () => Promise<OpenCopy>,
  put: string[],
): Promise<Json> {
  const first = await open()
  const { tenant } = first.head
  const tables = knownTables(first.head, engine.model)
  const id: TenantId = tenantId(uuid())
  const made = { code: order.code, name: order.name ?? tenant.name, edition: order.edition ?? tenant.edition }
  await write(engine, operators, 'core/tenant', { ...made, state: 'active', contactPhone: tenant.contactPhone }, id)
  const own = await switchTenant(operators, id)
  let unread: OpenCopy | undefined = first
  const lines = async () => {
    const copy = unread ?? (await open())
    unread = undefined
    return copy.lines
  }
  const progress = (rows: number) => job.progress(rows)
  const target = { engine, transaction: own, store: files, put, progress }
  const loaded: Loaded = await loadCopy(lines, tables, target)
  await placeOrganizations(own)
  await checkTenant(engine, own)
  const entry = { action: 'import-tenant', entity: 'core/tenant', recordLabel: made.name, changes: { from: tenant.code, ...loaded } }
  // In the tenant's own log too: what stands before it was written elsewhere.
  await writeAudit({ engine, transaction: own, caller: platformCaller(id, { requestId: job.id }) }, [entry])
  const back = await switchTenant(own, operators.tenantId)
  const result: Json = { tenantId: id, ...made, ...loaded }
  await writeAudit({ engine, transaction: back, caller: job.caller }, [{ ...entry, recordId: id }])
  await job.completed(back, result)
  return result
}

/** Rows pack some tenfold. More than a hundredfold is no copy of a tenant. */
function mostUnpacked(size: number): number {
  return 64 * 1_048_576 + 100 * size
}

function unpacked(source: AsyncIterable<Uint8Array>): Transform {
  const unpacking = createZstdDecompress()
  // Whoever reads what is unpacked hears of every failure.
  pipeline(Readable.from(source), unpacking).catch(() => {})
  return unpacking
}

/** What the copy is refused for, in words for the operator; anything else is an error. */
function told(error: unknown): unknown {
  if (error instanceof Problem) return error
  if (error instanceof FileError) return error.code === 'file.too-large' ? badCopy('副本中的文件与登记的大小不符') : notACopy()
  const { code = '', constraint } = (error ?? {}) as { code?: string; constraint?: string }
  // Values that the database cannot read, and rules of its tables.
  if (/^2[23]...$/.test(code)) return badCopy(`副本的内容自相矛盾，没有导入（${constraint ?? code}）`)
  return /^ZSTD_/.test(code) ? notACopy() : error
}
