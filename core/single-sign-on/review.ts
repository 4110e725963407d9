import type { TenantTransaction } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import { entityOf, type Json } from '../declarations/model.ts'
import type { Asked, Operation, Reply } from '../http/operation.ts'
import { todayInShanghai } from '../identity/dates.ts'
import { denied, may } from '../permissions/decide.ts'
import type { Platform } from '../platform.ts'
import { defineProblem } from '../problem.ts'
import { invalid, notFound } from '../records/problems.ts'
import { applyAction } from '../records/update.ts'
import { written } from '../records/written.ts'
import { platformTenant } from '../tenants/tenant-state.ts'

const otherState = defineProblem('sso.other-state', 409, '该申请现在的状态不能这样处理，请刷新后再试')

type Review = { action: string; summary: string; from: string[]; state: string; reasoned: boolean }

const reviews: Review[] = [
  { action: 'approve', summary: '通过免密登录申请', from: ['applied', 'refused', 'stopped'], state: 'approved', reasoned: false },
  { action: 'refuse', summary: '不通过免密登录申请', from: ['applied'], state: 'refused', reasoned: true },
  { action: 'stop', summary: '停用一个平台的免密登录', from: ['approved'], state: 'stopped', reasoned: true },
]

/** The operator's side of single sign-on (S2.6): each tenant's application is approved with its free entries, refused or stopped. */
export function reviewOperations({ engine }: Platform): Operation[] {
  const applications = entityOf(engine.model, 'core/sso-application')

  async function review({ action, from, state, reasoned }: Review, asked: Asked, transaction: TenantTransaction): Promise<Reply> {
    const { caller } = asked
    if (!may(caller, applications, action, engine.model)) throw denied()
    const id = asked.parameters['id']!
    const note = ((asked.body as { note?: string }).note ?? '').trim()
    const [before] = await transaction.run(sql<{ state: string; entriesGranted: number | null }>`
      select state, entries_granted as "entriesGranted" from core.sso_application where tenant_id = ${platformTenant} and id = ${id} for update`)
    if (!before) throw notFound()
    if (reasoned && note === '') throw invalid('请填写原因', [{ pointer: '/note', code: 'required', detail: '请填写原因' }])
    if (!from.includes(before.state)) throw otherState()
    const values: Json = { state, reviewNote: note || null, reviewedAt: new Date().toISOString() }
    if (state === 'approved')
      values['entriesGranted'] = before.entriesGranted ?? Number(engine.model.rules.value('single-sign-on.free-entries', todayInShanghai()))
    await applyAction({ engine, transaction, caller, entity: applications }, action, id, values)
    return written(applications, asked, transaction, id)
  }

  return reviews.map(one => ({
    method: 'POST',
    path: `${applications.path}/{id}/transitions/${one.action}`,
    id: `coreSsoApplication.${one.action}`,
    summary: one.summary,
    tag: applications.title,
    access: 'full',
    gate: { entity: applications, action: one.action },
    body: {
      type: 'object',
      additionalProperties: false,
      properties: { note: { type: 'string', maxLength: 200, description: one.reasoned ? '原因，须填写' : '说明' } },
    },
    reply: { $ref: '#/components/schemas/CoreSsoApplication' },
    write: (asked, transaction) => review(one, asked, transaction),
  }))
}
