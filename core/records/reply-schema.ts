import type { Entity, Field, Json } from '../declarations/model.ts'
import { valueSchema, visible, writable } from './input-schema.ts'
import { relationName } from './relations.ts'

/** `members/member` -> `MembersMember`: the entity's name in the OpenAPI document. */
export function schemaName(entity: Entity): string {
  return entity.key
    .split(/[/-]/)
    .map(part => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')
}

const label: Json = {
  type: ['object', 'null'],
  required: ['id', 'label'],
  properties: { id: { type: 'string', format: 'uuid' }, label: { type: ['string', 'null'] } },
}

/** The schemas of an entity that the OpenAPI document names: as read, as created, as changed. */
export function entitySchemas(entity: Entity): Record<string, Json> {
  const name = schemaName(entity)
  const inputs = Object.fromEntries(writable(entity).map(field => [field.name, nullable(valueSchema(field), field)]))
  const changes = Object.fromEntries(
    writable(entity)
      .filter(field => !field.immutable)
      .map(field => [field.name, { ...valueSchema(field), ...nullableType(valueSchema(field)), default: undefined }]),
  )
  return {
    [name]: {
      title: entity.title,
      type: 'object',
      required: ['id', 'version', 'createdAt', 'updatedAt'],
      properties: {
        id: { type: 'string', format: 'uuid' },
        version: { type: 'integer' },
        ...Object.fromEntries(visible(entity).map(field => [field.relation ? relationName(field) : field.name, readSchema(field)])),
        createdAt: { type: 'string', format: 'date-time' },
        createdBy: label,
        updatedAt: { type: 'string', format: 'date-time' },
        updatedBy: label,
        ...(entity.delete === 'soft' ? { deletedAt: { type: 'string', format: 'date-time' } } : {}),
      },
    },
    [`${name}Input`]: {
      title: `新增${entity.title}`,
      type: 'object',
      additionalProperties: false,
      required: writable(entity)
        .filter(field => field.required && !field.default && field.schema['default'] === undefined)
        .map(field => field.name),
      properties: inputs,
    },
    [`${name}Change`]: {
      title: `修改${entity.title}`,
      type: 'object',
      additionalProperties: false,
      properties: JSON.parse(JSON.stringify(changes)),
    },
  }
}

function nullable(schema: Json, field: Field): Json {
  return field.required ? schema : { ...schema, ...nullableType(schema) }
}

function nullableType(schema: Json): Json {
  const choices = schema['enum'] as unknown[] | undefined
  return { type: [schema['type'], 'null'], ...(choices ? { enum: [...choices, null] } : {}) }
}

function readSchema(field: Field): Json {
  if (field.relation) return { ...label, title: field.title }
  if (field.computed) return { title: field.title, type: [field.schema['type'] ?? 'string', 'null'] }
  const { default: _default, minLength: _minimum, pattern: _pattern, format, ...schema } = valueSchema(field)
  return { ...schema, ...(format === 'date' || format === 'date-time' ? { format } : {}), ...nullableType(schema) }
}
