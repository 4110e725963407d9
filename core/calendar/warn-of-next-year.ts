import { v5 as uuidFrom } from 'uuid'
import { sql } from '../database/sql.ts'
import { todayInShanghai } from '../identity/dates.ts'
import { notify } from '../messages/notify.ts'
import type { Engine } from '../records/engine.ts'
import { platformTenant } from '../tenants/tenant-state.ts'
import { isPublished } from './published-days.ts'

/**
 * Tells the platform's operators, once, that next year's holidays are neither in this version nor entered by hand, from the day of the rule
 * `calendar.next-year` on: whatever is due in working days next year would be off by days.
 */
export async function warnOfNextYear({ database, model }: Pick<Engine, 'database' | 'model'>, today = todayInShanghai()): Promise<void> {
  const next = Number(today.slice(0, 4)) + 1
  if (isPublished(next) || today.slice(5) < String(model.rules.value('calendar.next-year', today))) return
  await database.transaction(platformTenant, async transaction => {
    const operators = await transaction.run(sql<{ id: string }>`
      select distinct u.id from core."user" u
      join core."grant" g on g.tenant_id = u.tenant_id and g.user_id = u.id
      join core.role r on r.tenant_id = g.tenant_id and r.id = g.role_id
      where u.tenant_id = ${platformTenant} and coalesce(r.base, r.code) = 'operator'
        and not exists (select 1 from core.platform_day where date >= make_date(${next}::int, 1, 1) and date < make_date(${next + 1}::int, 1, 1))`)
    await notify(
      transaction,
      operators.map(({ id }) => ({
        id: uuidFrom(`calendar.next-year ${next}`, id),
        userId: id,
        title: `${next} 年的放假安排尚未录入`,
        body: `工作日的期限暂按周末和法定节日计算。请在国务院办公厅公布后升级平台，或在“节假日”中录入 ${next} 年的放假和调休上班日期。`,
      })),
    )
  })
}
