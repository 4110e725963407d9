import { checkSearch } from './check-search.ts'
import { checkSecrets } from './check-secrets.ts'
import { checkWhenErased } from './check-when-erased.ts'
import type { Surroundings } from './compile-entity.ts'
import type { Expression } from './expressions.ts'
import type { Check } from './field-checker.ts'
import type { Entity, Json } from './model.ts'
import { isOwnName } from './names.ts'

const conditions = ['if', 'then', 'else', 'allOf', 'anyOf', 'not']

/** What only shows once all fields are known. */
export function checkEntity(entity: Entity, check: Check, around: Surroundings): void {
  for (const word of conditions) checkCondition(entity.schema[word], `/${word}`, check)
  for (const [name, others] of Object.entries((entity.schema['dependentRequired'] as Record<string, string[]> | undefined) ?? {}))
    check([name, ...others], `/dependentRequired/${name}`)
  for (const [part, name] of Object.entries(entity.account ?? {})) check([name], `/x-account/${part}`)
  checkAppendOnly(entity, around)
  checkOwn(entity, around)
  checkTakenOver(entity, around)
  checkPlaces(entity, around)
  checkNames(entity, around)
  checkReplyNames(entity, around)
  checkExpressions(entity, around)
  checkSecrets(entity, around)
  checkSearch(entity, around)
  checkWhenErased(entity, around)
}

/** Doors by which the database would refuse whoever comes are none. */
function checkAppendOnly(entity: Entity, { mistakes }: Surroundings): void {
  if (!entity.schema['x-append-only']) return
  const open = (['update', 'delete', 'import'] as const).filter(action => entity.actions.has(action))
  if (open.length > 0 || entity.delete !== 'never')
    mistakes.push({
      file: entity.file,
      pointer: '/x-append-only',
      message: `records that are only added have no doors to change or delete them${open.length > 0 ? `: ${open.join(', ')}` : ''}`,
      remedy: 'write "x-delete": "never", and "x-actions" of "read", "create" and "export"',
    })
}

/** Names in a condition, wherever its parts are nested. */
function checkCondition(condition: unknown, pointer: string, check: Check): void {
  if (Array.isArray(condition)) condition.forEach((one, at) => void checkCondition(one, `${pointer}/${at}`, check))
  if (typeof condition !== 'object' || condition === null || Array.isArray(condition)) return
  const { required, properties } = condition as { required?: string[]; properties?: Json }
  check(required, `${pointer}/required`)
  check(Object.keys(properties ?? {}), `${pointer}/properties`)
  for (const word of conditions) checkCondition((condition as Json)[word], `${pointer}/${word}`, check)
}

/** Whose record it is must lead to a user in the end. */
function checkOwn(entity: Entity, { entities, mistakes }: Surroundings): void {
  const paths = (entity.schema['x-own'] as string[] | undefined) ?? []
  for (const [at, path] of paths.entries()) {
    const [name = '', next, user] = path.split('.')
    const field = entity.field.get(name)
    if (!field && user === undefined) continue
    const relating = `${entity.plugin}/${name}` as const
    const related = user === undefined ? field?.relation && entities.get(field.relation) : entities.get(relating)
    const right =
      user !== undefined
        ? entities.has(relating) && (!related || (related.has(next!) && related.has(user)))
        : next === undefined
          ? field?.relation === 'core/user'
          : field?.relation !== undefined && (!related || related.has(next))
    if (!right)
      mistakes.push({
        file: entity.file,
        pointer: `/x-own/${at}`,
        message: `${path} does not lead to a user`,
        remedy:
          'name a relation to core/user, a relation and the field of the related entity that holds the user (memberId.userId), or an entity that relates to this one, by what, and its user (receipt.noticeId.userId)',
      })
  }
}

/** What a record takes over is of the same kind there as here. */
function checkTakenOver(entity: Entity, { entities, mistakes }: Surroundings): void {
  for (const { name, from } of entity.fields) {
    if (!from) continue
    const target = entity.field.get(from.relation)?.relation
    const known = target && entities.get(target)
    if (target === undefined || (known && !known.has(from.field)))
      mistakes.push({
        file: entity.file,
        pointer: `/properties/${name}/x-from`,
        message: `${from.relation}.${from.field} does not lead to a field`,
        remedy: 'name a relation of this entity, and a field of the related one: memberId.organizationId',
      })
  }
}

