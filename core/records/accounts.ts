import { v7 as uuid } from 'uuid'
import { sql } from '../database/sql.ts'
import { entityOf, type Json } from '../declarations/model.ts'
import { platformCaller } from '../permissions/access.ts'
import { createDrafts, draftOf } from './create.ts'
import type { Change, Draft, Writing } from './engine.ts'
import { updateRecord } from './update.ts'

/** The same transaction, with the platform writing the account that a person's record brings with it. */
function forUsers({ engine, transaction, caller }: Writing): Writing {
  const platform = platformCaller(transaction.tenantId, {
    userId: caller.userId,
    userName: caller.userName,
    ip: caller.ip,
    requestId: caller.requestId,
  })
  return { engine, transaction, caller: platform, entity: entityOf(engine.model, 'core/user') }
}

function accountValues(writing: Writing, values: Json): Json {
  const account = writing.entity.account!
  return { name: values[account.name], phone: values[account.phone] ?? null, organizationId: values[account.organization] }
}

/** Opens the accounts of new people, or takes over the one that already has their phone. */
export async function openAccounts(writing: Writing, drafts: Draft[]): Promise<void> {
  const { account } = writing.entity
  if (!account) return
  const lacking = drafts.filter(draft => !draft.values[account.user])
  const phones = lacking.flatMap(draft => (draft.values[account.phone] ? [String(draft.values[account.phone])] : []))
  const users = forUsers(writing)
  const known = await users.transaction.run(sql<{ id: string; phone: string }>`
    select id, phone from core."user" where tenant_id = ${users.transaction.tenantId} and phone = any(${phones}::text[])`)
  const byPhone = new Map(known.map(user => [user.phone, user.id]))
  const fresh: Draft[] = []
  for (const draft of lacking) {
    const existing = byPhone.get(String(draft.values[account.phone]))
    const id = existing ?? uuid()
    if (!existing) fresh.push(draftOf(accountValues(writing, draft.values), id))
    draft.values[account.user] = id
  }
  await createDrafts(users, fresh)
  const wrong = fresh.find(draft => draft.errors.length > 0)
  if (wrong) throw new Error(`no account for a valid person: ${JSON.stringify(wrong.errors)}`)
}

/** Keeps an account's name, phone and organization equal to its person's record (S2.1). */
export async function keepAccounts(writing: Writing, changes: Change[]): Promise<void> {
  const { account } = writing.entity
  if (!account) return
  const users = forUsers(writing)
  for (const change of changes) {
    const differs = [account.name, account.phone, account.organization].some(name => change.changed.has(name))
    const user = change.values[account.user]
    if (differs && typeof user === 'string')
      await updateRecord(users.engine, users.transaction, users.caller, users.entity, user, accountValues(writing, change.values))
  }
}

/** A deleted person's account cannot sign in until the person is restored. */
export async function closeAccounts(writing: Writing, records: Json[], state: 'active' | 'disabled'): Promise<void> {
  const { account } = writing.entity
  const ids = account ? records.flatMap(values => (typeof values[account.user] === 'string' ? [values[account.user] as string] : [])) : []
  if (ids.length === 0) return
  const { transaction, engine } = writing
  await transaction.run(sql`update core."user" set state = ${state}, version = version + 1, updated_at = now()
    where tenant_id = ${transaction.tenantId} and id = any(${ids}::uuid[]) and state in ('active', 'disabled')`)
  if (state === 'disabled')
    await transaction.run(sql`delete from core.session where tenant_id = ${transaction.tenantId} and user_id = any(${ids}::uuid[])`)
  for (const id of ids) await engine.signals.send(transaction, 'session', id)
}
