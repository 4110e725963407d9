import { sql } from '../database/sql.ts'
import type { Field, Json } from '../declarations/model.ts'
import { accepts } from '../files/content-type.ts'
import { usualSize } from '../files/usual-size.ts'
import { todayInShanghai } from '../identity/dates.ts'
import type { Draft, Verdict, Writing } from './engine.ts'
import { isUuid } from './relations.ts'

type FileRow = { id: string; content_type: string; size: number; record_id: string | null; created_by: string | null; name: string }

const fileFields = (writing: Writing): Field[] => writing.entity.fields.filter(field => field.kind === 'file' || field.kind === 'files')

/** The files that a field's value holds. */
export function filesIn(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((id): id is string => typeof id === 'string')
}

/** A file must be there, be the caller's own upload or already this record's, and be of a type and size that the field takes. */
export async function checkFiles(writing: Writing, drafts: Draft[]): Promise<Verdict> {
  const { transaction, caller, engine, entity } = writing
  const usual = (type: string) => usualSize(engine.model.rules, type, todayInShanghai())
  const verdicts = await Promise.all(fileFields(writing).map(verdictOn))
  return () => {
    for (const note of verdicts) note()
  }

  async function verdictOn(field: Field): Promise<Verdict> {
    const holding = drafts.filter(draft => filesIn(draft.values[field.name]).length > 0)
    if (holding.length === 0) return () => {}
    const ids = holding.flatMap(draft => filesIn(draft.values[field.name])).filter(isUuid)
    const rows = await transaction.run(sql<FileRow>`
      select id, content_type, size, record_id, created_by, name from core.file where tenant_id = ${transaction.tenantId} and id = any(${ids}::uuid[])`)
    const known = new Map(rows.map(row => [row.id, row]))
    // Nobody fills in a companion: what is wrong with it is wrong with its text.
    const shown = entity.field.get(field.picturesOf ?? field.name)!
    return () => {
      for (const draft of holding.filter(one => one.errors.length === 0))
        for (const id of filesIn(draft.values[field.name])) {
          const file = known.get(id)
          const mine =
            file &&
            (file.record_id === draft.id || (file.record_id === null && (caller.access.everything || file.created_by === caller.userId)))
          const detail = !mine ? `${shown.title}中的文件不存在` : unsuitable(field, file, usual(file.content_type))
          if (detail) draft.errors.push({ pointer: `/${shown.name}`, code: mine ? 'unsuitable-file' : 'unknown-file', detail })
        }
    }
  }
}

function unsuitable(field: Field, file: FileRow, usual: number): string | undefined {
  const rule = field.file!
  if (rule.types.length > 0 && !accepts(rule.types, file.content_type)) return `${field.title}不接受“${file.name}”这种文件`
  const limit = rule.maxSize ?? usual
  // What a record holds it keeps, also where the limit has come down since.
  if (file.record_id === null && file.size > limit) return `“${file.name}”超过了 ${Math.floor(limit / 1_048_576)} MB`
  return undefined
}

/** From now on who may see the record's field may see the file. */
export async function attachFiles(writing: Writing, records: { id: string; values: Json }[]): Promise<void> {
  const { transaction, entity } = writing
  for (const field of fileFields(writing))
    for (const record of records) {
      const ids = filesIn(record.values[field.name])
      if (ids.length > 0)
        await transaction.run(sql`update core.file set entity = ${entity.key}, record_id = ${record.id}, field = ${field.name}
          where tenant_id = ${transaction.tenantId} and id = any(${ids}::uuid[]) and record_id is null`)
    }
}
