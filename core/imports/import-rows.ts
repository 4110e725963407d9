import { sql } from '../database/sql.ts'
import type { Json } from '../declarations/model.ts'
import { decideWrite, may } from '../permissions/decide.ts'
import { createDrafts, draftOf } from '../records/create.ts'
import type { Change, Draft, Writing } from '../records/engine.ts'
import { loadRecords } from '../records/load.ts'
import { holders, keyOf } from '../records/uniqueness.ts'
import { mergeChange, refuseGuesses, writeChanges } from '../records/update.ts'
import type { CellProblem, SheetRow } from '../spreadsheets/column.ts'
import { type BroughtNames, resolveRelations } from './resolve.ts'

export type Tally = { created: number; updated: number; unchanged: number; refused: number }

/** What an import knows of the lines already read. */
export type Progress = { tally: Tally; problems: CellProblem[]; lineOfKey: Map<string, number>; brought: BroughtNames }

export const newProgress = (): Progress => ({
  tally: { created: 0, updated: 0, unchanged: 0, refused: 0 },
  problems: [],
  lineOfKey: new Map(),
  brought: new Map(),
})

type Line = { row: SheetRow; draft: Draft | Change }

/**
 * Writes one batch of lines: new records are created, known ones (by the natural key) changed where the file says something else,
 * wrong ones left out and told. Blank cells leave what is there.
 */
export async function importRows(writing: Writing, rows: SheetRow[], progress: Progress): Promise<void> {
  const usable = refuseRepeated(writing, rows, progress)
  const fresh = new Map(usable.map(row => [row, draftOf({})]))
  if (writing.entity.parentField)
    for (const [row, draft] of fresh)
      for (const name of namesOf(writing, row)) if (!progress.brought.has(name)) progress.brought.set(name, draft.id)
  const known = await knownRecords(writing, usable)
  for (const [row, draft] of fresh) {
    const existing = known.get(row)
    if (existing)
      for (const name of namesOf(writing, row)) if (progress.brought.get(name) === draft.id) progress.brought.set(name, existing.id)
  }
  for (const problem of await resolveRelations(writing, usable, progress.brought))
    usable.find(row => row.line === problem.line)!.problems.push(problem)
  const lines = usable.map((row): Line => {
    const existing = known.get(row)
    const given = Object.fromEntries(Object.entries(row.values).filter(([, value]) => value !== null))
    const draft = existing
      ? mergeChange(writing.entity, existing, given)
      : Object.assign(fresh.get(row)!, { values: { ...row.values } as Json })
    draft.errors.push(
      ...row.problems.filter(isError).map(problem => ({ pointer: `/${problem.field ?? ''}`, code: problem.code, detail: problem.message })),
    )
    return { row, draft }
  })
  const creating = lines.filter(line => !('before' in line.draft))
  const changing = lines.filter((line): line is Line & { draft: Change } => 'before' in line.draft)
  await createDrafts(
    writing,
    creating.map(line => line.draft),
  )
  if (changing.length > 0) {
    const given = new Set(usable.flatMap(row => Object.keys(row.values).filter(name => row.values[name] !== null)))
    await refuseGuesses(
      writing,
      changing.map(line => line.draft),
      [...given],
    )
  }
  const written =
    changing.length > 0
      ? await writeChanges(
          writing,
          changing.filter(line => line.draft.errors.length === 0).map(line => line.draft),
        )
      : []
  for (const line of lines) tell(line, progress)
  progress.tally.created += creating.filter(line => line.draft.errors.length === 0).length
  progress.tally.updated += written.length
  progress.tally.unchanged += changing.filter(line => line.draft.errors.length === 0 && !written.includes(line.draft)).length
}

function isError(problem: CellProblem): boolean {
  return problem.level === 'error'
}

/** A key that stands in the file twice: the first line counts, the others are told so. */
function refuseRepeated({ entity }: Writing, rows: SheetRow[], progress: Progress): SheetRow[] {
  if (entity.naturalKey.length === 0) return rows
  const titles = entity.naturalKey.map(name => entity.field.get(name)!.title).join('、')
  return rows.filter(row => {
    const key = keyOf({ fields: entity.naturalKey }, row.values)
    const first = key === undefined ? undefined : progress.lineOfKey.get(key)
    if (key !== undefined && first === undefined) progress.lineOfKey.set(key, row.line)
    if (first === undefined) return true
    const code = entity.unique.find(rule => rule.fields.join() === entity.naturalKey.join())?.code ?? 'duplicate'
    progress.problems.push({ line: row.line, field: entity.naturalKey[0], code, message: `${titles}与第 ${first} 行重复`, level: 'error' })
    progress.tally.refused++
    return false
  })
}

function namesOf({ entity }: Writing, row: SheetRow): string[] {
  return entity.match.slice(0, 1).flatMap(name => (typeof row.values[name] === 'string' ? [row.values[name] as string] : []))
}

/** The records that the lines speak of, as far as the caller may change them; the key of another's record is a duplicate later on. */
async function knownRecords(writing: Writing, rows: SheetRow[]) {
  const { entity, engine, caller, transaction } = writing
  const found = new Map<SheetRow, Awaited<ReturnType<typeof loadRecords>>[number]>()
  const relational = entity.naturalKey.some(name => entity.field.get(name)!.relation)
  if (entity.naturalKey.length === 0 || !may(caller, entity, 'update', engine.model)) return found
  // A key with a relation in it can only be compared once its names stand for ids.
  const keyed = relational ? await withIds(writing, rows) : rows
  const ids = await holders(
    writing,
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

async function withIds(writing: Writing, rows: SheetRow[]): Promise<SheetRow[]> {
  const copies = rows.map(row => ({ ...row, values: { ...row.values }, problems: [] }))
  await resolveRelations(writing, copies, new Map())
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
