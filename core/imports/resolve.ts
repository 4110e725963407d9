import { keySql } from '../database/column-sql.ts'
import { all, any, sql } from '../database/sql.ts'
import { tableName } from '../database/table-definition.ts'
import { type Entity, entityOf, type Field, type Json } from '../declarations/model.ts'
import { columnName } from '../declarations/names.ts'
import { decideRead, may } from '../permissions/decide.ts'
import type { Asking } from '../records/engine.ts'
import { relationName } from '../records/relations.ts'
import { keyOfValue } from '../records/secret-values.ts'
import type { CellProblem, SheetRow } from '../spreadsheets/column.ts'

/** What a spreadsheet's words stand for: one record, several, or none that the caller may see. */
type Meaning = { id: string } | 'ambiguous' | 'unknown'

/** Names of records that this very file brings, for trees whose parents come in the same file. */
export type BroughtNames = Map<string, string>

/** What words of relation cells were found to mean, by entity: a file means the same by a word throughout. */
export type Meanings = Map<Entity, Map<string, Meaning>>

/** More words than this are asked about anew. */
const mostKept = 20_000

/** Puts ids in place of the names that relation cells hold; what is not found is a problem of its line. */
export async function resolveRelations(
  asking: Asking,
  rows: SheetRow[],
  brought: BroughtNames,
  known: Meanings = new Map(),
): Promise<CellProblem[]> {
  const problems: CellProblem[] = []
  for (const field of asking.entity.fields) {
    if (!field.relation) continue
    const cells = rows.filter(row => typeof row.values[field.name] === 'string')
    if (cells.length === 0) continue
    const target = entityOf(asking.engine.model, field.relation)
    const meanings = await knownMeanings(asking, target, [...new Set(cells.map(row => String(row.values[field.name])))], known)
    for (const row of cells) {
      const text = String(row.values[field.name])
      const own = target.key === asking.entity.key ? brought.get(text) : undefined
      const meaning = own ? { id: own } : (meanings.get(text) ?? 'unknown')
      if (typeof meaning === 'object') row.values[field.name] = meaning.id
      else {
        row.values[field.name] = null
        problems.push(problemOf(row.line, field, target, text, meaning))
      }
    }
  }
  return problems
}

function problemOf(line: number, field: Field, target: Entity, text: string, meaning: 'ambiguous' | 'unknown'): CellProblem {
  const name = columnName(relationName(field)).replaceAll('_', '-')
  const ways = target.match.map(match => target.field.get(match)!.title).join('或')
  const message =
    meaning === 'ambiguous'
      ? `有多个${target.title}叫“${text}”，请填写${target.field.get(target.match[0]!)!.title}`
      : `没有找到${field.title}“${text}”，请核对${ways}`
  return { line, field: field.name, code: meaning === 'ambiguous' ? `ambiguous-${name}` : `unknown-${name}`, message, level: 'error' }
}

/** What was found before is not asked again; of the file's own entity it is, whose records it brings. */
async function knownMeanings(asking: Asking, target: Entity, texts: string[], known: Meanings): Promise<Map<string, Meaning>> {
  if (target.key === asking.entity.key) return meaningsOf(asking, target, texts)
  const before = known.get(target)
  const kept = before && before.size < mostKept ? before : new Map<string, Meaning>()
  known.set(target, kept)
  const found = await meaningsOf(
    asking,
    target,
    texts.filter(text => !kept.has(text)),
  )
  for (const [text, meaning] of found) kept.set(text, meaning)
  return kept
}

/** Looks the texts up in the target's match fields, in their order, under the caller's rights. */
async function meaningsOf({ engine, transaction, caller }: Asking, target: Entity, texts: string[]): Promise<Map<string, Meaning>> {
  const found = new Map<string, Meaning>()
  const { secrets } = transaction
  if (texts.length === 0 || !may(caller, target, 'read', engine.model)) return found
  const decision = decideRead(caller, target, engine.model)
  const fields = target.match.map(name => target.field.get(name)!).filter(field => decision.rowsInFull([field]) !== undefined)
  if (fields.length === 0) return found
  const rows = await transaction.run(sql<Json & { id: string }>`
    select t.id, ${sql.join(fields.map(field => sql`${keySql(field)}::text as ${sql.ref(field.column)}`))} from ${sql.raw(tableName(target.table))} t
    where ${all([
      sql`t.tenant_id = ${transaction.tenantId}`,
      decision.where,
      decision.rowsInFull(fields) ?? sql`false`,
      any(fields.map(field => sql`${keySql(field)} = any(${texts.map(text => keyOfValue(field, text, secrets))}::text[])`)),
      ...(target.delete === 'soft' ? [sql<boolean>`t.deleted_at is null`] : []),
    ])}`)
  for (const text of texts)
    for (const field of fields) {
      const matching = rows.filter(row => row[field.column] === keyOfValue(field, text, secrets))
      if (matching.length === 0) continue
      found.set(text, matching.length === 1 ? { id: matching[0]!.id } : 'ambiguous')
      break
    }
  return found
}
