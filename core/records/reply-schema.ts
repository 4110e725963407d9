import type { Entity, Field, Json } from '../declarations/model.ts'
import { schemaNames } from '../declarations/names.ts'
import { constraints, valueSchema, visible, writable } from './input-schema.ts'
import { relationName } from './relations.ts'

/** `members/member` -> `MembersMember`: the entity's name in the OpenAPI document. */
export function schemaName(entity: Entity): string {
  return schemaNames(entity.key).read
}

const label: Json = {
  type: ['object', 'null'],
  required: ['id', 'label'],
  properties: { id: { type: 'string', format: 'uuid' }, label: { type: ['string', 'null'] } },
}

/** The schemas of an entity that the OpenAPI document and the generated types name: as read, as created, as changed. */
export function entitySchemas(entity: Entity): Record<string, Json> {
  const names = schemaNames(entity.key)
  return {
    [names.read]: readSchema(entity),
    [names.input]: {
      title: `新增${entity.title}`,
      type: 'object',
      additionalProperties: false,
      required: writable(entity).filter(isAskedFor).map(nameOf),
      properties: Object.fromEntries(
        writable(entity).map(field => [
          field.name,
          isAskedFor(field) ? inputSchema(field, withDefault(field)) : nullable(inputSchema(field, withDefault(field))),
        ]),
      ),
    },
    [names.patch]: {
      title: `修改${entity.title}`,
      type: 'object',
      additionalProperties: false,
      properties: Object.fromEntries(
        writable(entity)
          .filter(field => !field.immutable)
          .map(field => [field.name, nullable(inputSchema(field, valueSchema(field)))]),
      ),
    },
  }
}

/** Whatever the caller may not see or did not ask for is left out of a reply; so little is required. */
function readSchema(entity: Entity): Json {
  return {
    title: entity.title,
    type: 'object',
    required: ['id', 'version', 'createdAt', 'updatedAt'],
    properties: {
      id: { type: 'string', format: 'uuid' },
      version: { type: 'integer' },
      ...Object.fromEntries(visible(entity).map(field => [field.relation ? relationName(field) : field.name, readValue(field)])),
      createdAt: { type: 'string', format: 'date-time' },
      createdBy: label,
      updatedAt: { type: 'string', format: 'date-time' },
      updatedBy: label,
      ...(entity.delete === 'soft' ? { deletedAt: { type: 'string', format: 'date-time' } } : {}),
    },
  }
}

const nameOf = (field: Field): string => field.name

function isAskedFor(field: Field): boolean {
  return field.required && !field.default && !field.from && field.schema['default'] === undefined
}

/** In a row what is not required may be null, as rows that were read are. */
function inputSchema(field: Field, { default: _default, ...schema }: Json): Json {
  return field.rows ? { ...schema, items: rowSchema(field, schema, column => column.required) } : schema
}

/** A default is told in words: generators of clients take a field with `default` for one that is always there. */
function withDefault(field: Field): Json {
  const schema = valueSchema(field)
  const value = schema['default']
  if (value === undefined) return schema
  const title = field.choices?.find(choice => choice.code === value)?.title ?? String(value)
  return { ...schema, description: [schema['description'], `不填时为 ${title}`].filter(Boolean).join('；') }
}

function readValue(field: Field): Json {
  if (field.relation) return { ...label, title: field.title }
  if (field.computed) return { title: field.title, type: [field.schema['type'] ?? 'string', 'null'] }
  const value = valueSchema(field)
  const schema = without(value, [...constraints, 'default'])
  const format = schema['format']
  const told = format === 'date' || format === 'date-time' || format === 'uuid' ? schema : without(schema, ['format'])
  if (field.secret) return { ...nullable(told), description: '加密保存，总是遮盖显示；完整内容由 reveal 查看' }
  if (!field.rows) return nullable(told)
  const rows = rowSchema(field, value, () => false)
  return nullable({ ...told, items: { ...rows, required: field.rows.fields.map(nameOf), additionalProperties: false } })
}

function rowSchema(field: Field, schema: Json, kept: (column: Field) => boolean): Json {
  const items = schema['items'] as Json & { properties: Record<string, Json> }
  const columns = field.rows!.fields.map(column => [
    column.name,
    kept(column) ? items.properties[column.name]! : nullable(items.properties[column.name]!),
  ])
  return { ...items, properties: Object.fromEntries(columns) }
}

function nullable(schema: Json): Json {
  const choices = schema['enum'] as unknown[] | undefined
  return { ...schema, type: [schema['type'], 'null'], ...(choices ? { enum: [...choices, null] } : {}) }
}

function without(schema: Json, words: string[]): Json {
  return Object.fromEntries(Object.entries(schema).filter(([word]) => !words.includes(word)))
}
