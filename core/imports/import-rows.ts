import { type Sql, sql } from '../database/sql.ts'
import type { Entity } from '../declarations/model.ts'
import { decideWrite, may } from '../permissions/decide.ts'
import { draftOf, judgeDrafts, writeDrafts } from '../records/create.ts'
import type { Asking, Change, Draft, Writing } from '../records/engine.ts'
import { fillFromRelated } from '../records/fill-from.ts'
import { loadRecords } from '../records/load.ts'
import { holders, keyOf } from '../records/uniqueness.ts'
import { mergeChange, refuseGuesses, writeChanges } from '../records/update.ts'
import type { CellProblem, SheetRow } from '../spreadsheets/column.ts'
import { withHtml } from './html-cells.ts'
import { type BroughtNames, type Meanings, resolveRelations } from './resolve.ts'

export type Tally = { created: number; updated: number; unchanged: number; refused: number }

/** What an import knows of the lines already read. */
export type Progress = { tally: Tally; problems: CellProblem[]; lineOfKey: Map<string, number>; brought: BroughtNames; meanings: Meanings }

export const newProgress = (): Progress => ({
  tally: { created: 0, updated: 0, unchanged: 0, refused: 0 },
  problems: [],
  lineOfKey: new Map(),
  brought: new Map(),
  meanings: new Map(),
})

type Line = { row: SheetRow; draft: Draft | Change }
type ChangingLine = Line & { draft: Change }

/** A batch of lines understood: which of them are new, which change a known record, and what was wrong with others. */
export type Understood = { creating: Line[]; allowed: Sql<boolean>; changing: ChangingLine[]; given: string[]; repeated: CellProblem[] }

/** Whether what a line means can depend on what the lines before it write: names, keys or accounts that the same file brings. */
export function buildsOnItself(entity: Entity): boolean {
  const own = entity.fields.some(
    field => field.relation === entity.key || (entity.account && field.relation === 'core/user' && !field.readOnly),
  )
  return own || entity.naturalKey.some(name => entity.field.get(name)!.relation !== undefined)
}

/**
 * Understands one batch of lines: known records (by the natural key) are to change where the file says something else, others to be
 * created. Blank cells leave what is there. `asking` is the transaction, or goes beside it where that is as good: what is asked so does not
 * wait for what is being written.
 */
export async function understandRows(writing: Writing, asking: Asking, rows: SheetRow[], progress: Progress): Promise<Understood> {
  const { usable, repeated } = withoutRepeated(writing, rows, progress)
  const fresh = new Map(usable.map(row => [row, draftOf({})]))
  if (writing.entity.parentField)
    for (const [row, draft] of fresh)
      for (const name of namesOf(writing, row)) if (!progress.brought.has(name)) progress.brought.set(name, draft.id)
  const known = await knownRecords(writing, asking, usable)
  for (const [row, draft] of fresh) {
    const existing = known.get(row)
    if (existing)
      for (const name of namesOf(writing, row)) if (progress.brought.get(name) === draft.id) progress.brought.set(name, existing.id)
  }
  for (const problem of await resolveRelations(asking, usable, progress.brought, progress.meanings))
    usable.find(row => row.line === problem.line)!.problems.push(problem)
  const lines = usable.map((row): Line => {
    const existing = known.get(row)
    const given = Object.fromEntries(Object.entries(row.values).filter(([, value]) => value !== null))
    const draft = existing
      ? mergeChange(writing.entity, existing, withHtml(writing.entity, given, existing.values))
      : Object.assign(fresh.get(row)!, { values: { ...withHtml(writing.entity, row.values) } })
    draft.errors.push(
      ...row.problems.filter(isError).map(problem => ({ pointer: `/${problem.field ?? ''}`, code: problem.code, detail: problem.message })),
    )
    return { row, draft }
  })
  const creating = lines.filter(line => !isChanging(line))
  await fillFromRelated(
    asking,
    creating.map(line => line.draft),
  )
  const given = new Set(usable.flatMap(row => Object.keys(row.values).filter(name => row.values[name] !== null)))
  const allowed = judgeDrafts(
    writing,
    creating.map(line => line.draft),
  )
  return { creating, allowed, changing: lines.filter(isChanging), given: [...given], repeated }
}

