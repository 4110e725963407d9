import { sql } from '../database/sql.ts'
import { keyColumn, tableName, valueType } from '../database/table-definition.ts'
import type { Entity, Field, Json, UniqueRule } from '../declarations/model.ts'
import type { FieldProblem, Problem } from '../problem.ts'
import type { Asking, Change, Draft, Verdict, Writing } from './engine.ts'
import { conflict, inUse } from './problems.ts'
import { keyOfValue } from './secret-values.ts'

/** Notes values that another record holds, among those stored and among those written together. */
export async function checkUnique(writing: Writing, drafts: Draft[]): Promise<Verdict> {
  const verdicts = await Promise.all(writing.entity.unique.map(verdictOn))
  return () => {
    for (const note of verdicts) note()
  }

  async function verdictOn(rule: UniqueRule): Promise<Verdict> {
    const keyed = drafts
      .filter(draft => mayMeet(rule, draft))
      .flatMap(draft => {
        const key = keyOf(rule, draft.values)
        return key === undefined ? [] : [{ draft, key }]
      })
    const taken = await holders(
      writing,
      rule,
      keyed.map(one => one.draft),
    )
    return () => {
      const met = new Set<string>()
      for (const { draft, key } of keyed) {
        // A key with a mistake in it is none yet; and who may not see what a field names is not told who else names it.
        if (draft.errors.some(error => rule.fields.includes(error.pointer.slice(1)))) continue
        const holder = taken.get(key)
        if ((holder && holder !== draft.id) || met.has(key)) draft.errors.push(problemOf(rule))
        else met.add(key)
      }
    }
  }
}

/** A record that keeps its key meets nobody by it. */
function mayMeet({ fields }: UniqueRule, draft: Draft | Change): boolean {
  return !('changed' in draft) || fields.some(field => draft.changed.has(field))
}

function problemOf(rule: UniqueRule): FieldProblem {
  return { pointer: `/${rule.fields[0]}`, code: rule.code, detail: rule.message }
}

/** What makes up a key, and whether capitals tell keys apart. */
type Key = Pick<UniqueRule, 'fields'> & Partial<Pick<UniqueRule, 'ignoreCase'>>

/** A key by one empty field is nobody's; a key of several may hold empty ones, but not only those. */
export function keyOf(rule: Key, values: Json): string | undefined {
  const parts = rule.fields.map(field => values[field] ?? null)
  return parts.every(part => part === null) ? undefined : asKey(rule, parts)
}

function asKey({ ignoreCase }: Key, parts: unknown[]): string {
  return JSON.stringify(ignoreCase ? parts.map(part => (typeof part === 'string' ? part.toLowerCase() : part)) : parts)
}

/** Who holds these keys now: key -> id. */
export async function holders(
  { entity, transaction }: Pick<Asking, 'entity' | 'transaction'>,
  rule: Key,
  drafts: Pick<Draft, 'values'>[],
): Promise<Map<string, string>> {
  if (drafts.length === 0) return new Map()
  const fields = rule.fields.map(name => entity.field.get(name)!)
  const { secrets } = transaction
  const stored = (values: Json) => fields.map(field => keyOfValue(field, values[field.name], secrets))
  const [only] = fields
  if (fields.length === 1 && valueType(only!) === 'text' && !rule.ignoreCase) return holdersOfText({ entity, transaction }, only!, drafts)
  const rows = drafts.map(draft => Object.fromEntries(stored(draft.values).map((value, at) => [keyColumn(fields[at]!), value])))
  const types = sql.join(fields.map(field => sql`${sql.ref(keyColumn(field))} ${sql.raw(valueType(field))}`))
  const compared = (alias: string, field: Field) => {
    const column = sql.ref(`${alias}.${keyColumn(field)}`)
    return rule.ignoreCase && field.kind === 'text' ? sql`lower(${column})` : column
  }
  const equal = fields.map(field =>
    fields.length > 1
      ? sql`${compared('t', field)} is not distinct from ${compared('k', field)}`
      : sql`${compared('t', field)} = ${compared('k', field)}`,
  )
  const found = await transaction.run(sql<Json & { id: string }>`
    select t.id, ${sql.join(fields.map(field => sql.ref(`t.${keyColumn(field)}`)))}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as k(${types})
    join ${sql.raw(tableName(entity.table))} t on t.tenant_id = ${transaction.tenantId} and ${sql.join(equal, sql` and `)}
    ${entity.delete === 'soft' ? sql`where t.deleted_at is null` : sql``}`)
  const holding = new Map(
    found.map(row => [
      asKey(
        rule,
        fields.map(field => row[keyColumn(field)] ?? null),
      ),
      row.id,
    ]),
  )
  if (!fields.some(field => field.secret)) return holding
  // Asked by their values, as the drafts hold them; the database knows the hashes of secrets alone.
  return new Map(
    drafts.flatMap(draft => {
      const key = keyOf(rule, draft.values)
      const holder = holding.get(asKey(rule, stored(draft.values)))
      return key !== undefined && holder !== undefined ? [[key, holder] as const] : []
    }),
  )
}

/** The same of keys that are one text, which PostgreSQL finds by going along the index once. */
async function holdersOfText(
  { entity, transaction }: Pick<Asking, 'entity' | 'transaction'>,
  field: Field,
  drafts: Pick<Draft, 'values'>[],
): Promise<Map<string, string>> {
  const wanted = new Map<string, string>()
  for (const { values } of drafts) {
    const stored = keyOfValue(field, values[field.name], transaction.secrets)
    // What the database cannot hold is held by nobody.
    if (typeof stored === 'string' && !stored.includes('\0')) wanted.set(keyOf({ fields: [field.name] }, values)!, stored)
  }
  const column = sql.ref(`t.${keyColumn(field)}`)
  const found = await transaction.run(sql<{ id: string; key: string }>`
    select t.id, ${column} as key from ${sql.raw(tableName(entity.table))} t
    where t.tenant_id = ${transaction.tenantId} and ${column} = any(${[...wanted.values()]}::text[])
    ${entity.delete === 'soft' ? sql`and t.deleted_at is null` : sql``}`)
  const ids = new Map(found.map(row => [row.key, row.id]))
  return new Map([...wanted].flatMap(([key, stored]) => (ids.has(stored) ? [[key, ids.get(stored)!] as const] : [])))
}

/** A database error that a person caused, told as one; anything else is passed on. */
export function toldAsProblem(entity: Entity, error: unknown): Problem | unknown {
  const { code, constraint } = error as { code?: string; constraint?: string }
  if (code === '23505') {
    const rule = entity.unique.find(one => one.name === constraint)
    return rule ? conflict(rule.message, [problemOf(rule)]) : conflict()
  }
  if (code === '23503') return inUse()
  return error
}
