import type { TenantSql, TenantTransaction } from '../database/database.ts'
import type { Entity, Json } from '../declarations/model.ts'
import type { Asked, Operation, Reply } from '../http/operation.ts'
import { explainAccess } from '../permissions/explain.ts'
import { createRecord } from './create.ts'
import type { Engine } from './engine.ts'
import { getRecord } from './get.ts'
import { historyOf, restoreVersion } from './history.ts'
import { listRecords } from './list.ts'
import { readListQuery } from './list-query.ts'
import { invalid, tooMany } from './problems.ts'
import { deleteRecords, eraseRecords, restoreRecords } from './remove.ts'
import { schemaName } from './reply-schema.ts'
import { updateRecord } from './update.ts'

const mostInBulk = 1_000

/** Everything that can be asked of one entity over HTTP, by its declaration alone. */
export function entityOperations(engine: Engine, entity: Entity): Operation[] {
  const name = schemaName(entity)
  const at = (id: string) => `${lowerFirst(name)}.${id}`
  const common = { tag: entity.title, access: 'full' as const }
  const gate = (action: string) => ({ entity, action })
  const record = { $ref: `#/components/schemas/${name}` }
  const { path } = entity
  const one = `${path}/{id}`
  const list: Operation = {
    ...common,
    gate: gate('read'),
    method: 'GET',
    path,
    id: at('list'),
    summary: `查询${entity.title}`,
    query: listParameters(entity),
    reply: pageSchema(record),
    read: async asked => ({
      body: await listRecords(
        engine.database.tenant(asked.caller.tenantId),
        asked.caller,
        engine.model,
        entity,
        readListQuery(entity, asked.query),
      ),
    }),
  }
  const get: Operation = {
    ...common,
    gate: gate('read'),
    method: 'GET',
    path: one,
    id: at('get'),
    summary: `查看${entity.title}`,
    reply: record,
    read: async asked =>
      whole(await getRecord(engine.database.tenant(asked.caller.tenantId), asked.caller, engine.model, entity, asked.parameters['id']!)),
  }
  const history: Operation = {
    ...common,
    gate: gate('read'),
    method: 'GET',
    path: `${one}/history`,
    id: at('history'),
    summary: `${entity.title}的修改历史`,
    reply: { type: 'object', required: ['data'], properties: { data: { type: 'array', items: { type: 'object' } } } },
    read: async asked => ({
      body: { data: await historyOf(engine.database.tenant(asked.caller.tenantId), asked.caller, engine, entity, asked.parameters['id']!) },
    }),
  }
  const access: Operation = {
    ...common,
    gate: gate('read'),
    method: 'GET',
    path: `${one}/access`,
    id: at('access'),
    summary: `为什么我能看到这个${entity.title}`,
    reply: { type: 'object', required: ['data'], properties: { data: { type: 'array', items: { type: 'object' } } } },
    read: async asked => ({
      body: {
        data: await explainAccess(
          engine.database.tenant(asked.caller.tenantId),
          asked.caller,
          engine.model,
          entity,
          asked.parameters['id']!,
        ),
      },
    }),
  }
  const create: Operation = {
    ...common,
    gate: gate('create'),
    method: 'POST',
    path,
    id: at('create'),
    summary: `新增${entity.title}`,
    body: { $ref: `#/components/schemas/${name}Input` },
    bodyCheckedByEngine: true,
    reply: record,
    status: 201,
    write: async (asked, transaction) => {
      const id = await createRecord(engine, transaction, asked.caller, entity, asked.body)
      return { ...(await written(engine, entity, asked, transaction, id)), status: 201 }
    },
  }
  const update: Operation = {
    ...common,
    gate: gate('update'),
    method: 'PATCH',
    path: one,
    id: at('update'),
    summary: `修改${entity.title}`,
    body: { $ref: `#/components/schemas/${name}Patch` },
    bodyCheckedByEngine: true,
    reply: record,
    write: async (asked, transaction) => {
      const id = asked.parameters['id']!
      await updateRecord(engine, transaction, asked.caller, entity, id, asked.body, versionIn(asked.headers['if-match']))
      return written(engine, entity, asked, transaction, id)
    },
  }
  const restoreEarlier: Operation = {
    ...common,
    gate: gate('update'),
    method: 'POST',
    path: `${one}/transitions/restore-version`,
    id: at('restoreVersion'),
    summary: `把${entity.title}恢复到某个版本`,
    body: { type: 'object', required: ['version'], additionalProperties: false, properties: { version: { type: 'integer', minimum: 1 } } },
    reply: record,
    write: async (asked, transaction) => {
      const id = asked.parameters['id']!
      await restoreVersion(engine, transaction, asked.caller, entity, id, (asked.body as { version: number }).version)
      return written(engine, entity, asked, transaction, id)
    },
  }
  return [
    ...(entity.actions.has('read') ? [list, get, history, access] : []),
    ...(entity.actions.has('create') ? [create] : []),
    ...(entity.actions.has('update') ? [update, restoreEarlier] : []),
    ...(entity.actions.has('delete') && entity.delete !== 'never' ? deletions(engine, entity, at) : []),
  ]
}

