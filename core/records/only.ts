import { sql } from '../database/sql.ts'
import { entityOf, type Field } from '../declarations/model.ts'
import { columnName, variableName } from '../declarations/names.ts'
import { todayInShanghai } from '../identity/dates.ts'
import { decideRead, may } from '../permissions/decide.ts'
import { openValues } from '../workflows/related.ts'
import type { Change, Draft, Verdict, Writing } from './engine.ts'
import { loadRecords } from './load.ts'
import { isUuid, relationName } from './relations.ts'

/** Notes relations to records that they may not name by those records' own fields (x-only), where they are written. Of what is wrong otherwise nothing more is told. */
export async function checkOnly(writing: Writing, drafts: Draft[]): Promise<Verdict> {
  const verdicts = await Promise.all(writing.entity.fields.filter(field => field.only).map(field => verdictOn(writing, field, drafts)))
  return () => {
    for (const note of verdicts) note()
  }
}

async function verdictOn({ engine, transaction, caller, entity }: Writing, field: Field, drafts: Draft[]): Promise<Verdict> {
  const { check, message } = field.only!
  const written = drafts.filter(
    (draft: Draft | Change) => isUuid(draft.values[field.name]) && (!('changed' in draft) || draft.changed.has(field.name)),
  )
  const ids = [...new Set(written.map(draft => String(draft.values[field.name])))]
  const target = entityOf(engine.model, field.relation!)
  // One that he may not see is to him one that is not there, which is told already.
  if (ids.length === 0 || !may(caller, target, 'read', engine.model)) return () => {}
  const today = todayInShanghai()
  const seen = decideRead(caller, target, engine.model).where
  const named = await loadRecords(transaction, target, sql`t.id = any(${ids}::uuid[]) and ${seen}`)
  const byId = new Map(named.map(({ id, values }) => [id, values]))
  const fits = ({ values }: Draft) => {
    const other = byId.get(String(values[field.name]))
    return !other || check.evaluate({ ...other, today, [variableName(entity.name)]: openValues(entity, values) }) === true
  }
  const pointer = `/${field.name}`
  const code = `unfit-${columnName(relationName(field)).replaceAll('_', '-')}`
  return () => {
    for (const draft of written)
      if (!fits(draft) && !draft.errors.some(error => error.pointer === pointer)) draft.errors.push({ pointer, code, detail: message })
  }
}
