import { pinyin } from 'pinyin-pro'
import { lockTenant, switchTenant, type TenantTransaction } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import { entityOf } from '../declarations/model.ts'
import { todayInShanghai } from '../identity/dates.ts'
import { readActivationCode } from '../identity/random-code.ts'
import { platformCaller } from '../permissions/access.ts'
import { defineProblem } from '../problem.ts'
import type { Engine } from '../records/engine.ts'
import { invalid } from '../records/problems.ts'
import { applyAction } from '../records/update.ts'
import { createTenant } from './create-tenant.ts'

const unknownCode = defineProblem('activation.unknown-code', 422, '激活码不正确，或已作废')
const usedCode = defineProblem('activation.used-code', 409, '该激活码已被使用')

export type Activation = {
  code: string
  organizationName: string
  username?: string
  phone?: string
  adminName?: string
  reliefMode?: boolean
}

/** What the person who activated needs to sign in; the first password has to be changed at once. */
export type Activated = { tenant: { id: string; code: string; name: string; edition: string }; username: string; initialPassword: string }

/**
 * Makes a tenant of an unused code (S1.1). The code's row is locked first: of two clicks at once, the second waits and is told
 * that the code is used.
 * @throws unknownCode, usedCode, invalid
 */
export async function activate(engine: Engine, platform: TenantTransaction, activation: Activation): Promise<Activated> {
  const code = readActivationCode(activation.code)
  const [row] = await platform.run(sql<{ id: string; edition: string; state: string }>`
    select id, edition, state from core.activation_code where tenant_id = ${platform.tenantId} and code = ${code} for update`)
  if (!row || row.state === 'revoked') throw unknownCode()
  if (row.state === 'used') throw usedCode()
  const name = activation.organizationName.trim()
  if (name === '') throw invalid('请填写党组织名称', [{ pointer: '/organizationName', code: 'no-name', detail: '请填写党组织名称' }])
  const tenant = { code: await freeTenantCode(platform, name), name, edition: row.edition }
  const made = await createTenant(engine, platform, {
    ...tenant,
    contactPhone: activation.phone,
    rootName: name,
    reliefMode: activation.reliefMode,
    admin: { username: activation.username, phone: activation.phone, name: activation.adminName?.trim() || '管理员' },
  })
  const back = await switchTenant(made.transaction, platform.tenantId)
  const writing = {
    engine,
    transaction: back,
    caller: platformCaller(back.tenantId),
    entity: entityOf(engine.model, 'core/activation-code'),
  }
  await applyAction(writing, 'use', row.id, { state: 'used', usedById: made.tenantId, usedAt: new Date().toISOString() })
  return {
    tenant: { id: made.tenantId, ...tenant },
    username: activation.username ?? activation.phone!,
    initialPassword: String(engine.model.rules.value('session.initial-password', todayInShanghai())),
  }
}

/** A short code for the tenant's own sign-in address: initials of its name, and a number where they are taken. */
async function freeTenantCode(platform: TenantTransaction, name: string): Promise<string> {
  const initials = pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'removed' })
    .join('')
    .replace(/[^a-z]/g, '')
    .slice(0, 20)
  const base = initials.length >= 2 ? initials : `org${initials}`
  // Two of the same name at once must not take the same code.
  await lockTenant(platform, 'tenant codes')
  const rows = await platform.run(
    sql<{
      code: string
    }>`select code from core.tenant where tenant_id = ${platform.tenantId} and (code = ${base} or code like ${`${base}-%`})`,
  )
  const taken = new Set(rows.map(row => row.code))
  for (let number = 1; ; number++) {
    const code = number === 1 ? base : `${base}-${number}`
    if (!taken.has(code)) return code
  }
}
