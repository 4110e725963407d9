import { sql } from '../database/sql.ts'
import type { FileStore, StoredFile } from '../files/store.ts'
import type { Offender, Run } from './check.ts'

const together = 1_000

/** Rows whose file is not in the store, or has another length; and open jobs whose sheet is gone. */
export async function* rowsWithoutFile(tenant: string, run: Run, files: FileStore): AsyncGenerator<Offender> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const rows = await run(sql<{ id: string; key: string; size: number | null }>`
      select id, storage_key as key, size from core.file where tenant_id = ${tenant} and id > ${after}::uuid and storage_key is not null
      union all select id, input->>'storageKey', null from core.job
      where tenant_id = ${tenant} and id > ${after}::uuid and state in ('waiting', 'running') and input->>'storageKey' is not null
      order by id limit ${together}`)
    for (const { id, key, size } of rows) {
      const stored = await files.size(key)
      if (stored === undefined) yield { id, detail: `${key} is not in the store` }
      else if (size !== null && stored !== Number(size)) yield { id, detail: `${key} has ${stored} bytes in the store, ${size} are noted` }
    }
    if (rows.length < together) return
    after = rows.at(-1)!.id
  }
}

/** Files in the store that neither a file's row nor a job names. Smaller copies of pictures belong to the picture. */
export async function* filesWithoutRow(tenant: string, run: Run, files: FileStore): AsyncGenerator<StoredFile> {
  let batch: StoredFile[] = []
  for await (const file of files.list(`tenants/${tenant}`)) {
    batch.push(file)
    if (batch.length < together) continue
    yield* await unknown(batch)
    batch = []
  }
  yield* await unknown(batch)

  async function unknown(some: StoredFile[]): Promise<StoredFile[]> {
    const rows = await run(sql<{ key: string }>`
      select key from unnest(${some.map(file => file.key)}::text[]) as key
      where not exists (
          select 1 from core.file f where f.tenant_id = ${tenant}
            and f.id = substring(key from '/([0-9a-f]{8}-[0-9a-f-]{27})(-[0-9]{2,4}(-avif)?)?$')::uuid and starts_with(key, f.storage_key))
        and not exists (select 1 from core.job j where j.tenant_id = ${tenant} and j.input->>'storageKey' = key)`)
    const keys = new Set(rows.map(row => row.key))
    return some.filter(file => keys.has(file.key))
  }
}
