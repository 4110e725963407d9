import type { Mistake } from './declaration-error.ts'
import type { Entity, EntityKey } from './model.ts'
import { schemaNames } from './names.ts'

/**
 * No two entities share a path, no two tables a name (`visit` with rows `notes` and an entity `visit-notes` would), and no two
 * schemas of the OpenAPI document (`visit` and an entity `visit-input` would).
 */
export function refuseClashes(entities: ReadonlyMap<EntityKey, Entity>, mistakes: Mistake[]): void {
  const paths = new Map<string, string>()
  const tables = new Map<string, string>()
  const schemas = new Map<string, string>()
  const claim = (claims: Map<string, string>, what: string, by: string, place: Omit<Mistake, 'message'>) => {
    const other = claims.get(what)
    if (other) mistakes.push({ ...place, message: `${what} is already ${other}'s` })
    else claims.set(what, by)
  }
  for (const { path, key, file, table } of entities.values()) {
    claim(paths, path, key, { file, pointer: '/x-plural', remedy: 'give one of them another x-plural' })
    claim(tables, `the table ${table.schema}.${table.name}`, key, { file, pointer: '', remedy: 'give the file another name' })
    for (const name of Object.values(schemaNames(key)))
      claim(schemas, `the schema ${name}`, key, { file, pointer: '', remedy: 'give the file another name' })
  }
  for (const { key, file, table, fields } of entities.values())
    for (const field of fields)
      if (field.rows)
        claim(tables, `the table ${table.schema}.${field.rows.table}`, `${key}.${field.name}`, {
          file,
          pointer: `/properties/${field.name}`,
          remedy: 'give the field another name',
        })
}
