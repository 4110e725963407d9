import type { Entity, Model } from '../declarations/model.ts'
import type { Caller } from './access.ts'
import { grantsFor } from './rows.ts'

/**
 * Where in the tree a person may do something: everywhere, or in these parts of it and in single organizations besides. What is open to
 * him because it is his own, or because it stands at the disposal of all below, is in no place.
 */
export type Places = { everywhere: boolean; subtrees: { organizationId: string; path: string }[]; organizations: string[] }

/** For what is found part by part, where one condition on rows would be looked for in the whole tenant. */
export function placesOf(caller: Caller, entity: Entity, action: string, model: Model): Places {
  if (caller.access.everything) return { everywhere: true, subtrees: [], organizations: [] }
  const subtrees = new Map<string, string>()
  const organizations = new Set<string>()
  let everywhere = false
  for (const { grant, permission } of grantsFor(caller, entity, action, model)) {
    // Some rows of a place are not the place.
    if (permission.where) continue
    const scope = permission.scope ?? grant.scope
    if (scope === 'tenant') everywhere = true
    if (scope === 'subtree' && grant.organizationId && grant.path) subtrees.set(grant.organizationId, grant.path)
    if (scope === 'organization' && grant.organizationId) organizations.add(grant.organizationId)
    if (scope === 'chosen') for (const id of grant.chosen) organizations.add(id)
  }
  return { everywhere, subtrees: widest([...subtrees]), organizations: [...organizations] }
}

/** Without those that another holds. */
function widest(subtrees: [string, string][]): Places['subtrees'] {
  return subtrees
    .filter(([, path]) => !subtrees.some(([, other]) => other !== path && path.startsWith(other)))
    .map(([organizationId, path]) => ({ organizationId, path }))
}
