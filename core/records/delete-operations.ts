import type { TenantTransaction } from '../database/database.ts'
import { type Entity, entityOf, type Json } from '../declarations/model.ts'
import type { Asked, Operation } from '../http/operation.ts'
import { isNumbered } from '../numbers/register.ts'
import type { Writing } from './engine.ts'
import { leaf } from './list-query.ts'
import { invalid, tooMany } from './problems.ts'
import { deleteRecords, eraseRecords, restoreRecords } from './remove.ts'
import { schemaName } from './reply-schema.ts'
import { written } from './written.ts'

const mostInBulk = 1_000

/** Why a record goes whose number is void from then on: needed as soon as one of them has a number. */
const reason: Json = { type: 'string', maxLength: 200, description: '作废编号的原因；记录已编号时必填' }

/** @throws invalid for one that is too long */
function reasonIn(text: string | undefined): string | undefined {
  const tidy = text?.trim()
  if (tidy && [...tidy].length > Number(reason['maxLength']))
    throw invalid('作废原因太长', [{ pointer: '/reason', code: 'bad-reason', detail: `最多 ${reason['maxLength']} 个字` }])
  return tidy || undefined
}

/** Deleting, one by one or in bulk; where an entity deletes softly, also restoring and deleting for good (O2.5). */
export function deleteOperations(entity: Entity, at: (id: string) => string): Operation[] {
  const common = { tag: entity.title, access: 'full' as const }
  const one = `${entity.path}/{id}`
  const numbered = isNumbered(entity)
  const whyVoid: Json = numbered ? { reason } : {}
  const writing = ({ engine, caller }: Asked, transaction: TenantTransaction): Writing => ({
    engine,
    transaction,
    caller,
    entity: entityOf(engine.model, entity.key),
  })
  const confirmed: Json = {
    type: 'object',
    required: ['confirm'],
    additionalProperties: false,
    properties: { confirm: { const: true, description: '再次确认' }, ...whyVoid },
  }
  const remove: Operation = {
    ...common,
    gate: { entity, action: 'delete' },
    method: 'DELETE',
    path: one,
    id: at('delete'),
    summary: `删除${entity.title}`,
    query: numbered ? [{ name: 'reason', in: 'query', schema: reason }] : undefined,
    write: async (asked, transaction) => {
      const why = numbered ? reasonIn(leaf(asked.query, 'reason')) : undefined
      await deleteRecords(writing(asked, transaction), [asked.parameters['id']!], why)
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
        ...whyVoid,
      },
    },
    reply: { type: 'object', required: ['count'], properties: { count: { type: 'integer' } } },
    write: async (asked, transaction) => {
      const { action, ids, confirm } = asked.body as { action: 'delete' | 'restore' | 'erase'; ids: string[]; confirm?: boolean }
      const why = reasonIn((asked.body as { reason?: string }).reason)
      if (ids.length > mostInBulk) throw tooMany(`一次最多处理 ${mostInBulk} 条`)
      if (action === 'erase' && confirm !== true)
        throw invalid('彻底删除后无法恢复，请再次确认', [{ pointer: '/confirm', code: 'not-confirmed', detail: '请再次确认' }])
      await { delete: deleteRecords, restore: restoreRecords, erase: eraseRecords }[action](writing(asked, transaction), ids, why)
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
      await restoreRecords(writing(asked, transaction), [asked.parameters['id']!])
      return written(entityOf(asked.engine.model, entity.key), asked, transaction, asked.parameters['id']!)
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
      const why = reasonIn((asked.body as { reason?: string }).reason)
      await eraseRecords(writing(asked, transaction), [asked.parameters['id']!], why)
      return {}
    },
  }
  return [remove, bulk, restore, erase]
}
