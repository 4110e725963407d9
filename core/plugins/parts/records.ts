import { writeAudit } from '../../audit/write-audit.ts'
import { columnSql } from '../../database/column-sql.ts'
import { type Sql, sql } from '../../database/sql.ts'
import { keyColumn, tableName, valueType } from '../../database/table-definition.ts'
import { type Entity, type EntityKey, entityOf, type Json } from '../../declarations/model.ts'
import { organizationOf, tellable } from '../../events/record-events.ts'
import { type Caller, platformCaller } from '../../permissions/access.ts'
import { ownRows } from '../../permissions/rows.ts'
import { createDrafts, draftOf, throwIfWrong } from '../../records/create.ts'
import type { Engine } from '../../records/engine.ts'
import { loadRecords } from '../../records/load.ts'
import { isUuid, labelColumn, labelsOf } from '../../records/relations.ts'
import { keyOfValue } from '../../records/secret-values.ts'
import { changeRecord } from '../../records/update.ts'
import type { At, Part } from '../part.ts'

type Asking = { caller: Caller; engine: Engine }

/** The plugin's own records, under the platform's rights: of other plugins' it only reads. */
export const records: Part<{
  /** A record that is not deleted, without what is secret; undefined where there is none. `visit`, or `members/member` of a plugin in `needs`. */
  find(at: At, entity: string, id: string): Promise<Json | undefined>
  /** Those that are not deleted and hold one of these values in that field, `id` and secret ones too; without what is secret. */
  having(at: At, entity: string, field: string, values: string[]): Promise<(Json & { id: string })[]>
  /** Makes a record and gives its id; made before under the same id, it is left as it is. @throws Problem where its rules refuse it */
  create(at: At, entity: string, values: Json, id?: string): Promise<string>
  /** Sets fields, also such as requests may not set. @throws Problem where its rules refuse it, or there is none */
  change(at: At, entity: string, id: string, values: Json): Promise<void>
  /**
   * What stands for these records where others mention them, as far as the caller may see it; `toEveryone` also what he may not, where the
   * plugin itself says whom it tells of.
   */
  labels(asked: Asking, entity: string, ids: string[], options?: { toEveryone?: boolean }): Promise<Map<string, string>>
  /** The same as a column of that name, of the record that `id` points at: read along with a row of the plugin's own, in one round trip. */
  labelColumn(asked: Asking, entity: string, id: Sql, name: string, options?: { toEveryone?: boolean }): Sql
  /** What stands encrypted in a field, for code that hands it on; that it was read, and why, is in the log. */
  secret(at: At, entity: string, id: string, asked: { field: string; reason: string }): Promise<string | undefined>
  /** The ids of the caller's own records that are not deleted: of `members/member`, what is about himself. */
  ownIds(asked: Asking, entity: string): Promise<string[]>
}> = {
  name: 'records',
  of(plugin) {
    const find = async (at: At, entity: Entity, id: string) => {
      if (!isUuid(id)) return undefined
      const [found] = await loadRecords(at.transaction, entity, sql`t.id = ${id}${living(entity)}`, { id })
      return found && tellable(entity, found.values)
    }
    return {
      find: (at, entity, id) => find(at, readable(at, plugin, entity), id),
      async having(at, name, field, values) {
        const entity = readable(at, plugin, name)
        const found = await loadRecords(at.transaction, entity, sql`${holds(at, entity, field, values)}${living(entity)}`)
        return found.map(({ id, values: held }) => ({ ...tellable(entity, held), id }))
      },
      async create(at, name, values, id) {
        const entity = own(at, plugin, name)
        if (id !== undefined && (await find(at, entity, id))) return id
        const draft = draftOf(values, id)
        await createDrafts({ ...at, entity }, [draft])
        throwIfWrong([draft])
        return draft.id
      },
      change: (at, name, id, values) => changeRecord({ ...at, entity: own(at, plugin, name) }, id, values),
      labels({ caller, engine }, name, ids, { toEveryone = false } = {}) {
        const connection = engine.database.tenant(caller.tenantId)
        return labelsOf(connection, seeing(caller, toEveryone), engine.model, readable({ engine }, plugin, name).key, ids)
      },
      labelColumn({ caller, engine }, entity, id, name, { toEveryone = false } = {}) {
        return labelColumn(seeing(caller, toEveryone), engine.model, readable({ engine }, plugin, entity).key, id, name)
      },
      async secret(at, name, id, { field, reason }) {
        const entity = readable(at, plugin, name)
        const [found] = await loadRecords(at.transaction, entity, sql`t.id = ${id}`, { id })
        if (!found) return undefined
        const [recordLabel, organizationId] = [String(found.values[entity.label] ?? ''), organizationOf(entity, id, found.values)]
        await writeAudit(at, [
          { action: 'reveal', entity: entity.key, recordId: id, recordLabel, organizationId, changes: { field, reason } },
        ])
        return (found.values[field] as string | null) ?? undefined
      },
      async ownIds({ caller, engine }, name) {
        const entity = readable({ engine }, plugin, name)
        const living = entity.delete === 'soft' ? sql`and t.deleted_at is null` : sql``
        const rows = await engine.database.tenant(caller.tenantId).run(sql<{ id: string }>`
          select t.id from ${sql.raw(tableName(entity.table))} t
          where t.tenant_id = ${caller.tenantId} and ${ownRows(caller, entity, engine.model, 't')} ${living} order by t.id`)
        return rows.map(row => row.id)
      },
    }
  },
}

function holds({ transaction }: At, entity: Entity, name: string, values: string[]): Sql {
  const field = entity.field.get(name)
  if (!field) return sql`t.id = any(${values}::uuid[])`
  if (!field.secret) return sql`${columnSql(field)} = any(${values}::${sql.raw(valueType(field))}[])`
  return sql`${sql.ref(`t.${keyColumn(field)}`)} = any(${values.map(value => keyOfValue(field, value, transaction.secrets))}::text[])`
}

function seeing(caller: Caller, toEveryone: boolean): Caller {
  return toEveryone ? platformCaller(caller.tenantId) : caller
}

function living(entity: Entity): Sql {
  return entity.delete === 'soft' ? sql` and t.deleted_at is null` : sql``
}

function own({ engine }: At, plugin: string, name: string): Entity {
  return entityOf(engine.model, `${plugin}/${name}`)
}

function readable({ engine }: Pick<At, 'engine'>, plugin: string, name: string): Entity {
  const entity = entityOf(engine.model, (name.includes('/') ? name : `${plugin}/${name}`) as EntityKey)
  const { needs } = engine.model.plugins.get(plugin)!
  if (![plugin, 'core', ...needs].includes(entity.plugin))
    throw new Error(`${plugin} does not need ${entity.plugin}, whose records it asks for`)
  return entity
}
