import { openDatabase, type TenantId, type TenantSql, tenantId } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import { tableName } from '../database/table-definition.ts'
import type { Entity, Model } from '../declarations/model.ts'
import { platformCaller } from '../permissions/access.ts'
import { listRecords } from '../records/list.ts'
import { readListQuery } from '../records/list-query.ts'
import { loadRecords } from '../records/load.ts'
import { prepare } from '../records/prepare.ts'
import type { KeyRing } from '../secrets/key-ring.ts'
import { platformTenant } from '../tenants/tenant-state.ts'

/** Records of an entity that the declaration would not let through any more, were they changed. */
export type Failing = { entity: Entity; checked: number; failing: number; reasons: Map<string, number> }

export type Findings = { entities: number; unreadable: { entity: Entity; message: string }[]; failing: Failing[] }

const batchSize = 1_000

/** Lists every entity as the engine does, and holds its records, a sample of each tenant's, against the declaration. */
export async function inspect(ownerUrl: string, keyRing: KeyRing, model: Model, sample: number): Promise<Findings> {
  const database = openDatabase(ownerUrl, keyRing, { connections: 2 })
  try {
    const tenants = (await database.tenant(platformTenant).run(sql<{ id: string }>`select id from core.tenant order by id`)).map(row =>
      tenantId(row.id),
    )
    const findings: Findings = { entities: model.entities.size, unreadable: [], failing: [] }
    for (const entity of model.entities.values()) {
      const failing: Failing = { entity, checked: 0, failing: 0, reasons: new Map() }
      try {
        for (const tenant of tenants) await inspectTenant(database.tenant(tenant), tenant, model, failing, sample)
        if (failing.failing > 0) findings.failing.push(failing)
      } catch (error) {
        findings.unreadable.push({ entity, message: (error as Error).message })
      }
    }
    return findings
  } finally {
    await database.close()
  }
}

async function inspectTenant(connection: TenantSql, tenant: TenantId, model: Model, failing: Failing, sample: number): Promise<void> {
  const { entity } = failing
  const { data } = await listRecords(connection, platformCaller(tenant), model, entity, readListQuery(entity, {}))
  if (data.length === 0) return
  const table = sql.raw(tableName(entity.table))
  for (let last = '00000000-0000-0000-0000-000000000000'; failing.checked < sample; ) {
    const limit = Math.min(batchSize, sample - failing.checked)
    const records = await loadRecords(
      connection,
      entity,
      sql`t.id in (select id from ${table} where tenant_id = ${tenant} and id > ${last}::uuid order by id limit ${limit})`,
    )
    if (records.length === 0) return
    for (const { id, values } of records) note(failing, problemsOf(entity, id, values))
    last = records.at(-1)!.id
  }
}

/** What whoever next changes the record would be told. */
function problemsOf(entity: Entity, id: string, values: Record<string, unknown>): string[] {
  const draft = { id, values: { ...values }, errors: [], warnings: [] } as Parameters<typeof prepare>[1]
  prepare(entity, draft, new Set(entity.fields.map(field => field.name)), values)
  return [...new Set(draft.errors.map(error => error.detail))]
}

function note(failing: Failing, problems: string[]): void {
  failing.checked++
  if (problems.length > 0) failing.failing++
  for (const problem of problems) failing.reasons.set(problem, (failing.reasons.get(problem) ?? 0) + 1)
}
