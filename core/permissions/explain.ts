import type { TenantSql } from '../database/database.ts'
import { all, sql } from '../database/sql.ts'
import { tableName } from '../database/table-definition.ts'
import type { Entity, Json, Model } from '../declarations/model.ts'
import { notFound } from '../records/problems.ts'
import { labelsOf } from '../records/relations.ts'
import type { Caller } from './access.ts'
import { denied, livingOrRestorable } from './decide.ts'
import { grantsFor } from './rows.ts'
import { whereInWords } from './where-words.ts'

/** Why the caller can see a record: the grants that open it, with role, anchor and scope. @throws notFound when none does */
export async function explainAccess(connection: TenantSql, caller: Caller, model: Model, entity: Entity, id: string): Promise<Json[]> {
  const grants = grantsFor(caller, entity, 'read', model)
  if (grants.length === 0) throw denied()
  const columns = grants.map((grant, at) => sql`${grant.rows} as ${sql.ref(`grant_${at}`)}`)
  const [row] = await connection.run(sql<Json>`select ${sql.join(columns)} from ${sql.raw(tableName(entity.table))} t
    where ${all([sql`t.tenant_id = ${connection.tenantId}`, sql`t.id = ${id}`, livingOrRestorable(caller, entity, model)])}`)
  const deciding = grants.filter((_, at) => row?.[`grant_${at}`])
  if (deciding.length === 0) throw notFound()
  const anchors = await labelsOf(
    connection,
    caller,
    model,
    'core/organization',
    deciding.flatMap(({ grant }) => grant.organizationId ?? []),
  )
  const names = await roleNames(connection, [...new Set(deciding.map(({ grant }) => grant.role))])
  return deciding.map(({ grant, permission }) => ({
    grant: grant.id,
    role: grant.role,
    roleName: names.get(grant.role) ?? grant.role,
    organization: grant.organizationId ? { id: grant.organizationId, label: anchors.get(grant.organizationId) ?? null } : null,
    scope: permission.scope ?? grant.scope,
    actions: permission.actions,
    fields: permission.fields ?? {},
    ...(permission.where ? { where: whereInWords(entity, permission.where) } : {}),
  }))
}

async function roleNames(connection: TenantSql, codes: string[]): Promise<Map<string, string>> {
  const rows = await connection.run(sql<{ code: string; name: string }>`
    select code, name from core.role where tenant_id = ${connection.tenantId} and code = any(${codes}::text[])`)
  return new Map(rows.map(row => [row.code, row.name]))
}
