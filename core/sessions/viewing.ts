import type { Operation } from '../http/operation.ts'
import type { Access, AccessLoader, Caller, Grant } from '../permissions/access.ts'
import { defineProblem } from '../problem.ts'
import type { Session } from './session-store.ts'

const onlyLooking = defineProblem('session.viewing', 403, '您正在以他人的身份查看，只能看，不能操作')

/** Who looks at the desk as another person: that person's name and rights, to read and nothing else. @throws onlyLooking */
export async function asAnother(
  viewer: Caller,
  viewing: NonNullable<Session['viewing']>,
  operation: Operation,
  access: AccessLoader,
): Promise<Caller> {
  const { userId, userName, organizationId, until } = viewing
  if (operation.access === 'public') return viewer
  if (operation.method !== 'GET' || operation.gate?.action === 'export') throw onlyLooking()
  return {
    ...viewer,
    userId,
    userName,
    organizationId,
    access: withoutPrivate(await access.of(viewer.tenantId, userId), viewer.access),
    viewer: { userId: viewer.userId!, userName: viewer.userName!, until },
  }
}

/**
 * What is open to somebody as his own alone, his messages for one, stays his: it shows as empty, unless the viewer reads all such
 * records of the tenant anyway. (Of everything else the viewer has no less than he: that is asked before he may look.)
 */
function withoutPrivate(viewed: Access, viewer: Access): Access {
  return {
    everything: false,
    grants: viewed.grants.flatMap(grant => {
      const isPrivate = (entity: Parameters<Grant['permission']>[0]) => scopeIn(grant, entity) === 'own' && !readsAll(viewer, entity)
      const open: Grant = { ...grant, permission: entity => (isPrivate(entity) ? undefined : grant.permission(entity)) }
      const closed: Grant = {
        ...grant,
        scope: 'chosen',
        chosen: [],
        permission(entity) {
          const permission = grant.permission(entity)
          return permission && isPrivate(entity) ? { ...permission, scope: undefined } : undefined
        },
      }
      return [open, closed]
    }),
  }
}

function scopeIn(grant: Grant, entity: Parameters<Grant['permission']>[0]) {
  return grant.permission(entity)?.scope ?? grant.scope
}

function readsAll(access: Access, entity: Parameters<Grant['permission']>[0]): boolean {
  return access.grants.some(grant => {
    const { actions = [], where } = grant.permission(entity) ?? {}
    return !where && (actions.includes('*') || actions.includes('read')) && scopeIn(grant, entity) === 'tenant'
  })
}
