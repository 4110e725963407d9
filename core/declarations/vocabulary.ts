import type { Json } from './model.ts'
import type { RuleData } from './rule-data.ts'

/** What the expressions of an entity may speak of. */
export type Vocabulary = {
  fields: ReadonlySet<string>
  /** Paths whose numbers are whole: `count`, and `rows.count` in a sub-table. CEL keeps integers and other numbers apart. */
  integers: ReadonlySet<string>
  rules: RuleData
  /** A record with a value for every field whose type is known, on which expressions are tried when they are read. */
  sample: Readonly<Record<string, unknown>>
}

export function vocabularyOf(properties: Record<string, Json>, rules: RuleData): Vocabulary {
  const integers = new Set<string>()
  for (const [name, property] of Object.entries(properties)) {
    if (property['type'] === 'integer') integers.add(name)
    for (const [column, inner] of Object.entries(columnsOf(property))) if (inner['type'] === 'integer') integers.add(`${name}.${column}`)
  }
  const sample = Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, sampleOf(property)]))
  return { fields: new Set(Object.keys(properties)), integers, rules, sample: { ...sample, today: '2026-01-01' } }
}

/** The words of the other record, and those of the record itself under a name. */
export function withRecord(own: Vocabulary, as: string, record: Vocabulary): Vocabulary {
  return {
    rules: own.rules,
    fields: new Set([...own.fields, as]),
    integers: new Set([...own.integers, ...[...record.integers].map(path => `${as}.${path}`)]),
    sample: { ...own.sample, [as]: record.sample },
  }
}

function columnsOf(property: Json): Record<string, Json> {
  return ((property['items'] as Json | undefined)?.['properties'] as Record<string, Json> | undefined) ?? {}
}

function sampleOf(property: Json): unknown {
  switch (property['type']) {
    case 'integer':
      return 3
    case 'number':
      return 1.5
    case 'boolean':
      return true
    case 'object':
      // What a document holds is not said by its type.
      return undefined
    case 'array':
      return Object.keys(columnsOf(property)).length > 0 ? [sampleRow(property)] : [sampleText(property)]
    default:
      return sampleText(property)
  }
}

function sampleRow(property: Json): Record<string, unknown> {
  return Object.fromEntries(Object.entries(columnsOf(property)).map(([name, column]) => [name, sampleOf(column)]))
}

function sampleText(property: Json): string {
  if (property['x-relation'] || property['x-file']) return '00000000-0000-7000-8000-000000000000'
  const choice = (property['oneOf'] as { const: string }[] | undefined)?.[0]?.const ?? (property['enum'] as string[] | undefined)?.[0]
  if (choice !== undefined) return choice
  switch (property['format']) {
    case 'date':
      return '2025-06-15'
    case 'date-time':
      return '2025-06-15T00:00:00.000Z'
    case 'id-number':
      return '11010519491231002X'
    case 'phone':
      return '13800138000'
    default:
      return '2025'
  }
}
