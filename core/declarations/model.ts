import type { Block } from './block.ts'
import type { Expression } from './expressions.ts'
import type { Migration } from './migration.ts'
import type { Command, DeclaredReaction, DeclaredSchedule, EventDefinition } from './processes.ts'
import type { RuleData } from './rule-data.ts'
import type { Workflow } from './workflow.ts'

/** `members/member`: how entities name each other. */
export type EntityKey = `${string}/${string}`

/** A JSON object as declared or sent; what is in it has to be looked at before it is used. */
export type Json = { [key: string]: unknown }

export type FieldKind =
  | 'text'
  | 'html'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'date'
  | 'date-time'
  | 'choice'
  | 'dictionary'
  | 'relation'
  | 'file'
  | 'files'
  | 'texts'
  | 'rows'
  | 'document'

export type Choice = { code: string; title: string; aliases: string[]; validFrom?: string; validTo?: string; off?: boolean }

export type Dictionary = { name: string; plugin: string; title: string; source: string; items: (Choice & { parent?: string })[] }

export type FileRule = { types: string[]; maxSize?: number }

export type Mask = 'id-number' | 'phone' | 'name' | 'account'

/** A sub-table: rows that live and die with their record, in a table of their own. */
export type Rows = { table: string; fields: Field[] }

/** A piece of a number as it is written; `sequence` is how many digits it has at least, `choice` a field whose title is shown. */
export type NumberPart =
  | { text: string }
  | { organization: 'name' | 'shortName' | 'code' }
  | { year: true }
  | { sequence: number }
  | { choice: string }

/** How numbers without gaps are written, what they are counted per, and when a record is given its own. */
export type NumberRule = {
  parts: NumberPart[]
  /** The relation that names the organization that gives it: the record's own, where nothing else is said. */
  organization: string
  perOrganization: boolean
  perYear: boolean
  perChoice?: string
  /** The date whose year counts; without one it is today's. */
  date?: string
  /** Given when this becomes true; without it, when the record is made. */
  when?: Expression
  start: number
}

export type Field = {
  name: string
  column: string
  title: string
  kind: FieldKind
  schema: Json
  required: boolean
  readOnly: boolean
  immutable: boolean
  relation?: EntityKey
  /** When the related record is deleted for good; left out, it cannot be. */
  whenErased?: 'goes' | 'forgets'
  dictionary?: string
  choices?: Choice[]
  file?: FileRule
  /** Of an html field: the companion that holds the files which its text names; without one it names none. */
  heldIn?: string
  /** Of such a companion: the html field. */
  picturesOf?: string
  rows?: Rows
  computed?: { expression: Expression; when: 'write' | 'read' }
  default?: Expression
  /** Taken over at creation from a field of the record that `relation` names; a readOnly field follows whenever another record is named. */
  from?: { relation: string; field: string }
  /** Which records a relation may name, by their own fields. */
  only?: { check: Expression; message: string }
  /** The nearest organization of such a category, at or above the one that `of` names. */
  above?: { of: string; category: string[] }
  visible?: Expression
  number?: NumberRule
  mask?: Mask
  /** `words`: full text, by the words in it. */
  search?: 'pinyin' | 'exact' | 'words'
  /** Stands encrypted in the database, and is told only masked. */
  secret?: boolean
  aliases: string[]
  /** A tenant's own field: kept in the column `own_fields` that all of them share. */
  own?: true
}

export type UniqueRule = { name: string; fields: string[]; code: string; message: string; ignoreCase: boolean }

export type RecordRule = { check: Expression; field: string; code: string; message: string; level: 'error' | 'warning' }

/** Whose record it is: a field that names a user, directly or one relation away. */
export type OwnPath = {
  field: string
  through?: { entity: EntityKey; field: string }
  /** Of records that relate to this one by `relation`: whom their `user` names. */
  back?: { entity: EntityKey; relation: string; user: string }
}

export type Account = { user: string; name: string; phone: string; organization: string }

export type GenericAction = 'read' | 'create' | 'update' | 'delete' | 'import' | 'export'

export type Entity = {
  plugin: string
  name: string
  key: EntityKey
  title: string
  path: string
  file: string
  schema: Json
  table: { schema: string; name: string }
  fields: Field[]
  field: ReadonlyMap<string, Field>
  label: string
  naturalKey: string[]
  unique: UniqueRule[]
  match: string[]
  indexes: string[][]
  sort: string
  own: OwnPath[]
  rules: RecordRule[]
  delete: 'soft' | 'hard' | 'never'
  actions: ReadonlySet<GenericAction>
  platform: boolean
  /** Whether tenants may add fields of their own. */
  extendable: boolean
  /** The entity as it was declared, where a tenant's own fields have been added to it. */
  declared?: Entity
  counted: boolean
  /** Not there for tenants in reduced-burden mode (S2.12), as rankings are. */
  hiddenInRelief: boolean
  account?: Account
  /** The field that anchors a record in the organization tree; `id` for organizations themselves. */
  organizationField?: string
  /** Fields that name further organizations where the record may be read, by whoever may read there. */
  seenAt: string[]
  /** Sibling relation that makes the entity a tree: the parent field. */
  parentField?: string
}

