import { type Sql, sql } from '../database/sql.ts'
import { tableName } from '../database/table-definition.ts'
import { type Account, entityOf, type Json } from '../declarations/model.ts'
import { newId } from '../new-id.ts'
import { platformCaller } from '../permissions/access.ts'
import { decideWrite, may } from '../permissions/decide.ts'
import { isWithinReach, requireReachOver } from '../permissions/reach.ts'
import { createDrafts, draftOf, throwIfWrong } from './create.ts'
import type { Change, Draft, Verdict, Writing } from './engine.ts'
import { loadRecords } from './load.ts'
import { leaveTrail } from './trail.ts'
import { updateRecord } from './update.ts'

/** The same transaction, with the platform writing the account that a person's record brings with it. */
function forUsers({ engine, transaction, caller, postponed }: Writing): Writing {
  const platform = platformCaller(transaction.tenantId, {
    userId: caller.userId,
    userName: caller.userName,
    ip: caller.ip,
    requestId: caller.requestId,
  })
  return { engine, transaction, caller: platform, entity: entityOf(engine.model, 'core/user'), postponed }
}

function accountValues(writing: Writing, values: Json): Json {
  const account = writing.entity.account!
  return { name: values[account.name], phone: values[account.phone] ?? null, organizationId: values[account.organization] }
}

type Known = { id: string; phone: string; disabled: boolean }

/** The accounts that have phones of these drafts, by their phones. */
export type Holders = ReadonlyMap<string, Known>

async function usersWithPhones({ transaction }: Writing, phones: unknown[]): Promise<Holders> {
  const texts = phones.filter(phone => typeof phone === 'string')
  if (texts.length === 0) return new Map()
  const users = await transaction.run(sql<Known>`
    select id, phone, state = 'disabled' as disabled from core."user" where tenant_id = ${transaction.tenantId} and phone = any(${texts}::text[])`)
  return new Map(users.map(user => [user.phone, user]))
}

/** The number of someone deleted may be another's by now: it no longer leads to the account of the one who is gone. */
async function freePhones(writing: Writing, phones: unknown[]): Promise<void> {
  const texts = phones.filter(phone => typeof phone === 'string')
  if (texts.length === 0) return
  await setInAccounts(writing, sql`t.phone = any(${texts}::text[]) and t.state = 'disabled'`, { phone: null })
}

/** One value in many accounts at once, told in the history of each. */
async function setInAccounts(
  writing: Writing,
  where: Sql<boolean>,
  value: { phone: null } | { state: 'active' | 'disabled' },
): Promise<void> {
  const users = forUsers(writing)
  const { transaction } = users
  const [field, set] = Object.entries(value)[0]!
  const found = await loadRecords(transaction, users.entity, where, { lock: true })
  const accounts = found.filter(account => account.values[field] !== set)
  if (accounts.length === 0) return
  await transaction.run(sql`update core."user" set ${sql.ref(field)} = ${set}, version = version + 1, updated_at = now()
    where tenant_id = ${transaction.tenantId} and id = any(${accounts.map(account => account.id)}::uuid[])`)
  await leaveTrail(
    users,
    'update',
    accounts.map(({ id, version, values }) => ({
      id,
      version: version + 1,
      before: values,
      after: { ...values, ...value },
      changed: [field],
    })),
  )
}

/**
 * Notes phones by which someone else signs in: told as for a phone that another member has, and nothing of by whom. Gives whose the phones
 * are as well.
 */
export async function checkAccounts(writing: Writing, drafts: Draft[]): Promise<{ note: Verdict; holders: Holders }> {
  const { account } = writing.entity
  if (!account) return { note: () => {}, holders: new Map() }
  const before = (draft: Draft) => (draft as Partial<Change>).before?.[account.phone]
  const fresh = drafts.filter(draft => draft.values[account.phone] && draft.values[account.phone] !== before(draft))
  const holders = await usersWithPhones(
    writing,
    fresh.map(draft => draft.values[account.phone]),
  )
  const inUse = [...holders.values()].filter(user => !user.disabled)
  const takeable = await accountsToTakeOver(
    writing,
    inUse.map(user => user.id),
  )
  const note = () => {
    for (const draft of fresh.filter(one => one.errors.length === 0)) {
      const holder = holders.get(String(draft.values[account.phone]))
      const own = draft.values[account.user]
      if (holder && !holder.disabled && (own ? holder.id !== own : !takeable.has(holder.id)))
        draft.errors.push({ pointer: `/${account.phone}`, code: 'duplicate-phone', detail: '手机号在本单位已被其他用户使用' })
    }
  }
  return { note, holders }
}

