import { v5 as uuidFrom } from 'uuid'
import { switchTenant, tenantId } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import { notify } from '../messages/notify.ts'
import type { Behaviour, Change, Writing } from '../records/engine.ts'
import { isUuid } from '../records/relations.ts'

/** Whoever asked for a plugin is told what the operator decided, and why, in the transaction that decides it (S2.8). */
export const tellsApplicant: Behaviour = {
  async afterWrite(writing, { action, drafts }) {
    if (action !== 'update') return
    for (const change of drafts as Change[]) if (change.changed.has('state')) await tell(writing, change)
  },
}

async function tell({ engine, transaction }: Writing, { id, version, before, values }: Change): Promise<void> {
  const { plugin, tenant, state, answer, appliedBy } = values
  if (!isUuid(appliedBy) || state === 'applied') return
  const title = engine.model.plugins.get(String(plugin))?.title ?? String(plugin)
  const refused = before['state'] === 'applied' ? `“${title}”的开通申请未通过` : `“${title}”已收回`
  const message = {
    id: uuidFrom(`decision ${version}`, id),
    userId: appliedBy,
    title: state === 'granted' ? `“${title}”已开通` : refused,
    body: typeof answer === 'string' ? answer : undefined,
    link: '/admin/m/core.plugins',
  }
  const theirs = await switchTenant(transaction, tenantId(String(tenant)))
  // Of a tenant that was moved here from elsewhere, the account may be another.
  const [applicant] = await theirs.run(sql`select id from core.user where tenant_id = ${theirs.tenantId} and id = ${appliedBy}`)
  if (applicant) await notify(theirs, [message])
  await switchTenant(theirs, transaction.tenantId)
}
