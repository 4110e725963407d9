import { useQuery } from '@tanstack/react-query'
import type { Permission } from '../../../../core/declarations/model.ts'
import type { MatrixEntity, RoleMatrix } from '../../../../core/permissions/preview/matrix.ts'
import { get } from '../../api/request.ts'

export type { Permission } from '../../../../core/declarations/model.ts'
export type { MatrixEntity, RoleMatrix } from '../../../../core/permissions/preview/matrix.ts'

/** What a role says itself, by entity; of all else the built-in role decides. */
export type Permissions = Record<string, Permission>

export type Role = {
  id: string
  version: number
  name: string
  code: string
  base: string | null
  description: string | null
  permissions: Permissions | null
  builtIn: boolean
}

export const useRoles = () =>
  useQuery({
    queryKey: ['roles'],
    queryFn: async () => (await get<{ data: Role[] }>('/core/roles', { 'page[size]': 200, sort: 'createdAt', ...withPermissions })).data,
  })

const withPermissions = { fields: 'name,code,base,description,permissions,builtIn' }

export const useRole = (id: string) => useQuery({ queryKey: ['role', id], queryFn: () => get<Role>(`/core/roles/${id}`) })

export const useMatrix = (id: string) =>
  useQuery({ queryKey: ['role-matrix', id], queryFn: () => get<RoleMatrix>(`/core/roles/${id}/matrix`), staleTime: 60_000 })

export const scopeWords: Record<string, string> = {
  own: '仅本人',
  organization: '本组织',
  above: '本组织及上级',
  subtree: '本组织及下级',
  chosen: '指定组织',
  tenant: '全单位',
}

export const fieldWords: Record<string, string> = { full: '可见可改', 'read-only': '只读', masked: '脱敏', hidden: '隐藏' }

export const baseWords: Record<string, string> = {
  operator: '平台运营',
  'tenant-admin': '总管理员',
  'org-admin': '组织管理员',
  secretary: '支部书记',
  member: '党员',
  guest: '群众',
}

/** What holds for an entity: what the role says, or else the built-in role. */
export const effective = (entity: MatrixEntity, permissions: Permissions): Permission | undefined =>
  permissions[entity.key] ?? entity.usual ?? undefined

/** The actions that a permission opens, one by one. */
export function actionsIn(entity: MatrixEntity, permission: Permission | undefined): string[] {
  const all = entity.actions.map(action => action.name)
  if (!permission) return []
  return permission.actions.includes('*') ? all : all.filter(action => permission.actions.includes(action))
}

/** The rows that alone are open, in words; undefined where all of the scope are. */
export function rowsOf(entity: MatrixEntity, permission: Permission | undefined): string | undefined {
  if (!permission?.where) return undefined
  return (permission === entity.usual ? entity.usualRows : entity.ownRows) ?? entity.usualRows ?? undefined
}

/** The permissions with one entity's changed; what is again as the built-in role has it is said no more. */
export function changed(permissions: Permissions, entity: MatrixEntity, change: Partial<Permission>): Permissions {
  const now = effective(entity, permissions)
  const next: Permission = { actions: actionsIn(entity, now), fields: now?.fields, scope: now?.scope, where: now?.where, ...change }
  if (next.actions.length === entity.actions.length) next.actions = ['*']
  if (next.fields && Object.keys(next.fields).length === 0) delete next.fields
  const { [entity.key]: _, ...others } = permissions
  return isSame(entity, next, entity.usual ?? undefined) ? others : { ...others, [entity.key]: next }
}

export function isSame(entity: MatrixEntity, one: Permission | undefined, other: Permission | undefined): boolean {
  const told = (permission: Permission | undefined) => {
    const actions = actionsIn(entity, permission)
    if (actions.length === 0) return ''
    return JSON.stringify([actions, permission?.scope, Object.entries(permission?.fields ?? {}).sort(), permission?.where])
  }
  return told(one) === told(other)
}