/** Opens the accounts of new people, or takes over the one that already has their phone. */
export async function openAccounts(writing: Writing, drafts: Draft[], holders: Holders): Promise<void> {
  const { account } = writing.entity
  if (!account) return
  const lacking = drafts.filter(draft => !draft.values[account.user])
  const holderOf = (draft: Draft) => holders.get(String(draft.values[account.phone]))
  await freePhones(
    writing,
    lacking.filter(draft => holderOf(draft)?.disabled).map(draft => draft.values[account.phone]),
  )
  const fresh: Draft[] = []
  for (const draft of lacking) {
    const holder = holderOf(draft)
    const id = holder && !holder.disabled ? holder.id : newId()
    if (id !== holder?.id) fresh.push(draftOf(accountValues(writing, draft.values), id))
    draft.values[account.user] = id
  }
  // Of the person it has been asked already whether the organization is there and open, and whose the phone is.
  await createDrafts(forUsers(writing), fresh, { asked: account.organization === writing.entity.organizationField })
  throwIfWrong(fresh)
}

/**
 * Whoever's record an account is tied to may be renamed, given another phone and closed through that record. So it takes the right to
 * change the account, one that may do no more than the caller, and that is nobody else's yet.
 */
async function accountsToTakeOver(writing: Writing, ids: string[]): Promise<Set<string>> {
  const { engine, transaction, caller, entity } = writing
  if (ids.length === 0 || caller.access.everything) return new Set(ids)
  const users = entityOf(engine.model, 'core/user')
  if (!may(caller, users, 'update', engine.model)) return new Set()
  const user = sql.ref(`m.${entity.field.get(entity.account!.user)!.column}`)
  const living = entity.delete === 'soft' ? sql`and m.deleted_at is null` : sql``
  const rows = await transaction.run(sql<{ id: string }>`
    select t.id from core."user" t where t.tenant_id = ${transaction.tenantId} and t.id = any(${ids}::uuid[])
      and ${decideWrite(caller, users, engine.model, 'update', ['phone'])}
      and not exists (select 1 from ${sql.raw(tableName(entity.table))} m where m.tenant_id = ${transaction.tenantId} and ${user} = t.id ${living})`)
  const free = rows.map(row => row.id)
  const within = await Promise.all(free.map(id => isWithinReach(transaction, caller, engine.model, id)))
  return new Set(free.filter((_, at) => within[at]))
}

/** Keeps an account's name, phone and organization equal to its person's record (S2.1). */
export async function keepAccounts(writing: Writing, changes: Change[]): Promise<void> {
  const { account } = writing.entity
  if (!account) return
  const users = forUsers(writing)
  // The phone is what one signs in with: it is no way into the account of someone who may do more.
  await requireReachOver(
    writing.transaction,
    writing.caller,
    writing.engine.model,
    usersOf(
      account,
      changes.filter(change => change.changed.has(account.phone)).map(change => change.values),
    ),
  )
  await freePhones(
    writing,
    changes.filter(change => change.changed.has(account.phone)).map(change => change.values[account.phone]),
  )
  for (const change of changes) {
    const differs = [account.name, account.phone, account.organization].some(name => change.changed.has(name))
    const user = change.values[account.user]
    if (differs && typeof user === 'string')
      await updateRecord(users.engine, users.transaction, users.caller, users.entity, user, accountValues(writing, change.values))
  }
}

function usersOf(account: Account, records: Json[]): string[] {
  return records.flatMap(values => (typeof values[account.user] === 'string' ? [values[account.user] as string] : []))
}

/** A deleted person's account cannot sign in until the person is restored, with the phone that may have been freed meanwhile. */
export async function closeAccounts(writing: Writing, records: Json[], state: 'active' | 'disabled'): Promise<void> {
  const { account } = writing.entity
  const ids = account ? usersOf(account, records) : []
  if (ids.length === 0) return
  const { transaction, engine, caller } = writing
  await requireReachOver(transaction, caller, engine.model, ids)
  const concerned = state === 'active' ? sql<boolean>`t.state = 'disabled'` : sql<boolean>`true`
  await setInAccounts(writing, sql`t.id = any(${ids}::uuid[]) and ${concerned}`, { state })
  if (state === 'disabled')
    await transaction.run(sql`delete from core.session where tenant_id = ${transaction.tenantId} and user_id = any(${ids}::uuid[])`)
  else await returnPhones(writing, account!, records)
  for (const id of ids) await engine.signals.send(transaction, 'session', id)
}

async function returnPhones(writing: Writing, account: Account, records: Json[]): Promise<void> {
  const users = forUsers(writing)
  const lacking = await writing.transaction.run(sql<{ id: string }>`
    select id from core."user" where tenant_id = ${writing.transaction.tenantId} and id = any(${usersOf(account, records)}::uuid[]) and phone is null`)
  for (const values of records)
    if (values[account.phone] && lacking.some(user => user.id === values[account.user]))
      await updateRecord(users.engine, users.transaction, users.caller, users.entity, String(values[account.user]), {
        phone: values[account.phone],
      })
}
