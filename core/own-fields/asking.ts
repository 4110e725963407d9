import type { Entity } from '../declarations/model.ts'
import type { Caller } from '../permissions/access.ts'

/**
 * Whether what a tenant requires of its own fields is asked for: of people who fill in a form or a sheet. The platform at work (an account
 * that follows its person, a lock, a move in the tree) knows nothing to put there, and must not be stopped by it.
 */
export function asksForOwn(caller: Caller, action: string): boolean {
  return !caller.access.everything && (action === 'create' || action === 'update')
}

const unasking = new WeakMap<Entity, Entity>()

/** The same entity, with none of the tenant's own fields required. */
export function withoutAsking(entity: Entity): Entity {
  if (!entity.declared) return entity
  const known = unasking.get(entity)
  if (known) return known
  const fields = entity.fields.map(field => (field.own ? { ...field, required: false } : field))
  const made = { ...entity, fields, field: new Map(fields.map(field => [field.name, field])) }
  unasking.set(entity, made)
  return made
}
