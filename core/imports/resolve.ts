import { keySql } from '../database/column-sql.ts'
import { all, any, sql } from '../database/sql.ts'
import { tableName } from '../database/table-definition.ts'
import { type Entity, entityOf, type Field, type Json } from '../declarations/model.ts'
import { columnName } from '../declarations/names.ts'
import { decideRead, may } from '../permissions/decide.ts'
import type { Asking } from '../records/engine.ts'
import { relationName } from '../records/relations.ts'
import { keyOfValue, maskedSecret, maskOf } from '../records/secret-values.ts'
import { type StoredRow, selection, storedValue } from '../records/stored.ts'
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

/** What texts mean: looked up in full, and such with stars as the masked values that they may be. */
async function meaningsOf(asking: Asking, target: Entity, texts: string[]): Promise<Map<string, Meaning>> {
  const found = await meaningsInFull(asking, target, texts)
  const starred = texts.filter(text => text.includes('*') && !found.has(text))
  for (const [text, meaning] of await meaningsOfMasked(asking, target, starred)) found.set(text, meaning)
  return found
}

/** Looks the texts up in the target's match fields, in their order, under the caller's rights. */
async function meaningsInFull({ engine, transaction, caller }: Asking, target: Entity, texts: string[]): Promise<Map<string, Meaning>> {
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

/**
 * Who sees an ID number only masked names people by what he sees, as his own export has it. That tells him nothing that he does not know: the mask has to be
 * right, and be that of one alone. Of few organizations, since every record there is looked at.
 */
async function meaningsOfMasked({ engine, transaction, caller }: Asking, target: Entity, texts: string[]): Promise<Map<string, Meaning>> {
  const found = new Map<string, Meaning>()
  const masked = target.match.map(name => target.field.get(name)!).filter(field => field.mask)
  if (texts.length === 0 || masked.length === 0 || !may(caller, target, 'read', engine.model)) return found
  const decision = decideRead(caller, target, engine.model)
  if (!decision.few) return found
  const living = target.delete === 'soft' ? [sql<boolean>`t.deleted_at is null`] : []
  const rows = await transaction.run(sql<StoredRow>`
    select ${sql.join([selection(target, masked), ...decision.columns])} from ${sql.raw(tableName(target.table))} t
    where ${all([sql`t.tenant_id = ${transaction.tenantId}`, decision.where, ...living])}`)
  const wanted = new Set(texts)
  for (const row of rows)
    for (const field of masked) {
      if (decision.shownIn(row)(field) === 'hidden') continue
      const stored = storedValue(row, field)
      const shown = field.secret ? maskedSecret(field, stored, row.id, transaction.secrets) : maskOf(field, stored)
      if (shown !== null && wanted.has(shown)) found.set(shown, found.has(shown) ? 'ambiguous' : { id: row.id })
    }
  return found
}
