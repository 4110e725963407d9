import type { TenantSql } from '../../database/database.ts'
import { sql } from '../../database/sql.ts'
import { type Entity, entityOf, type Model, type Permission } from '../../declarations/model.ts'
import type { Engine } from '../../records/engine.ts'
import { notFound } from '../../records/problems.ts'
import type { AccessLoader, Caller } from '../access.ts'
import { decideRead } from '../decide.ts'
import type { RoleRow } from './matrix.ts'
import { type Count, holdersOf, placesOf, rowsReached } from './reached.ts'
import { type EntityChange, entityChange } from './role-change.ts'

/** What a preview is made with. */
export type Previewing = {
  caller: Caller
  engine: Engine
  access: AccessLoader
  actionsOf: (entity: Entity) => string[]
  /** What there is for this tenant at all. */
  shown: (entity: Entity) => boolean
}

/** Numbers and names of what is declared; no record is told. Rows are left out where each person has only his own. */
export type Preview = {
  people: Count
  entities: (EntityChange & { entity: string; title: string; rows: { before?: Count; after?: Count } })[]
}

/** @throws notFound when there is none, or the caller does not see it */
export async function readRole(connection: TenantSql, caller: Caller, model: Model, id: string): Promise<RoleRow> {
  const { where } = decideRead(caller, entityOf(model, 'core/role'), model)
  const [row] = await connection.run(
    sql<RoleRow>`select t.id, t.code, t.base, t.permissions from core.role t where t.tenant_id = ${connection.tenantId} and t.id = ${id} and ${where}`,
  )
  if (!row) throw notFound()
  return row
}

/** What these permissions would open and close, for how many people and records. Nothing is written. */
export async function rolePreview(
  { caller, engine: { database, model }, actionsOf, shown }: Previewing,
  id: string,
  permissions: Record<string, Permission> | null,
): Promise<Preview> {
  const connection = database.tenant(caller.tenantId)
  const role = await readRole(connection, caller, model, id)
  const usual = model.roles.get(role.base ?? role.code)
  const [people, places] = await Promise.all([holdersOf(connection, role), placesOf(connection, role)])
  const entities: Preview['entities'] = []
  for (const entity of [...model.entities.values()].filter(shown)) {
    const before = role.permissions?.[entity.key] ?? usual?.get(entity.key)
    const after = permissions?.[entity.key] ?? usual?.get(entity.key)
    const change = entityChange(entity, actionsOf(entity), before, after)
    if (!change) continue
    const rows = {
      before: await rowsReached(connection, model, entity, before, places),
      after: await rowsReached(connection, model, entity, after, places),
    }
    entities.push({
      entity: entity.key,
      title: entity.title,
      ...change,
      risks: [...change.risks, ...ownRisk(caller, role, entity, change)],
      rows,
    })
  }
  return { people, entities }
}

/** Whoever takes from his own role what rights are given with may be unable to give them back. */
function ownRisk(caller: Caller, role: RoleRow, entity: Entity, { closed }: EntityChange): EntityChange['risks'] {
  const isOwn = caller.access.grants.some(grant => grant.role === role.code)
  const administers = entity.key === 'core/role' || entity.key === 'core/grant'
  return isOwn && administers && closed.actions.length > 0 ? ['oneself'] : []
}
