import { writeAudit } from '../audit/write-audit.ts'
import { all, sql } from '../database/sql.ts'
import { tableName } from '../database/table-definition.ts'
import type { Entity, Json } from '../declarations/model.ts'
import type { Operation } from '../http/operation.ts'
import { decideRead, fieldHidden, livingOrRestorable } from '../permissions/decide.ts'
import type { Writing } from './engine.ts'
import { invalid, notFound } from './problems.ts'
import { plainValue, secretFields } from './secret-values.ts'
import { type StoredRow, selection, storedValue } from './stored.ts'

/** Why someone looks; it stands in the operations log. */
export const reasonSchema: Json = { type: 'string', title: '查看事由', minLength: 2, maxLength: 200, pattern: '\\S.*\\S' }

/** The one door to a secret's plain value: by right, with a reason, and never without leaving a trace. */
export function revealOperations(entity: Entity, at: (id: string) => string): Operation[] {
  const secrets = secretFields(entity).filter(field => !field.schema['x-internal'])
  if (secrets.length === 0) return []
  return [
    {
      tag: entity.title,
      access: 'full',
      gate: { entity, action: 'reveal' },
      method: 'POST',
      path: `${entity.path}/{id}/transitions/reveal`,
      id: at('reveal'),
      summary: `查看${entity.title}中加密字段的完整内容；每次查看都记入操作日志`,
      perMinute: 60,
      body: {
        type: 'object',
        required: ['field', 'reason'],
        additionalProperties: false,
        properties: { field: { type: 'string', enum: secrets.map(field => field.name) }, reason: reasonSchema },
      },
      reply: {
        type: 'object',
        required: ['field', 'value'],
        properties: { field: { type: 'string' }, value: { type: ['string', 'null'] } },
      },
      // In a transaction of its own: the reply of a repeated request is not kept, and each time is told to the log.
      read: async ({ caller, parameters, body, engine }) => {
        const asked = body as { field: string; reason: string }
        const value = await engine.database.transaction(caller.tenantId, transaction =>
          reveal({ engine, transaction, caller, entity }, parameters['id']!, asked),
        )
        return { headers: { 'cache-control': 'no-store' }, body: { field: asked.field, value } }
      },
    },
  ]
}

/** @throws notFound, denied, fieldHidden */
async function reveal(writing: Writing, id: string, asked: { field: string; reason: string }): Promise<unknown> {
  const { engine, transaction, caller, entity } = writing
  const { model } = engine
  const field = entity.field.get(asked.field)!
  const decision = decideRead(caller, entity, model, 'reveal')
  const told = [entity.field.get(entity.label)!, entity.field.get(entity.organizationField ?? '')].filter(one => one !== undefined)
  const [row] = await transaction.run(sql<StoredRow>`
    select ${sql.join([selection(entity, [field, ...told]), ...decision.columns])} from ${sql.raw(tableName(entity.table))} t
    where ${all([sql`t.tenant_id = ${transaction.tenantId}`, sql`t.id = ${id}`, decision.where, livingOrRestorable(caller, entity, model)])}`)
  if (!row) throw notFound()
  if (decision.shownIn(row)(field)) throw fieldHidden(`您没有查看“${field.title}”的权限`)
  const value = plainValue(field, storedValue(row, field), id, transaction.secrets)
  // The log is read by others.
  if (typeof value === 'string' && asked.reason.includes(value)) throw invalid('事由中不要填写所查看的内容')
  await writeAudit(writing, [
    {
      action: 'reveal',
      entity: entity.key,
      recordId: id,
      recordLabel: String(storedValue(row, told[0]!) ?? ''),
      organizationId: entity.organizationField === 'id' ? id : told[1] ? storedValue(row, told[1]) : null,
      changes: { field: field.name, reason: asked.reason },
    },
  ])
  return value
}
