import { entityOf } from '../declarations/model.ts'
import type { Operation } from '../http/operation.ts'
import { isMobilePhone } from '../identity/phone.ts'
import { activationCode, readActivationCode } from '../identity/random-code.ts'
import { denied, may } from '../permissions/decide.ts'
import type { Platform } from '../platform.ts'
import { defineProblem } from '../problem.ts'
import { createDrafts, draftOf, throwIfWrong } from '../records/create.ts'
import { invalid } from '../records/problems.ts'
import { applyAction } from '../records/update.ts'
import { written } from '../records/written.ts'
import { type Activation, activate } from './activate.ts'
import { lookOperations } from './look.ts'
import { ownTenantOperations } from './own-tenant.ts'

const notUnused = defineProblem('activation.not-unused', 409, '只能作废未使用的激活码')

const text = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength })

/** Activation (S1.1), the operator's codes, and the tenant's own name. */
export function tenantOperations(platform: Platform): Operation[] {
  const { engine } = platform
  const codes = entityOf(engine.model, 'core/activation-code')
  return [
    ...ownTenantOperations(platform),
    ...lookOperations(platform),
    {
      method: 'POST',
      path: '/api/v1/core/activations',
      id: 'activation.create',
      summary: '入驻激活',
      perMinute: 120,
      tag: '入驻',
      access: 'public',
      body: {
        type: 'object',
        required: ['code', 'organizationName'],
        additionalProperties: false,
        properties: {
          code: text(40),
          organizationName: text(100),
          username: text(50),
          phone: text(20),
          adminName: text(50),
          reliefMode: { type: 'boolean', description: '减负合规模式（S2.12）' },
        },
      },
      status: 201,
      reply: {
        type: 'object',
        required: ['tenant', 'username', 'initialPassword'],
        properties: {
          tenant: {
            type: 'object',
            required: ['id', 'code', 'name', 'edition'],
            properties: { id: text(36), code: text(40), name: text(100), edition: text(40) },
          },
          username: { type: 'string' },
          initialPassword: { type: 'string', description: '首次登录的密码，登录后须立即修改' },
        },
      },
      write: async ({ body }, transaction) => {
        const activation = body as Activation
        if (!activation.username && !activation.phone)
          throw invalid('请填写管理员手机号或用户名', [{ pointer: '/phone', code: 'no-phone', detail: '请填写管理员手机号或用户名' }])
        if (activation.phone && !isMobilePhone(activation.phone))
          throw invalid('请填写 11 位手机号码', [{ pointer: '/phone', code: 'bad-phone', detail: '应是 11 位手机号码' }])
        return { status: 201, body: await activate(engine, transaction, activation) }
      },
    },
    {
      method: 'POST',
      path: `${codes.path}/batch`,
      id: 'coreActivationCode.batch',
      summary: '批量生成激活码',
      tag: codes.title,
      access: 'full',
      gate: { entity: codes, action: 'create' },
      body: {
        type: 'object',
        required: ['edition', 'count'],
        additionalProperties: false,
        properties: {
          edition: { type: 'string', enum: engine.model.dictionaries.get('edition')!.items.map(item => item.code) },
          count: { type: 'integer', minimum: 1, maximum: 500 },
          note: text(200),
        },
      },
      status: 201,
      reply: {
        type: 'object',
        required: ['batch', 'codes'],
        properties: { batch: { type: 'string' }, codes: { type: 'array', items: { type: 'string' } } },
      },
      write: async ({ body, caller }, transaction) => {
        if (!may(caller, codes, 'create', engine.model)) throw denied()
        const { edition, count, note } = body as { edition: string; count: number; note?: string }
        const batch = new Date().toISOString()
        const drafts = Array.from({ length: count }, () =>
          draftOf({ code: readActivationCode(activationCode()), edition, batch, note: note ?? null, state: 'unused' }),
        )
        await createDrafts({ engine, transaction, caller, entity: codes }, drafts)
        throwIfWrong(drafts)
        return { status: 201, body: { batch, codes: drafts.map(draft => draft.values['code']) } }
      },
    },
    {
      method: 'POST',
      path: `${codes.path}/{id}/transitions/revoke`,
      id: 'coreActivationCode.revoke',
      summary: '作废激活码',
      tag: codes.title,
      access: 'full',
      gate: { entity: codes, action: 'revoke' },
      reply: { $ref: '#/components/schemas/CoreActivationCode' },
      write: async (asked, transaction) => {
        const id = asked.parameters['id']!
        const before = await applyAction({ engine, transaction, caller: asked.caller, entity: codes }, 'revoke', id, { state: 'revoked' })
        if (before['state'] !== 'unused') throw notUnused()
        return written(codes, asked, transaction, id)
      },
    },
  ]
}
