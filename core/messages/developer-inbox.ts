import type { Database, TenantId } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import type { Operation } from '../http/operation.ts'
import { platformTenant } from '../tenants/tenant-state.ts'

/** Demo mode alone: what was "sent" by SMS and voice call, newest first. */
export function developerInbox(database: Database): Operation {
  return {
    method: 'GET',
    path: '/api/v1/core/developer-inbox',
    id: 'developerInbox.list',
    summary: '开发收件箱（仅演示环境）',
    tag: '会话',
    access: 'public',
    reply: { type: 'object', required: ['data'], properties: { data: { type: 'array', items: { type: 'object' } } } },
    read: async () => {
      const all = await database
        .tenant(platformTenant)
        .run(sql<{ id: TenantId }>`select id from core.tenant where tenant_id = ${platformTenant}`)
      const found = await Promise.all(
        all.map(({ id }) =>
          database.tenant(id).run(
            sql<{
              at: string
            }>`select channel, phone, coalesce(text, content) as text, template, state, coalesce(sent_at, due_at) as at from core.delivery
              where tenant_id = ${id} and state in ('sent', 'delivered') order by due_at desc, id desc limit 50`,
          ),
        ),
      )
      return {
        body: {
          data: found
            .flat()
            .sort((a, b) => (a.at < b.at ? 1 : -1))
            .slice(0, 100),
        },
      }
    },
  }
}
