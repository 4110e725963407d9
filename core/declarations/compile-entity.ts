import { checkEntity } from './check-entity.ts'
import { compileAt, compileField, type FieldPlace } from './compile-field.ts'

import { compileNumbers } from './compile-number.ts'

import type { Declared } from './declared-file.ts'

import { type Check, fieldChecker } from './field-checker.ts'
import { linkHtml } from './link-html.ts'
import type { Account, Entity, EntityKey, Field, GenericAction, Json, OwnPath, RecordRule, UniqueRule } from './model.ts'
import { columnName, constraintName } from './names.ts'
import type { RuleData } from './rule-data.ts'
import { vocabularyOf } from './vocabulary.ts'

export type Surroundings = Pick<FieldPlace, 'entities' | 'reach' | 'dictionaries' | 'mistakes'> & { rules: RuleData }

const genericActions: GenericAction[] = ['read', 'create', 'update', 'delete', 'import', 'export']

/** Turns one entities/<name>.json into the model that table, endpoints, sheets and permissions are made from. */
export function compileEntity(plugin: string, name: string, declared: Declared, around: Surroundings): Entity {
  const { content: schema, file } = declared
  const properties = schema['properties'] as Record<string, Json>
  const required = new Set((schema['required'] as string[] | undefined) ?? [])
  const vocabulary = vocabularyOf(properties, around.rules)
  const place: FieldPlace = { file, pointer: '/properties', plugin, entity: name, vocabulary, ...around }
  const fields = Object.entries(properties).map(([property, one]) =>
    compileField(property, one, required.has(property), { ...place, pointer: `/properties/${property}` }),
  )
  compileNumbers(fields, place)
  linkHtml(fields, place)
  const check = fieldChecker(file, fields, around.mistakes)
  check([...required], '/required')
  const key: EntityKey = `${plugin}/${name}`
  const naturalKey = check(schema['x-key'] as string[] | undefined, '/x-key', 'column')
  const label = check(schema['x-label'] ? [String(schema['x-label'])] : undefined, '/x-label', 'column')[0] ?? firstText(fields)
  const match = check(schema['x-match'] as string[] | undefined, '/x-match', 'column')
  const entity: Entity = {
    plugin,
    name,
    key,
    title: String(schema['title']),
    path: `/api/v1/${plugin}/${(schema['x-plural'] as string | undefined) ?? `${name}s`}`,
    file,
    schema,
    table: { schema: columnName(plugin), name: columnName(name) },
    fields,
    field: new Map(fields.map(field => [field.name, field])),
    label,
    naturalKey,
    unique: uniqueRules(name, naturalKey, schema, fields, check),
    match: match.length > 0 ? match : [...new Set([...(naturalKey.length === 1 ? naturalKey : []), label])],
    indexes: indexesOf(schema, check),
    sort: sortOf(schema, check),
    own: ownPaths(plugin, schema, fields, check),
    rules: recordRules(schema, place, check),
    delete: (schema['x-delete'] as Entity['delete'] | undefined) ?? 'hard',
    actions: new Set((schema['x-actions'] as GenericAction[] | undefined) ?? genericActions),
    platform: schema['x-tenant'] === 'platform',
    extendable: isExtendable(schema),
    counted: schema['x-count'] === true,
    hiddenInRelief: schema['x-relief'] === 'hidden',
    account: schema['x-account'] as Account | undefined,
    organizationField: key === 'core/organization' ? 'id' : fields.find(isOrganization)?.name,
    seenAt: check(schema['x-seen-at'] as string[] | undefined, '/x-seen-at', 'column'),
    parentField: fields.find(field => field.relation === key && field.name === 'parentId')?.name,
  }
  checkEntity(entity, check, around)
  return entity
}

/** Records that people of a tenant make and change are the tenant's to extend, unless the entity says otherwise. */
function isExtendable(schema: Json): boolean {
  const actions = (schema['x-actions'] as GenericAction[] | undefined) ?? genericActions
  if (schema['x-extendable'] === false || schema['x-tenant'] === 'platform') return false
  return actions.includes('create') && actions.includes('update')
}

