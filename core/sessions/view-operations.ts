import { writeAudit } from '../audit/write-audit.ts'
import { sql } from '../database/sql.ts'
import { entityOf } from '../declarations/model.ts'
import type { Operation } from '../http/operation.ts'
import { todayInShanghai } from '../identity/dates.ts'
import { decideRead } from '../permissions/decide.ts'
import { requireReachOver } from '../permissions/reach.ts'
import type { Platform } from '../platform.ts'
import { defineProblem } from '../problem.ts'
import { notFound } from '../records/problems.ts'
import { isUuid } from '../records/relations.ts'
import { platformTenant } from '../tenants/tenant-state.ts'

const oneself = defineProblem('session.view-oneself', 409, '您看到的就是自己的界面')
const notActive = defineProblem('session.view-inactive', 409, '该账号现在不能登录，没有可以查看的界面')
const notOperators = defineProblem('session.view-operator', 403, '平台运营的界面不能由他人查看')

/** An admin looks at the desk as another person, to see what a change of rights made of it (S2.9; decision 22). */
export function viewOperations({ engine }: Platform): Operation[] {
  const { model, signals } = engine
  const user = entityOf(model, 'core/user')
  return [
    {
      method: 'POST',
      path: '/api/v1/session/view',
      id: 'session.view',
      summary: '以另一位用户的身份查看，只读',
      tag: '会话',
      access: 'full',
      gate: { entity: user, action: 'view-as' },
      body: {
        type: 'object',
        required: ['userId'],
        additionalProperties: false,
        properties: { userId: { type: 'string', maxLength: 36 } },
      },
      reply: {
        type: 'object',
        required: ['user', 'until'],
        properties: {
          user: { type: 'object', properties: { id: { type: 'string' }, name: { type: 'string' } } },
          until: { type: 'string', format: 'date-time' },
        },
      },
      write: async ({ caller, body }, transaction) => {
        const { tenantId, sessionId } = caller
        const { userId } = body as { userId: string }
        if (!isUuid(userId)) throw notFound()
        const { where } = decideRead(caller, user, model, 'view-as')
        const [row] = await transaction.run(sql<{ id: string; name: string; state: string }>`
          select t.id, t.name, t.state from core."user" t where t.tenant_id = ${tenantId} and t.id = ${userId} and ${where}`)
        if (!row) throw notFound()
        if (row.id === caller.userId) throw oneself()
        if (tenantId === platformTenant) throw notOperators()
        if (row.state !== 'active') throw notActive()
        await requireReachOver(transaction, caller, model, [row.id])
        const minutes = Number(model.rules.value('session.view-minutes', todayInShanghai()))
        const [started] = await transaction.run(sql<{ until: string }>`
          update core.session set viewing_user_id = ${row.id}, viewing_until = now() + make_interval(mins => ${minutes}::int)
          where tenant_id = ${tenantId} and id = ${sessionId} returning viewing_until as until`)
        const until = new Date(started!.until).toISOString()
        await writeAudit({ engine, transaction, caller }, [
          { action: 'view-as', entity: user.key, recordId: row.id, recordLabel: row.name, changes: { viewingUntil: [null, until] } },
        ])
        await signals.send(transaction, 'session', sessionId!)
        return { status: 200, body: { user: { id: row.id, name: row.name }, until } }
      },
    },
    {
      method: 'DELETE',
      path: '/api/v1/session/view',
      id: 'session.endView',
      summary: '结束以他人的身份查看',
      tag: '会话',
      access: 'signed-in',
      asOneself: true,
      status: 204,
      write: async ({ caller }, transaction) => {
        const { tenantId, sessionId } = caller
        const [ended] = await transaction.run(sql<{ id: string; name: string }>`
          with was as (select viewing_user_id as id from core.session where tenant_id = ${tenantId} and id = ${sessionId} for update),
            ended as (update core.session set viewing_user_id = null, viewing_until = null where tenant_id = ${tenantId} and id = ${sessionId})
          select u.id, u.name from was join core."user" u on u.tenant_id = ${tenantId} and u.id = was.id`)
        if (!ended) return {}
        await writeAudit({ engine, transaction, caller }, [
          { action: 'end-view', entity: user.key, recordId: ended.id, recordLabel: ended.name },
        ])
        await signals.send(transaction, 'session', sessionId!)
        return {}
      },
    },
  ]
}