/** Organizations that are found, and those where a record is seen besides its own. */
function checkPlaces(entity: Entity, { mistakes }: Surroundings): void {
  const places = entity.fields.filter(field => field.relation === 'core/organization').map(field => field.name)
  const note = (pointer: string, message: string) =>
    mistakes.push({
      file: entity.file,
      pointer,
      message,
      remedy: `relations to core/organization are ${places.join(', ') || 'not there yet'}`,
    })
  for (const { name, above, relation, readOnly } of entity.fields) {
    if (!above) continue
    const pointer = `/properties/${name}/x-above`
    if (relation !== 'core/organization' || !readOnly) note(pointer, `${name} is not a readOnly relation to core/organization`)
    if (!places.includes(above.of) || above.of === name) note(`${pointer}/of`, `${above.of} does not lead to another organization`)
  }
  for (const [at, name] of entity.seenAt.entries())
    if (!places.includes(name)) note(`/x-seen-at/${at}`, `${name} does not lead to an organization`)
}

/** What tenants call their own fields no plugin may call one of its: a later version would take the tenant's place. */
function checkNames(entity: Entity, { mistakes }: Surroundings): void {
  for (const field of entity.fields)
    if (isOwnName(field.name))
      mistakes.push({
        file: entity.file,
        pointer: `/properties/${field.name}`,
        message: `${field.name} is a name for a tenant's own field`,
        remedy: 'a declared field does not begin with "own" and a capital letter: give it another name',
      })
}

const replied = ['id', 'version', 'createdAt', 'createdBy', 'updatedAt', 'updatedBy', 'deletedAt']

/** `memberId` is told as `member`: no other field may be called that. */
function checkReplyNames(entity: Entity, { mistakes }: Surroundings): void {
  for (const field of entity.fields) {
    const told = field.relation ? field.name.replace(/Id$/, '') : field.name
    const taken = told !== field.name && (entity.field.has(told) || replied.includes(told))
    if (taken || ['search_text', 'search_grams', 'search_words'].includes(field.column))
      mistakes.push({
        file: entity.file,
        pointer: `/properties/${field.name}`,
        message: taken
          ? `in replies ${field.name} is called ${told}, and there is such a field already`
          : `${field.name} is the platform's own`,
        remedy: 'give one of them another name',
      })
  }
}

/**
 * A value that is computed when read is not there when a record is written, and a stored one is computed in the order of the
 * fields: expressions may speak of what is known by then.
 */
function checkExpressions(entity: Entity, { mistakes }: Surroundings): void {
  const note = (pointer: string, message: string, remedy: string) => mistakes.push({ file: entity.file, pointer, message, remedy })
  const onRead = (expression: Expression) => [...expression.names].filter(name => entity.field.get(name)?.computed?.when === 'read')
  const refuseOnRead = (expression: Expression | undefined, pointer: string) => {
    for (const name of expression ? onRead(expression) : [])
      note(pointer, `${name} speaks of today, and is known only when a record is read`, `write out here what ${name} computes`)
  }
  entity.fields.forEach((field, at) => {
    const pointer = `/properties/${field.name}`
    refuseOnRead(field.default, `${pointer}/x-default`)
    refuseOnRead(field.visible, `${pointer}/x-visible`)
    refuseOnRead(field.number?.when, `${pointer}/x-number/when`)
    for (const [keyword, written] of [
      ['x-default', field.default],
      ['x-computed', field.computed?.expression],
    ] as const)
      for (const name of written?.names ?? [])
        if (entity.field.get(name)?.number)
          note(`${pointer}/${keyword}`, `${name} is given last, when all else is known`, `leave ${name} out of it`)
    if (!field.computed) return
    const { expression, when } = field.computed
    refuseOnRead(expression, `${pointer}/x-computed`)
    const later = entity.fields.slice(at).filter(other => other.computed && expression.names.has(other.name))
    for (const other of later.filter(one => when === 'write' && one.computed?.when === 'write'))
      note(`${pointer}/x-computed`, `${other.name} is computed later than ${field.name}`, `put ${other.name} before ${field.name}`)
    for (const name of when === 'read' ? expression.names : [])
      if (entity.field.get(name)?.kind === 'rows')
        note(
          `${pointer}/x-computed`,
          `what speaks of today cannot speak of the sub-table ${name}`,
          'compute one of the two in a field of its own',
        )
  })
  entity.rules.forEach((rule, at) => {
    refuseOnRead(rule.check, `/x-rules/${at}/check`)
  })
}
