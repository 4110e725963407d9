import type { Json } from '../declarations/model.ts'
import type { Operation } from './operation.ts'

/** OpenAPI 3.1 of these operations, with the schemas they speak of by name. */
export function openApiDocument(operations: Operation[], schemas: Record<string, Json>, title: string): Json {
  const paths: Record<string, Json> = {}
  for (const operation of operations) {
    const path = paths[operation.path] ?? {}
    paths[operation.path] = path
    path[operation.method.toLowerCase()] = described(operation)
  }
  return {
    openapi: '3.1.0',
    info: { title, version: '1', description: '时间为 ISO 8601，日期为 Asia/Shanghai 的日历日期，金额以分为单位。' },
    servers: [{ url: '/' }],
    tags: [...new Set(operations.map(operation => operation.tag))].map(name => ({ name })),
    paths,
    components: {
      schemas: { ...schemas, Problem: problemSchema },
      securitySchemes: { cookie: { type: 'apiKey', in: 'cookie', name: 'session' }, bearer: { type: 'http', scheme: 'bearer' } },
    },
  }
}

function described(operation: Operation): Json {
  const parameters = [
    ...[...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: operation.inPath?.[name!] ?? (name === 'id' ? { type: 'string', format: 'uuid' } : { type: 'string' }),
    })),
    ...(operation.query ?? []),
    ...(operation.method === 'POST' && 'write' in operation
      ? [{ name: 'Idempotency-Key', in: 'header', schema: { type: 'string', maxLength: 200 } }]
      : []),
    ...(operation.method === 'PATCH' ? [{ name: 'If-Match', in: 'header', schema: { type: 'string' } }] : []),
  ]
  return {
    operationId: operation.id,
    summary: operation.summary,
    tags: [operation.tag],
    ...(operation.access === 'public' ? { security: [] } : { security: [{ cookie: [] }, { bearer: [] }] }),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(operation.body
      ? {
          requestBody: {
            required: true,
            content: { [operation.multipart ? 'multipart/form-data' : 'application/json']: { schema: operation.body } },
          },
        }
      : {}),
    responses: {
      ...replies(operation),
      default: { description: '错误', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
    },
  }
}

function replies(operation: Operation): Json {
  const { reply } = operation
  const status = String(operation.status ?? (reply ? 200 : 204))
  if (!reply) return { [status]: { description: '完成' } }
  if ('contentType' in reply)
    return { [status]: { description: '文件', content: { [String(reply.contentType)]: { schema: { type: 'string' } } } } }
  return { [status]: { description: '结果', content: { 'application/json': { schema: reply } } } }
}

const problemSchema: Json = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'code', 'detail'],
        properties: { pointer: { type: 'string' }, code: { type: 'string' }, detail: { type: 'string' } },
      },
    },
  },
}
