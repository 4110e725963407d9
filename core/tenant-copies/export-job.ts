import { Readable, type Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createZstdCompress } from 'node:zlib'
import { v7 as uuid } from 'uuid'
import { writeAudit } from '../audit/write-audit.ts'
import type { TenantId } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import { entityOf, type Json } from '../declarations/model.ts'
import { todayInShanghai } from '../identity/dates.ts'
import type { JobKind, RunningJob } from '../jobs/queue.ts'
import type { Platform } from '../platform.ts'
import { insertRows } from '../records/insert.ts'
import { platformTenant } from '../tenants/tenant-state.ts'
import { keptAwake } from './keep-awake.ts'
import type { CopyHead } from './lines.ts'
import { openPassphrase, type SealedPassphrase } from './passphrase.ts'
import { seal } from './sealed-stream.ts'
import { copyLines, copyType, type Written } from './write-copy.ts'

export type ExportOrder = { passphrase: SealedPassphrase }

const fileColumns = [
  { name: 'id', type: 'uuid', notNull: true },
  { name: 'created_by', type: 'uuid', notNull: false },
  ...['name', 'content_type', 'sha256', 'storage_key'].map(name => ({ name, type: 'text', notNull: false })),
  { name: 'size', type: 'bigint', notNull: true },
]

/**
 * Writes all that the tenant has, as it is at one moment, into an encrypted file that belongs to who asked for it. After a crash it is
 * written anew, under another name.
 */
export function exportCopyJob(platform: Platform): JobKind {
  const { engine, files } = platform
  return async job => {
    const { tenantId, userId } = job.caller
    const tenant = await tenantOf(platform, tenantId)
    const id = uuid()
    const key = `tenants/${tenantId}/${id}`
    const written: Written = { rows: 0, files: 0, missing: [] }
    const stored = await engine.database.transaction(tenantId, async transaction => {
      await transaction.run(sql`set transaction isolation level repeatable read read only`)
      const progress: RunningJob['progress'] = done => job.progress(done)
      const lines = copyLines({ model: engine.model, transaction, store: files, tenant, written, progress })
      const passphrase = openPassphrase(engine.keyRing, tenantId, (job.input as ExportOrder).passphrase)
      return keptAwake(transaction, () => files.put(key, Readable.from(seal(packed(lines), passphrase)), { limit: mostOfCopy(platform) }))
    })
    const result: Json = { fileId: id, size: stored.size, ...written }
    await engine.database.transaction(tenantId, async transaction => {
      const name = `${tenant.name}-${todayInShanghai()}.djcopy`
      await insertRows(transaction, { schema: 'core', name: 'file' }, fileColumns, [
        { id, created_by: userId ?? null, name, content_type: copyType, size: stored.size, sha256: stored.sha256, storage_key: key },
      ])
      const entity = entityOf(engine.model, 'core/setting')
      await writeAudit({ engine, transaction, caller: job.caller }, [
        { action: 'copy-tenant', entity: entity.key, recordLabel: name, changes: { rows: written.rows, files: written.files } },
      ])
      await job.completed(transaction, result)
    })
    return result
  }
}

/** The most bytes that a copy may have. */
export function mostOfCopy({ engine }: Platform): number {
  return Number(engine.model.rules.value('tenant-copy.maximum-megabytes', todayInShanghai())) * 1_048_576
}

async function tenantOf({ engine }: Platform, id: TenantId): Promise<CopyHead['tenant']> {
  const [row] = await engine.database.tenant(platformTenant).run(sql<CopyHead['tenant']>`
    select code, name, edition, contact_phone as "contactPhone" from core.tenant where tenant_id = ${platformTenant} and id = ${id}`)
  if (!row) throw new Error(`tenant ${id} has no record`)
  return row
}

function packed(lines: AsyncIterable<string>): Transform {
  const packing = createZstdCompress()
  // Whoever reads what is packed hears of every failure.
  pipeline(Readable.from(lines), packing).catch(() => {})
  return packing
}
