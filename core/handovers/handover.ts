import { createHash, randomBytes } from 'node:crypto'
import { switchTenant, type TenantId, type TenantTransaction } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import { todayInShanghai } from '../identity/dates.ts'
import { platformCaller } from '../permissions/access.ts'
import type { At } from '../plugins/part.ts'
import { defineProblem } from '../problem.ts'

/*
 * What must happen to two tenants of an installation or to none, such as a member who leaves one and comes into the other. The leaving side
 * issues a code; whoever is told it takes the record over, once. No tenant looks into another without such a code.
 */
const unknownCode = defineProblem('handover.unknown-code', 404, '验证码不对、已被使用或已失效，请与对方核对')
const ownCode = defineProblem('handover.own-code', 409, '这是本单位自己开出的，请在系统内办理')

/** Letters and digits that are not taken for one another; 16 of them are 80 bits. */
const alphabet = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const codeLength = 16

/** A code for a record until that day; one issued before for it no longer holds. Only its hash is kept. */
export async function issueCode(
  transaction: TenantTransaction,
  plugin: string,
  order: { recordId: string; until: string },
): Promise<string> {
  const code = newCode()
  await transaction.run(sql`delete from core.handover where tenant_id = ${transaction.tenantId} and plugin = ${plugin}
    and (record_id = ${order.recordId} or (taken_by is null and valid_until < ${todayInShanghai()}::date))`)
  await transaction.run(sql`insert into core.handover (key, tenant_id, plugin, record_id, valid_until)
    values (${keyOf(code)}, ${transaction.tenantId}, ${plugin}, ${order.recordId}, ${order.until}::date)`)
  return code.match(/.{4}/g)!.join('-')
}

/** Takes a code for the caller's tenant: from then on it is nobody else's. Gives the key by which it goes on. @throws unknownCode, ownCode */
export async function takeCode(transaction: TenantTransaction, plugin: string, code: string): Promise<string> {
  const key = keyOf(code.toUpperCase().replace(/[^A-Z0-9]/g, ''))
  const [taken] = await transaction.run(sql<{ tenant_id: string }>`
    update core.handover set taken_by = ${transaction.tenantId}
    where key = ${key} and plugin = ${plugin} and valid_until >= ${todayInShanghai()}::date and taken_by is null returning tenant_id`)
  if (!taken) throw unknownCode()
  if (taken.tenant_id === transaction.tenantId) throw ownCode()
  return key
}

/** Lets go of what was taken and not used. */
export async function releaseCode(transaction: TenantTransaction, plugin: string, key: string): Promise<void> {
  await transaction.run(
    sql`update core.handover set taken_by = null where key = ${key} and plugin = ${plugin} and taken_by = ${transaction.tenantId}`,
  )
}

/** Does something where the record of a taken code is, in the same transaction and as the platform. @throws unknownCode */
export async function elsewhere<T>(at: At, plugin: string, key: string, work: (there: At, recordId: string) => Promise<T>): Promise<T> {
  const { engine, transaction, caller } = at
  const [found] = await transaction.run(sql<{ tenant_id: TenantId; record_id: string }>`
    select tenant_id, record_id from core.handover where key = ${key} and plugin = ${plugin} and taken_by = ${transaction.tenantId} for update`)
  if (!found) throw unknownCode()
  const other = await switchTenant(transaction, found.tenant_id)
  const there = {
    engine,
    transaction: other,
    caller: platformCaller(found.tenant_id, { cause: caller.cause, requestId: caller.requestId }),
  }
  const done = await work(there, found.record_id)
  await switchTenant(other, transaction.tenantId)
  return done
}

function newCode(): string {
  let code = ''
  while (code.length < codeLength) {
    const [byte] = randomBytes(1)
    // Each character as likely as any other.
    if (byte! < 256 - (256 % alphabet.length)) code += alphabet[byte! % alphabet.length]
  }
  return code
}

function keyOf(code: string): string {
  return createHash('sha256').update(code).digest('base64')
}
