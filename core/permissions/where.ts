import type { TenantId } from '../database/database.ts'
import { type Sql, sql } from '../database/sql.ts'
import type { Entity, Json } from '../declarations/model.ts'
import { Problem } from '../problem.ts'
import { compileFilter } from '../records/filter.ts'
import type { QueryTree } from '../records/query-string.ts'
import { conditionsIn } from './where-words.ts'

/** With what a permission may be narrowed to some rows: what is written is not in these rows before, or not after. */
export const narrowable: readonly string[] = ['read', 'export', 'print']

/**
 * The rows that meet a permission's `where`. A condition that cannot be asked, because a field of it is there no more, is met by none.
 */
export function rowsWhere(entity: Entity, where: Json, tenantId: TenantId, alias?: string): Sql<boolean> {
  try {
    return compileFilter(entity, asQuery(where), { tenantId, alias }).where
  } catch (error) {
    if (error instanceof Problem) return sql`false`
    throw error
  }
}

/** Why a `where` cannot be asked of the entity; undefined when it can. */
export function faultIn(entity: Entity, where: Json): string | undefined {
  try {
    const { fields } = compileFilter(entity, asQuery(where), { tenantId: nobody })
    if (fields.length === 0) return '没有写明条件'
    return unknownChoice(entity, where)
  } catch (error) {
    if (error instanceof Problem) return error.message
    throw error
  }
}

const nobody = '00000000-0000-0000-0000-000000000000' as TenantId

/** A code that the field does not have: no row would ever hold it. */
function unknownChoice(entity: Entity, where: Json): string | undefined {
  for (const { field, values } of conditionsIn(entity, where)) {
    const unknown = field.choices && values.find(value => !field.choices!.some(choice => choice.code === value))
    if (unknown !== undefined) return `${field.title}没有“${unknown}”这一项`
  }
  return undefined
}

/** The list language as JSON -> as a request has it. */
export function asQuery(where: Json): QueryTree {
  return Object.fromEntries(
    Object.entries(where).map(([name, inner]) => {
      if (Array.isArray(inner) && (name === 'and' || name === 'or'))
        return [name, Object.fromEntries(inner.map((part, at) => [String(at), asQuery(part as Json)]))]
      if (Array.isArray(inner)) return [name, inner.map(String).join(',')]
      return [name, typeof inner === 'object' && inner !== null ? asQuery(inner as Json) : String(inner)]
    }),
  )
}
