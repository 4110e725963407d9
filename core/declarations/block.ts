import type { Expression } from './expressions.ts'
import type { EntityKey, Json } from './model.ts'

/** A condition of a block's list: a field compared with a value that is worked out, or any of several. */
export type BlockCondition = { field: string; op: string; value: Expression } | { any: BlockCondition[] }

/** Records of an entity, as a list gives them to the public. */
export type BlockList = {
  kind: 'list'
  name: string
  entity: EntityKey
  where: BlockCondition[]
  search?: Expression
  /** `organization` or `subtree`; null is the whole tenant. */
  scope?: Expression
  organization: Expression
  sort?: string
  fields: string[]
  size: Expression | number
  page?: Expression
  count: boolean
}

/** One record, by its id. */
export type BlockRecord = { kind: 'one'; name: string; entity: EntityKey; one: Expression; fields: string[] }

/** What the plugin's code gives; `counted`: also numbers of what is counted beside the tree. */
export type BlockData = { kind: 'data'; name: string; shows: EntityKey[]; counted: boolean }

export type BlockQuery = BlockList | BlockRecord | BlockData

/** A piece of a page that fills itself, of what the public may see. */
export type Block = {
  /** `portal.articles` */
  name: string
  plugin: string
  title: string
  description: string
  category: string
  icon?: string
  order: number
  /** JSON Schema of its settings, relations with their entities' full names. */
  settings: Json
  queries: BlockQuery[]
  values: { name: string; value: Expression }[]
  empty: string
  /** Handlebars, checked. */
  template: string
  style: string
  /** Entities that it is gone without: those of its queries. */
  needs: ReadonlySet<EntityKey>
  /** Entities by whose changes it changes: those, and what their fields name. */
  shows: ReadonlySet<EntityKey>
  /** Whether it speaks of today, and may look otherwise tomorrow. */
  byTheDay: boolean
}

/** What is worked out for a query. */
export function expressionsIn(query: BlockQuery): Expression[] {
  if (query.kind === 'data') return []
  if (query.kind === 'one') return [query.one]
  const { where, search, scope, organization, size, page } = query
  const sizes = typeof size === 'number' ? [] : [size]
  return [...where.flatMap(comparedIn), organization, ...sizes, ...[search, scope, page].filter(one => one !== undefined)]
}

function comparedIn(condition: BlockCondition): Expression[] {
  return 'any' in condition ? condition.any.flatMap(comparedIn) : [condition.value]
}

/** The class that a block's html stands in, and its styles begin with. */
export function blockClass(name: string): string {
  return `dj-block-${name.replace('.', '-')}`
}
