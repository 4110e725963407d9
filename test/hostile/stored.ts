import type pg from 'pg'
import { tenantId } from '../../core/database/database.ts'
import { sql } from '../../core/database/sql.ts'
import type { Entity, Json } from '../../core/declarations/model.ts'
import { loadRecords } from '../../core/records/load.ts'
import { schemaProblems } from '../../core/records/validate.ts'
import { platformTenant } from '../../core/tenants/tenant-state.ts'
import type { TestPlatform } from '../support/platform.ts'

/** What is stored, of any entity of any tenant, though its schema forbids it. */
export async function forbiddenRows({ app: { platform } }: TestPlatform, owner: pg.Client): Promise<string[]> {
  const { rows: tenants } = await owner.query('select id from core.tenant order by id')
  const found: string[] = []
  // What a tenant asks of a field of its own from now on, it did not ask of what stood there before.
  const { rows: changed } = await owner.query<{ field: string }>(
    `select tenant_id || '/' || name as field from core.own_field where version > 1`,
  )
  const askedLater = new Set(changed.map(one => one.field))
  for (const { id } of tenants) {
    const { model, database } = await platform.engineOf(tenantId(id))
    for (const entity of model.entities.values()) {
      if (entity.platform && id !== platformTenant) continue
      for (const record of await loadRecords(database.tenant(tenantId(id)), entity, sql`true`))
        for (const problem of [...schemaProblems(entity, held(record.values) as Json), ...unknownChoices(entity, record.values)])
          if (!askedLater.has(`${id}${problem.pointer}`))
            found.push(`${entity.key} ${record.id} ${problem.pointer} ${problem.detail}: ${JSON.stringify(record.values).slice(0, 300)}`)
    }
  }
  return found
}

/** A record without what is empty, in sub-tables too. */
function held(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(held)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).flatMap(([name, one]) => (one === null ? [] : [[name, held(one)]])))
}

function unknownChoices(entity: Entity, values: Json): { pointer: string; detail: string }[] {
  return entity.fields
    .filter(field => field.choices && field.choices.length > 0 && typeof values[field.name] === 'string')
    .filter(field => !field.choices!.some(choice => choice.code === values[field.name]))
    .map(field => ({ pointer: `/${field.name}`, detail: 'is no choice' }))
}
