import { type Entity, entityOf } from '../declarations/model.ts'
import type { Asked, Operation } from '../http/operation.ts'
import { explainAccess } from '../permissions/explain.ts'
import { createRecord } from './create.ts'
import { deleteOperations } from './delete-operations.ts'
import { getRecord } from './get.ts'
import { historyOf, restoreVersion } from './history.ts'
import { listRecords } from './list.ts'
import { listParameters, pageSchema } from './list-document.ts'
import { readListQuery } from './list-query.ts'
import { invalid } from './problems.ts'
import { schemaName } from './reply-schema.ts'
import { revealOperations } from './reveal.ts'
import { updateRecord } from './update.ts'
import { whole, written } from './written.ts'

/** Everything that can be asked of one entity over HTTP, by its declaration alone. */
export function entityOperations(entity: Entity): Operation[] {
  const name = schemaName(entity)
  const at = (id: string) => `${lowerFirst(name)}.${id}`
  const common = { tag: entity.title, access: 'full' as const }
  /** The entity as the caller's tenant has it. */
  const here = (asked: Asked) => entityOf(asked.engine.model, entity.key)
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
        asked.engine.database.tenant(asked.caller.tenantId),
        asked.caller,
        asked.engine.model,
        here(asked),
        readListQuery(here(asked), asked.query),
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
      whole(
        await getRecord(
          asked.engine.database.tenant(asked.caller.tenantId),
          asked.caller,
          asked.engine.model,
          here(asked),
          asked.parameters['id']!,
        ),
      ),
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
      body: {
        data: await historyOf(
          asked.engine.database.tenant(asked.caller.tenantId),
          asked.caller,
          asked.engine,
          here(asked),
          asked.parameters['id']!,
        ),
      },
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
          asked.engine.database.tenant(asked.caller.tenantId),
          asked.caller,
          asked.engine.model,
          here(asked),
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
      const id = await createRecord(asked.engine, transaction, asked.caller, here(asked), asked.body)
      return { ...(await written(here(asked), asked, transaction, id)), status: 201 }
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
      await updateRecord(asked.engine, transaction, asked.caller, here(asked), id, asked.body, versionIn(asked.headers['if-match']))
      return written(here(asked), asked, transaction, id)
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
      await restoreVersion(asked.engine, transaction, asked.caller, here(asked), id, (asked.body as { version: number }).version)
      return written(here(asked), asked, transaction, id)
    },
  }
  return [
    ...(entity.actions.has('read') ? [list, get, history, access, ...revealOperations(entity, at)] : []),
    ...(entity.actions.has('create') ? [create] : []),
    ...(entity.actions.has('update') ? [update, restoreEarlier] : []),
    ...(entity.actions.has('delete') && entity.delete !== 'never' ? deleteOperations(entity, at) : []),
  ]
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