/** Writes what was understood, wrong lines left out and told. Batches are written one after another, in their order. */
export async function writeRows(writing: Writing, understood: Understood, progress: Progress): Promise<void> {
  const { creating, allowed, changing, given, repeated } = understood
  await writeDrafts(
    writing,
    creating.map(line => line.draft),
    allowed,
  )
  const changes = changing.map(line => line.draft)
  if (changes.length > 0) await refuseGuesses(writing, changes, given)
  const written = await writeChanges(
    writing,
    changes.filter(change => change.errors.length === 0),
  )
  progress.problems.push(...repeated)
  progress.tally.refused += repeated.length
  for (const line of [...creating, ...changing].sort((a, b) => a.row.line - b.row.line)) tell(line, progress)
  progress.tally.created += creating.filter(line => line.draft.errors.length === 0).length
  progress.tally.updated += written.length
  progress.tally.unchanged += changes.filter(change => change.errors.length === 0 && !written.includes(change)).length
}

function isChanging(line: Line): line is ChangingLine {
  return 'before' in line.draft
}

function isError(problem: CellProblem): boolean {
  return problem.level === 'error'
}

/** A key that stands in the file twice: the first line counts, the others are told so. */
function withoutRepeated({ entity }: Writing, rows: SheetRow[], { lineOfKey }: Progress): { usable: SheetRow[]; repeated: CellProblem[] } {
  const repeated: CellProblem[] = []
  if (entity.naturalKey.length === 0) return { usable: rows, repeated }
  const titles = entity.naturalKey.map(name => entity.field.get(name)!.title).join('、')
  const usable = rows.filter(row => {
    const key = keyOf({ fields: entity.naturalKey }, row.values)
    const first = key === undefined ? undefined : lineOfKey.get(key)
    if (key !== undefined && first === undefined) lineOfKey.set(key, row.line)
    if (first === undefined) return true
    const code = entity.unique.find(rule => rule.fields.join() === entity.naturalKey.join())?.code ?? 'duplicate'
    repeated.push({ line: row.line, field: entity.naturalKey[0], code, message: `${titles}与第 ${first} 行重复`, level: 'error' })
    return false
  })
  return { usable, repeated }
}

function namesOf({ entity }: Writing, row: SheetRow): string[] {
  return entity.match.slice(0, 1).flatMap(name => (typeof row.values[name] === 'string' ? [row.values[name] as string] : []))
}

/** The records that the lines speak of, as far as the caller may change them; the key of another's record is a duplicate later on. */
async function knownRecords(writing: Writing, asking: Asking, rows: SheetRow[]) {
  const { entity, engine, caller, transaction } = writing
  const found = new Map<SheetRow, Awaited<ReturnType<typeof loadRecords>>[number]>()
  const relational = entity.naturalKey.some(name => entity.field.get(name)!.relation)
  if (entity.naturalKey.length === 0 || !may(caller, entity, 'update', engine.model)) return found
  // A key with a relation in it can only be compared once its names stand for ids.
  const keyed = relational ? await withIds(asking, rows) : rows
  const ids = await holders(
    asking,
    { fields: entity.naturalKey },
    keyed.filter(row => keyOf({ fields: entity.naturalKey }, row.values) !== undefined),
  )
  if (ids.size === 0) return found
  const allowed = decideWrite(caller, entity, engine.model, 'update')
  const records = new Map(
    (await loadRecords(transaction, entity, sql`t.id = any(${[...ids.values()]}::uuid[]) and ${allowed}`, { lock: true })).map(record => [
      record.id,
      record,
    ]),
  )
  keyed.forEach((row, at) => {
    const key = keyOf({ fields: entity.naturalKey }, row.values)
    const record = key === undefined ? undefined : records.get(ids.get(key) ?? '')
    if (record) found.set(rows[at]!, record)
  })
  return found
}

async function withIds(asking: Asking, rows: SheetRow[]): Promise<SheetRow[]> {
  const copies = rows.map(row => ({ ...row, values: { ...row.values }, problems: [] }))
  await resolveRelations(asking, copies, new Map())
  return copies
}

function tell({ row, draft }: Line, progress: Progress): void {
  const told = (level: 'error' | 'warning') => (problem: { pointer: string; code: string; detail: string }) => ({
    line: row.line,
    field: problem.pointer.split('/')[1] || undefined,
    code: problem.code,
    message: problem.detail,
    level,
  })
  progress.problems.push(
    ...draft.errors.map(told('error')),
    ...draft.warnings.map(told('warning')),
    ...row.problems.filter(problem => !isError(problem)),
  )
  if (draft.errors.length > 0) progress.tally.refused++
}