function deletions(engine: Engine, entity: Entity, at: (id: string) => string): Operation[] {
  const common = { tag: entity.title, access: 'full' as const }
  const one = `${entity.path}/{id}`
  const confirmed: Json = {
    type: 'object',
    required: ['confirm'],
    additionalProperties: false,
    properties: { confirm: { const: true, description: '再次确认' } },
  }
  const remove: Operation = {
    ...common,
    gate: { entity, action: 'delete' },
    method: 'DELETE',
    path: one,
    id: at('delete'),
    summary: `删除${entity.title}`,
    write: async (asked, transaction) => {
      await deleteRecords(engine, transaction, asked.caller, entity, [asked.parameters['id']!])
      return {}
    },
  }
  const bulk: Operation = {
    ...common,
    gate: { entity, action: 'delete' },
    method: 'POST',
    path: `${entity.path}/bulk`,
    id: at('bulk'),
    summary: `批量处理${entity.title}`,
    body: {
      type: 'object',
      required: ['action', 'ids'],
      additionalProperties: false,
      properties: {
        action: { type: 'string', enum: entity.delete === 'soft' ? ['delete', 'restore', 'erase'] : ['delete'] },
        ids: { type: 'array', minItems: 1, uniqueItems: true, items: { type: 'string', format: 'uuid' } },
        confirm: { type: 'boolean', description: '彻底删除时再次确认' },
      },
    },
    reply: { type: 'object', required: ['count'], properties: { count: { type: 'integer' } } },
    write: async (asked, transaction) => {
      const { action, ids, confirm } = asked.body as { action: 'delete' | 'restore' | 'erase'; ids: string[]; confirm?: boolean }
      if (ids.length > mostInBulk) throw tooMany(`一次最多处理 ${mostInBulk} 条`)
      if (action === 'erase' && confirm !== true)
        throw invalid('彻底删除后无法恢复，请再次确认', [{ pointer: '/confirm', code: 'not-confirmed', detail: '请再次确认' }])
      await { delete: deleteRecords, restore: restoreRecords, erase: eraseRecords }[action](engine, transaction, asked.caller, entity, ids)
      return { body: { count: ids.length } }
    },
  }
  if (entity.delete !== 'soft') return [remove, bulk]
  const restore: Operation = {
    ...common,
    gate: { entity, action: 'restore' },
    method: 'POST',
    path: `${one}/transitions/restore`,
    id: at('restore'),
    summary: `还原${entity.title}`,
    reply: { $ref: `#/components/schemas/${schemaName(entity)}` },
    write: async (asked, transaction) => {
      await restoreRecords(engine, transaction, asked.caller, entity, [asked.parameters['id']!])
      return written(engine, entity, asked, transaction, asked.parameters['id']!)
    },
  }
  const erase: Operation = {
    ...common,
    gate: { entity, action: 'erase' },
    method: 'POST',
    path: `${one}/transitions/erase`,
    id: at('erase'),
    summary: `彻底删除${entity.title}`,
    body: confirmed,
    write: async (asked, transaction) => {
      await eraseRecords(engine, transaction, asked.caller, entity, [asked.parameters['id']!])
      return {}
    },
  }
  return [remove, bulk, restore, erase]
}

/** The record as it now is, as the caller may see it: nothing but its id where he may write and not read. */
export async function written(engine: Engine, entity: Entity, asked: Asked, transaction: TenantTransaction, id: string): Promise<Reply> {
  try {
    return whole(await getRecord(transaction as TenantSql, asked.caller, engine.model, entity, id))
  } catch (error) {
    if ((error as { code?: string }).code === 'permission.denied' || (error as { code?: string }).code === 'record.not-found')
      return { body: { id } }
    throw error
  }
}

function whole(record: Json): Reply {
  return { body: record, headers: { etag: `"${record['version']}"` } }
}

function versionIn(header: string | undefined): number | undefined {
  if (header === undefined || header === '*') return undefined
  const match = /^(?:W\/)?"(\d{1,9})"$/.exec(header)
  if (!match) throw invalid('If-Match 应是读取时得到的 ETag')
  return Number(match[1])
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

function pageSchema(record: Json): Json {
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
