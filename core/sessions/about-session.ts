import type { Json } from '../declarations/model.ts'
import type { Platform } from '../platform.ts'
import type { SigningIn } from './sign-in.ts'

export const sessionReply = {
  type: 'object',
  required: ['user', 'tenant', 'mustChangePassword'],
  properties: {
    token: { type: 'string', description: '手机端以 Authorization: Bearer 带上；电脑端用 cookie' },
    user: {
      type: 'object',
      required: ['id', 'name'],
      properties: { id: { type: 'string' }, name: { type: 'string' }, roles: { type: 'array', items: { type: 'string' } } },
    },
    tenant: {
      type: 'object',
      required: ['id', 'code', 'name'],
      properties: {
        id: { type: 'string' },
        code: { type: 'string' },
        name: { type: 'string' },
        edition: { type: 'string' },
        reliefMode: { type: 'boolean', description: '减负合规模式（S2.12）' },
      },
    },
    mustChangePassword: { type: 'boolean' },
    id: { type: 'string', description: '当前会话在会话列表中的编号' },
    viewing: {
      type: 'object',
      description: '管理员正以这位用户的身份查看，只能看，不能改',
      required: ['by', 'until'],
      properties: { by: { type: 'string' }, until: { type: 'string', format: 'date-time' } },
    },
  },
}

/** What whoever has a session is told of it: who he is, and where. */
export async function aboutSession({ tenants, access }: Pick<Platform, 'tenants' | 'access'>, who: SigningIn): Promise<Json> {
  const [state, granted] = await Promise.all([tenants.of(who.tenantId), access.of(who.tenantId, who.userId)])
  return {
    user: { id: who.userId, name: who.userName, roles: [...new Set(granted.grants.map(grant => grant.role))] },
    tenant: { id: who.tenantId, code: state?.code, name: state?.name, edition: state?.edition, reliefMode: state?.reliefMode },
    mustChangePassword: who.mustChangePassword,
  }
}
