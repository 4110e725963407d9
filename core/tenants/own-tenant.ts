import { writeAudit } from '../audit/write-audit.ts'
import { switchTenant } from '../database/database.ts'
import { entityOf, type Json } from '../declarations/model.ts'
import type { Operation } from '../http/operation.ts'
import { platformCaller } from '../permissions/access.ts'
import { denied, may } from '../permissions/decide.ts'
import type { Platform } from '../platform.ts'
import { invalid } from '../records/problems.ts'
import { updateRecord } from '../records/update.ts'
import { platformTenant, type TenantState } from './tenant-state.ts'

/** The tenant as its own people see it; its admin may give it another name (S1.1). */
export function ownTenantOperations({ engine, tenants }: Platform): Operation[] {
  const settings = entityOf(engine.model, 'core/setting')
  const tenant = entityOf(engine.model, 'core/tenant')
  const told = ({ id, code, name, edition, reliefMode }: TenantState) => ({ id, code, name, edition, reliefMode })
  const common = {
    path: '/api/v1/core/tenant',
    tag: '入驻',
    access: 'full' as const,
    reply: {
      type: 'object',
      required: ['id', 'code', 'name', 'edition', 'reliefMode'],
      properties: {
        id: { type: 'string' },
        code: { type: 'string' },
        name: { type: 'string' },
        edition: { type: 'string' },
        reliefMode: { type: 'boolean' },
      },
    },
  }
  return [
    {
      ...common,
      method: 'GET',
      id: 'ownTenant.get',
      summary: '本单位',
      read: async ({ caller }) => ({ body: told((await tenants.of(caller.tenantId))!) }),
    },
    {
      ...common,
      method: 'PATCH',
      id: 'ownTenant.rename',
      summary: '修改本单位的名称',
      body: {
        type: 'object',
        required: ['name'],
        additionalProperties: false,
        properties: { name: { type: 'string', minLength: 1, maxLength: 100 } },
      },
      write: async ({ caller, body }, transaction) => {
        if (!may(caller, settings, 'update', engine.model)) throw denied()
        const name = (body as { name: string }).name.trim()
        if (name === '') throw invalid('请填写单位名称', [{ pointer: '/name', code: 'no-name', detail: '请填写单位名称' }])
        const before = told((await tenants.of(caller.tenantId))!)
        // By name alone: the platform's own tenant has no such user.
        const { userName, ip, requestId } = caller
        const platform = await switchTenant(transaction, platformTenant)
        await updateRecord(engine, platform, platformCaller(platformTenant, { userName, ip, requestId }), tenant, caller.tenantId, { name })
        const own = await switchTenant(platform, caller.tenantId)
        const changes: Json = { name: [before.name, name] }
        // The tenants themselves are the operator's: in this tenant's own log its name is one of its settings.
        await writeAudit({ engine, transaction: own, caller }, [
          { action: 'rename-tenant', entity: settings.key, recordLabel: name, changes },
        ])
        return { body: { ...before, name } }
      },
    },
  ]
}
