import type { TenantTransaction } from '../core/database/database.ts'
import { sql } from '../core/database/sql.ts'
import { entityOf } from '../core/declarations/model.ts'
import { platformCaller } from '../core/permissions/access.ts'
import type { Engine } from '../core/records/engine.ts'
import { write } from '../core/tenants/create-tenant.ts'
import { goOnByItself } from '../core/workflows/go-on-by-itself.ts'
import { demoNotices } from './notices.ts'

/** What a branch sent to everyone in it, and who of them has read it: the same at every seed, for whom the ids of the users decide. */
export async function seedNotices(engine: Engine, transaction: TenantTransaction, branch: string): Promise<void> {
  const { tenantId } = transaction
  const writing = { engine, transaction, caller: platformCaller(tenantId), entity: entityOf(engine.model, 'notices/notice') }
  for (const { sentAt, share, ...values } of demoNotices()) {
    const id = await write(engine, transaction, 'notices/notice', { ...values, organizationId: branch, toOrganizations: [branch] })
    if (!sentAt) continue
    await goOnByItself(writing, id, 'send', {})
    const reached = await transaction.run(sql`
      insert into notices.receipt (tenant_id, id, notice_id, title, user_id, organization_id, state, read_at, confirmed_at, reminders, created_at)
      select ${tenantId}::uuid, gen_random_uuid(), ${id}::uuid, ${values.title}, u.id, u.organization_id,
        case when not has_read then 'unread' when ${values.asksConfirmation}::boolean then 'confirmed' else 'read' end,
        case when has_read then ${sentAt}::timestamptz + interval '1 hour' * nth end,
        case when has_read and ${values.asksConfirmation}::boolean then ${sentAt}::timestamptz + interval '1 hour' * nth end, 0, ${sentAt}::timestamptz
      from (
        select u.id, u.organization_id, row_number() over (order by u.id) as nth,
          row_number() over (order by u.id desc) * 100 <= count(*) over () * ${share}::int as has_read
        from core."user" u where u.tenant_id = ${tenantId} and u.organization_id = ${branch}) u
      returning id`)
    await transaction.run(sql`
      update notices.notice set sent_at = ${sentAt}::timestamptz, progress = 'done', recipients = ${reached.length}
      where tenant_id = ${tenantId} and id = ${id}`)
  }
}
