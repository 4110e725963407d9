import { sql } from '../database/sql.ts'
import { tableName } from '../database/table-definition.ts'
import type { Behaviour } from '../records/engine.ts'

/**
 * Name, phone and organization of a person are kept once, in the person's record, and the account follows (S2.1): changed in the
 * account alone they would be two truths.
 */
export const followsPerson: Behaviour = {
  async beforeUpdate({ engine, transaction, caller }, changes) {
    if (caller.access.everything) return
    const concerned = changes.filter(change => ['name', 'phone', 'organizationId'].some(name => change.changed.has(name)))
    if (concerned.length === 0) return
    for (const entity of engine.model.entities.values()) {
      if (!entity.account) continue
      const user = sql.ref(entity.field.get(entity.account.user)!.column)
      const rows = await transaction.run(sql<{ user: string }>`
        select ${user} as "user" from ${sql.raw(tableName(entity.table))}
        where tenant_id = ${transaction.tenantId} and ${user} = any(${concerned.map(change => change.id)}::uuid[])`)
      for (const change of concerned.filter(one => rows.some(row => row.user === one.id)))
        for (const name of ['name', 'phone', 'organizationId'].filter(one => change.changed.has(one)))
          change.errors.push({ pointer: `/${name}`, code: 'kept-by-record', detail: `请在${entity.title}信息中修改，账号随之更新` })
    }
  },
}
