import type { TenantRows } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import { type EntityKey, entityOf, type Json, type Model } from '../declarations/model.ts'
import { withoutNumbers } from '../imports/report-text.ts'
import { toldQuery } from '../imports/told-query.ts'
import { veiled } from '../records/log-entry.ts'
import type { QueryTree } from '../records/query-string.ts'
import { maskOf, secretFields } from '../records/secret-values.ts'
import { entitiesWithSecrets } from './reseal.ts'

/** Takes values that are secret now out of what the platform noted of them before: its log, reports of imports, kept replies. */
export async function hideTraces(rows: TenantRows, model: Model): Promise<void> {
  await hideInLog(rows, model)
  await hideInReports(rows, model)
  await hideInReplies(rows, model)
}

/** A log that is sealed already stays as it is: nobody rewrites it. */
async function hideInLog(rows: TenantRows, model: Model): Promise<void> {
  const sealed = await rows.run(sql`select 1 from core.applied where name = 'audit sealing'`)
  if (sealed.length > 0) return
  for (const entity of entitiesWithSecrets(model)) {
    for (const field of secretFields(entity))
      await rows.run(sql`update core.audit_entry set changes = jsonb_set(changes, array[${field.name}]::text[], (
          select jsonb_agg(case when value = 'null' then value else to_jsonb(${veiled}::text) end) from jsonb_array_elements(changes -> ${field.name})))
        where tenant_id = ${rows.tenantId} and entity = ${entity.key} and jsonb_typeof(changes -> ${field.name}) = 'array'`)
    const exports = await rows.run(sql<{ id: string; changes: { query?: QueryTree } }>`
      select id, changes from core.audit_entry where tenant_id = ${rows.tenantId} and entity = ${entity.key} and action = 'export'`)
    for (const { id, changes } of exports)
      if (changes?.query)
        await rows.run(sql`update core.audit_entry set changes = ${JSON.stringify({ ...changes, query: toldQuery(entity, changes.query) })}::jsonb
          where tenant_id = ${rows.tenantId} and id = ${id}`)
  }
}

async function hideInReports(rows: TenantRows, model: Model): Promise<void> {
  type Report = { preview?: Json[]; problems?: { message: string }[] }
  const jobs = await rows.run(sql<{ id: string; key: EntityKey; result: Report }>`
    select id, input ->> 'entity' as key, result from core.job where tenant_id = ${rows.tenantId} and kind = 'import' and result is not null`)
  for (const { id, key, result } of jobs) {
    if (!model.entities.has(key)) continue
    const secrets = secretFields(entityOf(model, key))
    const hidden = (row: Json) => ({ ...row, ...Object.fromEntries(secrets.map(field => [field.name, maskOf(field, row[field.name])])) })
    const report = {
      ...result,
      ...(result.preview ? { preview: result.preview.map(hidden) } : {}),
      ...(result.problems ? { problems: result.problems.map(withoutNumbers) } : {}),
    }
    await rows.run(sql`update core.job set result = ${JSON.stringify(report)}::jsonb where tenant_id = ${rows.tenantId} and id = ${id}`)
  }
}

/** A kept reply does not say of which entity it is: whatever has the name of a secret is masked. */
async function hideInReplies(rows: TenantRows, model: Model): Promise<void> {
  for (const field of entitiesWithSecrets(model).flatMap(secretFields)) {
    const replies = await rows.run(sql<{ user_id: string; key: string; value: string }>`
      select user_id, key, reply #>> array['body', ${field.name}]::text[] as value from core.idempotency_key
      where tenant_id = ${rows.tenantId} and reply #>> array['body', ${field.name}]::text[] is not null`)
    for (const { user_id, key, value } of replies)
      await rows.run(sql`update core.idempotency_key set reply = jsonb_set(reply, array['body', ${field.name}]::text[], to_jsonb(${maskOf(field, value)}::text))
        where tenant_id = ${rows.tenantId} and user_id = ${user_id} and key = ${key}`)
  }
}
