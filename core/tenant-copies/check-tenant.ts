import type { TenantTransaction } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import { ownColumn, quote, tableName } from '../database/table-definition.ts'
import type { Json } from '../declarations/model.ts'
import { isOwnName } from '../declarations/names.ts'
import { loadOwnFields, ownFieldsOf } from '../own-fields/definition.ts'
import { extendedModels } from '../own-fields/extend-model.ts'
import type { Engine } from '../records/engine.ts'
import { valueSchema } from '../records/input-schema.ts'
import { ownFields } from '../records/stored.ts'
import { validatorFor } from '../records/validate.ts'
import { badCopy } from './problems.ts'

/** What no row shows by itself, once all are there. @throws badCopy */
export async function checkTenant(engine: Engine, transaction: TenantTransaction): Promise<void> {
  await checkRoles(engine, transaction)
  await checkOwnFields(engine, transaction)
}

/** The operator's role is the platform's alone. */
async function checkRoles({ model }: Engine, transaction: TenantTransaction): Promise<void> {
  const roles = await transaction.run(sql<{ code: string; base: string | null }>`
    select code, base from core.role where tenant_id = ${transaction.tenantId}`)
  const known = (name: string | null) => name === null || (name !== 'operator' && model.roles.has(name))
  for (const role of roles) if (role.code === 'operator' || !known(role.base)) throw badCopy(`副本中的角色 ${role.code} 不能导入`)
  if (!roles.some(role => role.code === 'member')) throw badCopy('副本中没有党员角色')
}

/** Values of fields that the tenant added, against their definitions, which came with them. */
async function checkOwnFields(engine: Engine, transaction: TenantTransaction): Promise<void> {
  const defined = await loadOwnFields(transaction)
  const wrong = defined.find(field => !isOwnName(field.name) || !engine.model.entities.get(field.entity)?.extendable)
  if (wrong) throw badCopy(`副本中的自定义字段 ${wrong.name} 不能导入`)
  const { entities } = extendedModels(engine.model).of(ownFieldsOf(defined, () => true))
  for (const entity of entities.values()) {
    const fields = ownFields(entity)
    if (!entity.extendable) continue
    const validate = validatorFor({
      type: 'object',
      properties: Object.fromEntries(fields.map(field => [field.name, { anyOf: [{ type: 'null' }, valueSchema(field)] }])),
    })
    await transaction.run(sql`declare own_values no scroll cursor for select id, ${sql.raw(quote(ownColumn))} as values
      from ${sql.raw(tableName(entity.table))} where tenant_id = ${transaction.tenantId} and ${sql.raw(quote(ownColumn))} is not null`)
    for (let rows = await fetched(transaction); rows.length > 0; rows = await fetched(transaction))
      for (const row of rows) if (!validate(row.values)) throw badCopy(`副本中 ${entity.title} ${row.id} 的自定义字段不符合要求`)
    await transaction.run(sql`close own_values`)
  }
}

function fetched(transaction: TenantTransaction): Promise<{ id: string; values: Json }[]> {
  return transaction.run(sql<{ id: string; values: Json }>`fetch 500 from own_values`)
}
