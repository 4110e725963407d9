import type { Choice, Entity, EntityKey, Field, FieldKind, FileRule, FormLayout, Json, Mask, Model } from '../declarations/model.ts'
import { entityOf } from '../declarations/model.ts'
import type { Caller } from '../permissions/access.ts'
import { mayWrite, type Shown, shownAtBest } from '../permissions/decide.ts'
import { constraints, isListed, visible } from '../records/input-schema.ts'
import { relationName } from '../records/relations.ts'
import { type ScreenWorkflow, workflowOnScreen } from './workflow.ts'

/** What a page has to know of an entity to draw its lists and forms for one caller; all of it is declared, none of it is data. */
export type Screen = {
  key: string
  title: string
  /** Where its endpoints are: `/api/v1/members/members`. */
  path: string
  /** The field that stands for a record where it is mentioned. */
  label: string
  /** The usual order of a list, as in `sort=`. */
  sort: string
  fields: ScreenField[]
  organizationField?: string
  parentField?: string
  /** Whether deleted records can be brought back. */
  trash: boolean
  /** Titles of the fields that the quick search looks in; none: there is no quick search. */
  searched: string[]
  /** What the caller may do with some record of it: read, create, update, delete, import, export, restore, erase, and transitions. */
  can: string[]
  rules: { check: string; field: string; message: string; level: 'error' | 'warning' }[]
  /** Its records bear numbers without gaps: deleting one voids its number, and needs a reason. */
  numbered?: true
  /** Its records are people with an account, which goes along with them. */
  account?: true
  /** There are samples to begin a new record with. */
  samples?: true
  /** The declared layout of the form and the details, where there is one. */
  form?: FormLayout
  /** What its records go through from step to step. */
  workflow?: ScreenWorkflow
  /** Standard JSON Schema of the whole record: if, then, else, allOf, anyOf, dependentRequired. */
  conditions: Json
  /** What the caller may do with some record by a word alone: those of `can` for which a button will do. */
  transitions: Transition[]
  /** Entities whose records belong to one of this, as far as the caller may read them. */
  relatedBy: EntityKey[]
}

export type Transition = { event: string; title: string }

export type ScreenField = {
  name: string
  /** Under what name a reply tells it: `organization` for `organizationId`. */
  told: string
  title: string
  kind: FieldKind
  required: boolean
  /** Never set by a request. */
  readOnly: boolean
  immutable: boolean
  help?: string
  format?: string
  limits: Json
  example?: unknown
  preset?: unknown
  choices?: Pick<Choice, 'code' | 'title' | 'validFrom' | 'validTo' | 'off'>[]
  dictionary?: string
  relation?: {
    entity: string
    path: string
    title: string
    searchable: boolean
    /** Which of its records may be named: CEL over their fields. */
    only?: string
  }
  file?: FileRule
  /** Of an html field: the companion that holds the files which its text names. Without one it takes none. */
  heldIn?: string
  /** Of such a companion: the html field. It shows nothing that the text does not show. */
  picturesOf?: string
  /** The columns of a sub-table. */
  rows?: ScreenField[]
  /** CEL. */
  computed?: { source: string; when: 'write' | 'read' }
  default?: string
  visible?: string
  mask?: Mask
  secret?: true
  /** Added by the tenant. */
  own?: true
  /** How this caller sees it at best; left out means in full. */
  shown?: Shown
  /** Whether this caller may set it in some record: at creation, and afterwards. */
  writable: { create: boolean; update: boolean }
  /** Whether lists bring it unasked. */
  listed: boolean
}

/** @param actions everything that can be done with the entity over HTTP */
export function screenOf(caller: Caller, model: Model, entity: Entity, actions: string[]): Omit<Screen, 'transitions' | 'relatedBy'> {
  return {
    key: entity.key,
    title: entity.title,
    path: entity.path,
    label: entity.label,
    sort: entity.sort,
    fields: visible(entity)
      .map(field => ({ ...fieldOnScreen(model, field), ...rightsTo(caller, model, entity, field) }))
      .filter(field => field.shown !== 'hidden' || field.writable.create),
    organizationField: entity.organizationField,
    parentField: entity.parentField,
    trash: entity.delete === 'soft',
    searched: entity.fields.filter(field => field.search).map(field => field.title),
    can: actions,
    numbered: entity.fields.some(field => field.number) || undefined,
    account: entity.account ? true : undefined,
    samples: model.samples.has(entity.key) || undefined,
    form: model.forms.get(entity.key),
    workflow: workflowOnScreen(model, entity),
    rules: entity.rules.map(({ check, field, message, level }) => ({ check: check.source, field, message, level })),
    conditions: Object.fromEntries(
      ['if', 'then', 'else', 'allOf', 'anyOf', 'dependentRequired'].flatMap(word =>
        entity.schema[word] === undefined ? [] : [[word, entity.schema[word]]],
      ),
    ),
  }
}

/** A field as forms and lists draw it, leaving aside who may see and set it. */
export function fieldOnScreen(model: Model, field: Field): ScreenField {
  const { schema } = field
  const related = field.relation && entityOf(model, field.relation)
  return {
    name: field.name,
    told: field.relation ? relationName(field) : field.name,
    title: field.title,
    kind: field.kind,
    required: field.required && !field.from,
    readOnly: field.readOnly,
    immutable: field.immutable,
    help: schema['description'] as string | undefined,
    format: schema['format'] as string | undefined,
    limits: Object.fromEntries(constraints.flatMap(word => (schema[word] === undefined ? [] : [[word, schema[word]]]))),
    example: (schema['examples'] as unknown[] | undefined)?.[0],
    preset: schema['default'],
    choices: field.choices?.map(({ aliases: _aliases, ...choice }) => choice),
    dictionary: field.dictionary,
    relation: related && {
      entity: related.key,
      path: related.path,
      title: related.title,
      searchable: related.fields.some(one => one.search),
      only: field.only?.check.source,
    },
    file: field.file,
    heldIn: field.heldIn,
    picturesOf: field.picturesOf,
    rows: field.rows?.fields.map(column => fieldOnScreen(model, column)),
    computed: field.computed && { source: field.computed.expression.source, when: field.computed.when },
    default: field.default?.source,
    visible: field.visible?.source,
    mask: field.mask,
    secret: field.secret || undefined,
    own: field.own,
    writable: { create: !field.readOnly, update: !field.readOnly && !field.immutable },
    listed: isListed(field),
  }
}

function rightsTo(caller: Caller, model: Model, entity: Entity, field: Field): Pick<ScreenField, 'shown' | 'writable'> {
  return {
    shown: shownAtBest(caller, entity, model, field),
    writable: {
      create: !field.readOnly && mayWrite(caller, entity, model, 'create', field),
      update: !field.readOnly && !field.immutable && mayWrite(caller, entity, model, 'update', field),
    },
  }
}
