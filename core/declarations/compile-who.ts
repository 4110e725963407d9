import type { Mistake } from './declaration-error.ts'
import type { Entity, EntityKey } from './model.ts'
import type { Who } from './workflow.ts'

type At = {
  /** Of the record that they take part in. */
  entity: Entity
  pointer: string
  place: { file: string; entities: ReadonlyMap<EntityKey, Entity>; roles: readonly string[]; mistakes: Mistake[] }
}

/** Who takes part, as it is declared: `"owner"`, or an object of a role, a post or a field. */
export function whoOf(declared: unknown[], { entity, pointer, place }: At): Who[] {
  const note = (where: string, message: string, remedy: string) =>
    place.mistakes.push({ file: place.file, pointer: `${pointer}/${where}`, message, remedy })
  return declared.flatMap((one, nth): Who[] => {
    if (one === 'owner' || one === 'nobody') return [{ kind: one }]
    const { role, post, field, above = 0, at } = one as { role?: string; post?: string; field?: string; above?: number; at?: string }
    if (at !== undefined && entity.field.get(at)?.relation !== 'core/organization') {
      const places = entity.fields.filter(other => other.relation === 'core/organization').map(other => other.name)
      note(
        `${nth}/at`,
        `${at} does not lead to an organization`,
        `name one of ${places.join(', ') || 'the relations to core/organization that it has not yet'}`,
      )
    }
    if (role !== undefined) {
      if (!place.roles.includes(role)) note(`${nth}/role`, `there is no built-in role ${role}`, `use one of ${place.roles.join(', ')}`)
      return [{ kind: 'role', role, above, at }]
    }
    if (post !== undefined) return [{ kind: 'post', post, above, at }]
    if (field === undefined) return [{ kind: 'permission' }]
    const relation = entity.field.get(field)?.relation
    const account = relation && place.entities.get(relation)?.account
    if (relation === 'core/user') return [{ kind: 'field', field }]
    if (relation && account) return [{ kind: 'field', field, through: { entity: relation, field: account.user } }]
    const people = entity.fields.filter(
      other => other.relation === 'core/user' || (other.relation && place.entities.get(other.relation)?.account),
    )
    note(
      `${nth}/field`,
      `${field} does not lead to a person`,
      `name a relation to core/user or to a record with an account: ${people.map(other => other.name).join(', ') || 'there is none yet'}`,
    )
    return []
  })
}
