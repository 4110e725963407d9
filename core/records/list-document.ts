import type { Entity, Json } from '../declarations/model.ts'

/** A page of such records, as the OpenAPI document tells it. */
export function pageSchema(record: Json): Json {
  return {
    type: 'object',
    required: ['data', 'page'],
    properties: {
      data: { type: 'array', items: record },
      page: {
        type: 'object',
        required: ['after'],
        properties: { after: { type: ['string', 'null'] }, total: { type: ['integer', 'string'] } },
      },
    },
  }
}

/** The list language, as `docs/api.md` explains it. */
export function listParameters(entity: Entity): Json[] {
  const text = (name: string, description: string) => ({ name, in: 'query', description, schema: { type: 'string' } })
  return [
    {
      name: 'filter',
      in: 'query',
      style: 'deepObject',
      explode: true,
      description: 'filter[字段][eq|ne|in|lt|lte|gt|gte|between|like|null|under]=值',
      schema: { type: 'object', additionalProperties: true },
    },
    ...(entity.fields.some(field => field.search) ? [text('q', '快速查找：汉字、拼音、首字母或完整号码')] : []),
    text('sort', '如 -createdAt,name'),
    text('fields', '只要这些字段，逗号分隔'),
    text('include', '展开的关联，逗号分隔'),
    {
      name: 'page',
      in: 'query',
      style: 'deepObject',
      explode: true,
      schema: {
        type: 'object',
        additionalProperties: false,
        properties: {
          size: { type: 'integer', minimum: 1, maximum: 200 },
          after: { type: 'string' },
          number: { type: 'integer', minimum: 1 },
        },
      },
    },
    { name: 'count', in: 'query', schema: { type: 'string', enum: ['none', 'exact', 'estimated'] } },
    ...(entity.organizationField
      ? [
          { name: 'organizationId', in: 'query', schema: { type: 'string', format: 'uuid' } },
          { name: 'scope', in: 'query', schema: { type: 'string', enum: ['organization', 'subtree'] } },
        ]
      : []),
    ...(entity.delete === 'soft' ? [{ name: 'deleted', in: 'query', schema: { type: 'string', enum: ['true', 'false'] } }] : []),
  ]
}