/** Where a field stands in a form; without a span its kind decides. `widget` is `members/months`: a plugin, and a file in its admin/widgets. */
export type FormPlace = { name: string; span?: number; widget?: string }

export type FormGroup = { title?: string; help?: string; columns: number; fields: FormPlace[] }

/** A tab or a step; where there are none, the one part without a title. */
export type FormPart = { title?: string; help?: string; groups: FormGroup[] }

/** A page that a record is printed from: `transfers/letter` is a file in that plugin's admin/prints. `needs`: fields that have to be filled. */
export type PrintPage = { page: string; title: string; needs: string[] }

export type FormLayout = { way: 'groups' | 'tabs' | 'steps'; parts: FormPart[]; prints?: PrintPage[] }

/** Texts to begin a new record with (范文). */
export type Sample = { key: string; title: string; group?: string; values: Json }

export type MenuEntry = {
  plugin: string
  key: string
  device: 'desktop' | 'phone'
  title: string
  group: string
  icon?: string
  order: number
  entity?: EntityKey
  /** A page of the plugin's own; without one it is the entity's list. */
  page?: string
  list: 'living' | 'deleted'
  permission: string
  /** The action whose right shows the entry. */
  shownTo: string
  /** `tenants`: the platform's own tenant has no use for it. */
  where: 'tenants' | 'everywhere'
}

/** Ways that a message goes to a person. */
export type Channel = 'in-app' | 'sms' | 'voice'

/** The words of a message; `{{dueOn}}` in title and text is a variable. */
export type MessageTemplate = {
  /** `visits/visit-reminder` */
  key: string
  plugin: string
  code: string
  title: string
  text: string
  channels: Channel[]
  variables: string[]
  /** Knows neither quiet hours nor daily limits. */
  anyHour: boolean
  /** What was said is not kept: codes, passwords. */
  unkept: boolean
}

export type FieldAccess = 'hidden' | 'masked' | 'read-only'

/** `above`: what an organization and those above it put at the disposal of everyone below them. */
export type Scope = 'own' | 'organization' | 'above' | 'subtree' | 'chosen' | 'tenant'

/** What a role may do with one entity. */
export type Permission = {
  actions: string[]
  /** By their names; `*` stands for all that are not named, a tenant's own among them. */
  fields?: Record<string, FieldAccess>
  scope?: Exclude<Scope, 'chosen'>
  /** Of the rows of the scope these alone: the list language as JSON. */
  where?: Json
}

/** Role code -> entity -> permission: what plugins give the built-in roles. */
export type RoleDefaults = ReadonlyMap<string, ReadonlyMap<EntityKey, Permission>>

export type PluginModel = {
  name: string
  title: string
  description: string
  version: string
  folder: string
  needs: string[]
  editions: string[] | 'all'
  startsOn: boolean
  migrations: readonly Migration[]
  profile?: EntityKey
}

/** What a plugin gives to another at one of its extension points: as declared, its expressions compiled and its entities named in full. */
export type Contribution = { plugin: string; content: unknown }

/** Everything that is declared, read once at start and frozen. */
export type Model = {
  plugins: ReadonlyMap<string, PluginModel>
  entities: ReadonlyMap<EntityKey, Entity>
  dictionaries: ReadonlyMap<string, Dictionary>
  menus: readonly MenuEntry[]
  /** How forms are laid out, where the derived layout will not do. */
  forms: ReadonlyMap<EntityKey, FormLayout>
  /** What plugins bring to begin a new record with. */
  samples: ReadonlyMap<EntityKey, Sample[]>
  /** What happens to records from step to step. */
  workflows: ReadonlyMap<EntityKey, Workflow>
  roles: RoleDefaults
  messages: ReadonlyMap<string, MessageTemplate>
  rules: RuleData
  /** What plugins tell of in their own words, by name. */
  events: ReadonlyMap<string, EventDefinition>
  /** What plugins do when others ask, by name. */
  commands: ReadonlyMap<string, Command>
  /** What plugins give to each other, by the names of extension points: `points.rules`. */
  contributions: ReadonlyMap<string, readonly Contribution[]>
  reactions: readonly DeclaredReaction[]
  schedules: readonly DeclaredSchedule[]
  /** What pages of sites may hold that fills itself, by name: `honors.wall`. */
  blocks: ReadonlyMap<string, Block>
}

/** The entity of that key; a key that is not declared is a mistake of the programmer. */
export function entityOf(model: Model, key: EntityKey): Entity {
  const entity = model.entities.get(key)
  if (!entity) throw new Error(`entity ${key} is not declared`)
  return entity
}
