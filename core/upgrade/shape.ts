import type { TableDefinition } from '../database/table-definition.ts'
import { tablesOf } from '../database/table-definition.ts'
import { triggersOf } from '../database/triggers.ts'
import type { Entity, Field, FieldKind, Model } from '../declarations/model.ts'

/** What is remembered of a declaration that was applied, so that the next one can be compared with it. */
export type FieldShape = {
  title: string
  kind: FieldKind
  column: string
  required: boolean
  relation?: string
  codes?: string[]
  /** CEL of a value that is stored when a record is written. */
  computed?: string
  /** `true`: by names. */
  search?: true | 'words'
  rows?: { table: string; fields: Record<string, FieldShape> }
}

export type EntityShape = {
  title: string
  table: { schema: string; name: string }
  counted: boolean
  fields: Record<string, FieldShape>
  /** Statements by the name of the index, or of the constraint within its table: `book/book_shelf_id_key`. */
  indexes: Record<string, string>
  constraints: Record<string, string>
  triggers: [name: string, definition: string][]
}

export type PluginShape = { title: string; version: string; entities: Record<string, EntityShape> }

export function shapeOf(plugin: string, model: Model): PluginShape {
  const { title, version } = model.plugins.get(plugin)!
  const entities = [...model.entities.values()].filter(entity => entity.plugin === plugin)
  return {
    title,
    version,
    entities: Object.fromEntries(entities.map(entity => [entity.name, entityShape(entity, tablesOf(entity, model))])),
  }
}

function entityShape(entity: Entity, tables: TableDefinition[]): EntityShape {
  return {
    title: entity.title,
    table: entity.table,
    counted: entity.counted,
    fields: fieldShapes(entity.fields),
    indexes: Object.fromEntries(tables.flatMap(table => [...table.indexes])),
    constraints: Object.fromEntries(tables.flatMap(table => [...table.constraints].map(([name, sql]) => [`${table.name}/${name}`, sql]))),
    triggers: triggersOf(entity),
  }
}

function fieldShapes(fields: readonly Field[]): Record<string, FieldShape> {
  return Object.fromEntries(
    fields.map(field => [
      field.name,
      {
        title: field.title,
        kind: field.kind,
        column: field.column,
        required: field.required,
        relation: field.relation,
        codes: field.choices?.map(choice => choice.code),
        computed: field.computed?.when === 'write' ? String(field.schema['x-computed']) : undefined,
        search: field.search === 'pinyin' ? true : field.search === 'words' ? 'words' : undefined,
        rows: field.rows && { table: field.rows.table, fields: fieldShapes(field.rows.fields) },
      },
    ]),
  )
}
