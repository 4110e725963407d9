import { faultIn } from '../permissions/where.ts'
import type { Mistake } from './declaration-error.ts'
import type { Entity, EntityKey, Model, Permission } from './model.ts'
import type { PluginDeclarations } from './read-declarations.ts'

/** What the built-in roles may do by default. Core says which roles there are; every plugin, what they may do with its own entities. */
export function compileRoles(ordered: PluginDeclarations[], entities: ReadonlyMap<EntityKey, Entity>, mistakes: Mistake[]): Model['roles'] {
  const core = ordered.find(one => one.name === 'core')
  const builtIn = Object.keys(core?.roles?.content ?? {}).filter(role => role !== '$schema')
  const roles = new Map<string, Map<EntityKey, Permission>>()
  for (const one of ordered)
    for (const [role, permissions] of Object.entries(one.roles?.content ?? {})) {
      if (role === '$schema') continue
      const { file } = one.roles!
      if (!builtIn.includes(role)) {
        mistakes.push({
          file,
          pointer: `/${role}`,
          message: `there is no built-in role ${role}`,
          remedy: `use one of ${builtIn.join(', ')}`,
        })
        continue
      }
      const known = roles.get(role) ?? new Map<EntityKey, Permission>()
      roles.set(role, known)
      for (const [name, permission] of Object.entries(permissions as Record<string, Permission>)) {
        const entity = entities.get(`${one.name}/${name}`)
        if (entity) {
          refuseUnknownFields(file, `/${role}/${name}/fields`, entity, permission, mistakes)
          refuseWrongWhere(file, `/${role}/${name}/where`, entity, permission, mistakes)
          known.set(entity.key, permission)
        } else if (!one.unreadable.has(name))
          mistakes.push({
            file,
            pointer: `/${role}/${name}`,
            message: `${name} is not an entity of this plugin`,
            remedy: `entities are ${[...one.entities.keys()].join(', ')}`,
          })
      }
    }
  return roles
}

function refuseUnknownFields(file: string, pointer: string, entity: Entity, permission: Permission, mistakes: Mistake[]): void {
  for (const field of Object.keys(permission.fields ?? {}))
    if (field !== '*' && !entity.field.has(field))
      mistakes.push({
        file,
        pointer: `${pointer}/${field}`,
        message: `${field} is not a field`,
        remedy: `fields are ${[...entity.field.keys()].join(', ')}`,
      })
}

function refuseWrongWhere(file: string, pointer: string, entity: Entity, { where }: Permission, mistakes: Mistake[]): void {
  const fault = where && faultIn(entity, where)
  if (fault === undefined) return
  mistakes.push({
    file,
    pointer,
    message: `this condition cannot be asked: ${fault}`,
    remedy: `write it like { "state": { "eq": "published" } }; fields are ${[...entity.field.keys()].join(', ')}`,
  })
}