function isOrganization(field: Field): boolean {
  return field.relation === 'core/organization' && field.name === 'organizationId'
}

function firstText(fields: Field[]): string {
  return (fields.find(field => field.kind === 'text' && !field.secret) ?? fields[0]!).name
}

function uniqueRules(entity: string, naturalKey: string[], schema: Json, fields: Field[], check: Check): UniqueRule[] {
  const declared = (schema['x-unique'] as { fields: string[]; message: string; code?: string; ignoreCase?: boolean }[] | undefined) ?? []
  // Another name than the index had before the field was declared secret: that one compared what stood there plain.
  const keyed = (name: string) => (fields.find(field => field.name === name)?.secret ? `${name}Index` : name)
  const nameOf = (names: string[], kind = 'unique') => constraintName(entity, ...names.map(keyed), kind)
  const rules = declared.map((rule, at) => ({
    name: nameOf(rule.fields, rule.ignoreCase ? 'any_case_unique' : 'unique'),
    fields: check(rule.fields, `/x-unique/${at}/fields`, 'column'),
    code: rule.code ?? `duplicate-${rule.fields.map(columnName).join('-').replaceAll('_', '-')}`,
    message: rule.message,
    ignoreCase: rule.ignoreCase === true,
  }))
  const named = (rule: UniqueRule) => rule.fields.length === naturalKey.length && rule.fields.every(field => naturalKey.includes(field))
  if (naturalKey.length === 0 || rules.some(named)) return rules
  const titles = naturalKey.map(name => fields.find(field => field.name === name)!.title).join('、')
  return [
    {
      name: nameOf(naturalKey),
      fields: naturalKey,
      code: naturalKey.length === 1 ? `duplicate-${columnName(naturalKey[0]!).replaceAll('_', '-')}` : 'duplicate',
      message: `已有${titles}相同的${String(schema['title'])}`,
      ignoreCase: false,
    },
    ...rules,
  ]
}

function sortOf(schema: Json, check: Check): string {
  const sort = schema['x-sort'] as string | undefined
  if (!sort) return '-createdAt'
  const names = sort.split(',').map(part => part.replace(/^-/, ''))
  const own = names.filter(name => !ofEveryRecord.includes(name))
  check(own, '/x-sort', 'column')
  return sort
}

/** What lists are ordered by without being declared. */
const ofEveryRecord = ['createdAt', 'updatedAt', 'id']

function indexesOf(schema: Json, check: Check): string[][] {
  const declared = (schema['x-index'] as string[][] | undefined) ?? []
  return declared.map((index, at) => {
    const known = check(
      index.filter(name => !ofEveryRecord.includes(name)),
      `/x-index/${at}`,
      'column',
    )
    return index.filter(name => ofEveryRecord.includes(name) || known.includes(name))
  })
}

function ownPaths(plugin: string, schema: Json, fields: Field[], check: Check): OwnPath[] {
  const written = (schema['x-own'] as string[] | undefined) ?? []
  return written.flatMap((path, at): OwnPath[] => {
    const [name, next, user] = path.split('.') as [string, string | undefined, string | undefined]
    if (name === 'id') return [{ field: 'id' }]
    if (next && user) return [{ field: 'id', back: { entity: `${plugin}/${name}`, relation: next, user } }]
    const known = check([name], `/x-own/${at}`, 'column')
    if (known.length === 0) return []
    const relation = fields.find(field => field.name === name)?.relation
    return next && relation ? [{ field: name, through: { entity: relation, field: next } }] : [{ field: name }]
  })
}

function recordRules(schema: Json, place: FieldPlace, check: Check): RecordRule[] {
  const declared =
    (schema['x-rules'] as { check: string; field: string; code: string; message: string; level?: 'warning' }[] | undefined) ?? []
  return declared.flatMap((rule, at) => {
    check([rule.field], `/x-rules/${at}/field`)
    const compiled = compileAt(rule.check, `/x-rules/${at}/check`, place)
    return compiled ? [{ ...rule, check: compiled, level: rule.level ?? 'error' }] : []
  })
}
