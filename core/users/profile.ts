import type { TenantSql } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import { tableName } from '../database/table-definition.ts'
import { type Entity, entityOf, type Json } from '../declarations/model.ts'
import type { Asked, Operation } from '../http/operation.ts'
import { platformCaller } from '../permissions/access.ts'
import type { Platform } from '../platform.ts'
import { getRecord } from '../records/get.ts'
import { invalid } from '../records/problems.ts'
import { updateRecord } from '../records/update.ts'

type Who = Pick<Asked, 'engine' | 'caller'>

/** One's own basic information (S2.1): the person's record in the plugin that contributes profiles, or the account where there is none. */
export function profileOperations({ tenants }: Platform): Operation[] {
  /** The record of the person signed in, where a plugin that is on keeps one. */
  async function ownRecord(connection: TenantSql, { engine, caller }: Who): Promise<{ entity: Entity; id: string } | undefined> {
    const state = await tenants.of(caller.tenantId)
    for (const plugin of engine.model.plugins.values()) {
      if (!plugin.profile || !state?.pluginsOn.has(plugin.name)) continue
      const entity = entityOf(engine.model, plugin.profile)
      if (!entity.account) continue
      const column = sql.ref(entity.field.get(entity.account.user)!.column)
      const [row] = await connection.run(sql<{ id: string }>`select id from ${sql.raw(tableName(entity.table))}
        where tenant_id = ${connection.tenantId} and ${column} = ${caller.userId} ${entity.delete === 'soft' ? sql`and deleted_at is null` : sql``} limit 1`)
      if (row) return { entity, id: row.id }
    }
    return undefined
  }

  async function profileOf(connection: TenantSql, who: Who): Promise<Json> {
    const { engine, caller } = who
    const own = await ownRecord(connection, who)
    const account = await getRecord(connection, caller, engine.model, entityOf(engine.model, 'core/user'), caller.userId!)
    return {
      user: account,
      ...(own ? { entity: own.entity.key, record: await getRecord(connection, caller, engine.model, own.entity, own.id) } : {}),
    }
  }

  const reply = {
    type: 'object',
    required: ['user'],
    properties: { user: { $ref: '#/components/schemas/CoreUser' }, entity: { type: 'string' }, record: { type: 'object' } },
  }
  const common = { path: '/api/v1/core/profile', tag: '个人信息', access: 'full' as const, reply }
  return [
    {
      ...common,
      method: 'GET',
      id: 'profile.get',
      summary: '我的基本信息',
      read: async asked => ({ body: await profileOf(asked.engine.database.tenant(asked.caller.tenantId), asked) }),
    },
    {
      ...common,
      method: 'PATCH',
      id: 'profile.update',
      summary: '修改我的基本信息',
      body: { type: 'object' },
      bodyCheckedByEngine: true,
      write: async ({ engine, caller, body }, transaction) => {
        const own = await ownRecord(transaction, { engine, caller })
        if (own) await updateRecord(engine, transaction, caller, own.entity, own.id, body)
        else {
          // Without a record of one's own, name and phone of the account are all there is to a person.
          const { name, phone, ...rest } = (body ?? {}) as Json
          const others = Object.keys(rest).map(field => ({ pointer: `/${field}`, code: 'no-record', detail: '没有对应的个人记录' }))
          if (others.length > 0) throw invalid('没有与您的账号对应的个人记录，只能修改姓名和手机号', others)
          const changes = { ...(name === undefined ? {} : { name }), ...(phone === undefined ? {} : { phone }) }
          await updateRecord(
            engine,
            transaction,
            platformCaller(caller.tenantId, {
              userId: caller.userId,
              userName: caller.userName,
              ip: caller.ip,
              requestId: caller.requestId,
            }),
            entityOf(engine.model, 'core/user'),
            caller.userId!,
            changes,
          )
        }
        return { body: await profileOf(transaction, { engine, caller }) }
      },
    },
  ]
}
