import type { Entity, FieldAccess, Permission, Scope } from '../../declarations/model.ts'
import { visible } from '../../records/input-schema.ts'
import { accessTo } from '../field-access.ts'

/** What is worth a second look before it is saved. */
export type Risk = 'rights' | 'secrets' | 'delete' | 'export' | 'tenant-wide' | 'oneself'

export type FieldChange = { field: string; title: string; from: FieldAccess | 'full'; to: FieldAccess | 'full' }

/** What a change of one permission opens and closes. */
export type EntityChange = {
  opened: { actions: string[]; fields: FieldChange[] }
  closed: { actions: string[]; fields: FieldChange[] }
  /** Told where it changes; undefined is as far as each grant reaches. */
  scope?: { from?: Scope; to?: Scope }
  risks: Risk[]
}

const openness: Record<FieldAccess | 'full', number> = { hidden: 0, masked: 1, 'read-only': 2, full: 3 }

const scopes: Scope[] = ['own', 'organization', 'above', 'chosen', 'subtree', 'tenant']

const losing: ReadonlySet<string> = new Set(['delete', 'erase', 'merge', 'dissolve'])

/** Records by which rights are given, or taken over. */
const givesRights: ReadonlySet<string> = new Set(['core/role', 'core/grant', 'core/appointment', 'core/user', 'core/post'])

/** @param all every action that there is of the entity; undefined when nothing changes */
export function entityChange(
  entity: Entity,
  all: string[],
  before: Permission | undefined,
  after: Permission | undefined,
): EntityChange | undefined {
  const [had, has] = [actionsOf(before, all), actionsOf(after, all)]
  const opened = [...has].filter(action => !had.has(action))
  const closed = [...had].filter(action => !has.has(action))
  // Fields count as long as there is anything that they could be read or written by.
  const fields = had.size > 0 && has.size > 0 ? fieldChanges(entity, before, after) : []
  const wider = fields.filter(change => openness[change.to] > openness[change.from])
  const scope = had.size > 0 && has.size > 0 && before?.scope !== after?.scope ? { from: before?.scope, to: after?.scope } : undefined
  if (opened.length + closed.length + fields.length === 0 && !scope) return undefined
  return {
    opened: { actions: opened, fields: wider },
    closed: { actions: closed, fields: fields.filter(change => !wider.includes(change)) },
    scope,
    risks: risksOf(entity, opened, wider, scope),
  }
}

function actionsOf(permission: Permission | undefined, all: string[]): ReadonlySet<string> {
  if (!permission) return new Set()
  return new Set(all.filter(action => permission.actions.includes('*') || permission.actions.includes(action)))
}

function fieldChanges(entity: Entity, before: Permission | undefined, after: Permission | undefined): FieldChange[] {
  return visible(entity).flatMap(({ name, title }) => {
    const from = (before && accessTo(before, name)) ?? 'full'
    const to = (after && accessTo(after, name)) ?? 'full'
    return from === to ? [] : [{ field: name, title, from, to }]
  })
}

function risksOf(entity: Entity, opened: string[], fields: FieldChange[], scope: EntityChange['scope']): Risk[] {
  const sensitive = (name: string) => entity.field.get(name)?.secret || entity.field.get(name)?.mask !== undefined
  const tells = fields.some(change => sensitive(change.field) && openness[change.from] < openness['read-only'])
  const risks: [Risk, boolean][] = [
    ['rights', opened.some(action => action !== 'read' && action !== 'export') && givesRights.has(entity.key)],
    ['secrets', tells || opened.includes('reveal')],
    ['delete', opened.some(action => losing.has(action))],
    ['export', opened.includes('export')],
    ['tenant-wide', scope?.to === 'tenant' && scopes.indexOf(scope.from ?? 'own') < scopes.indexOf('tenant')],
  ]
  return risks.filter(([, applies]) => applies).map(([risk]) => risk)
}
