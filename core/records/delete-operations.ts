import type { Entity, Json } from '../declarations/model.ts'
import type { Operation } from '../http/operation.ts'
import type { Engine } from './engine.ts'
import { invalid, tooMany } from './problems.ts'
import { deleteRecords, eraseRecords, restoreRecords } from './remove.ts'
import { schemaName } from './reply-schema.ts'
import { written } from './written.ts'

const mostInBulk = 1_000

/** Deleting, one by one or in bulk; where an entity deletes softly, also restoring and deleting for good (O2.5). */
export function deleteOperations(engine: Engine, entity: Entity, at: (id: string) => string): Operation[] {
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
      await deleteRecords({ engine, transaction, caller: asked.caller, entity }, [asked.parameters['id']!])
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
      await { delete: deleteRecords, restore: restoreRecords, erase: eraseRecords }[action](
        { engine, transaction, caller: asked.caller, entity },
        ids,
      )
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
      await restoreRecords({ engine, transaction, caller: asked.caller, entity }, [asked.parameters['id']!])
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
      await eraseRecords({ engine, transaction, caller: asked.caller, entity }, [asked.parameters['id']!])
      return {}
    },
  }
  return [remove, bulk, restore, erase]
}
