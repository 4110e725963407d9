import type { Entity, Model, Permission } from '../../declarations/model.ts'
import { visible } from '../../records/input-schema.ts'
import { whereInWords } from '../where-words.ts'
import { actionTitle, inUsualOrder } from './action-titles.ts'

/** A role as the table of its rights shows it: per plugin and entity, what there is and what is set. */
export type RoleMatrix = {
  plugins: { name: string; title: string; entities: MatrixEntity[] }[]
}

export type MatrixEntity = {
  key: string
  title: string
  actions: { name: string; title: string }[]
  fields: { name: string; title: string; sensitive: boolean; required: boolean }[]
  /** Whether its records belong to organizations, so that scopes within the tree mean something. */
  placed: boolean
  /** What the built-in role has, unless the role says otherwise. */
  usual: Permission | null
  /** The rows that its `where` leaves of them, in words. */
  usualRows: string | null
  /** What the role itself says. */
  own: Permission | null
  ownRows: string | null
}

export type RoleRow = { id: string; code: string; base: string | null; permissions: Record<string, Permission> | null }

export function roleMatrix(
  model: Model,
  role: RoleRow,
  shown: (entity: Entity) => boolean,
  actionsOf: (entity: Entity) => Map<string, string>,
): RoleMatrix {
  const usual = model.roles.get(role.base ?? role.code)
  const plugins = [...model.plugins.values()].map(({ name, title }) => ({
    name,
    title,
    entities: [...model.entities.values()]
      .filter(entity => entity.plugin === name && actionsOf(entity).size > 0 && shown(entity))
      .map(entity => ({
        key: entity.key,
        title: entity.title,
        actions: inUsualOrder(actionsOf(entity).keys()).map(action => ({
          name: action,
          title: actionTitle(action, actionsOf(entity).get(action)!),
        })),
        fields: visible(entity).map(field => ({
          name: field.name,
          title: field.title,
          sensitive: field.secret || field.mask !== undefined,
          required: field.required,
        })),
        placed: entity.organizationField !== undefined,
        usual: usual?.get(entity.key) ?? null,
        usualRows: rowsInWords(entity, usual?.get(entity.key)),
        own: role.permissions?.[entity.key] ?? null,
        ownRows: rowsInWords(entity, role.permissions?.[entity.key]),
      })),
  }))
  return { plugins: plugins.filter(plugin => plugin.entities.length > 0) }
}

function rowsInWords(entity: Entity, permission: Permission | undefined): string | null {
  return permission?.where ? whereInWords(entity, permission.where) : null
}
