import type { TenantSql } from '../database/database.ts'
import { type Entity, entityOf, type Field, type Json, type Model } from '../declarations/model.ts'
import { textOfHtml } from '../html/plain-text.ts'
import type { Caller } from '../permissions/access.ts'
import { may } from '../permissions/decide.ts'
import { Problem } from '../problem.ts'
import { getRecord } from './get.ts'
import { listRecords } from './list.ts'
import { readListQuery } from './list-query.ts'
import type { QueryTree } from './query-string.ts'
import { relationName } from './relations.ts'

type Asking = { connection: TenantSql; caller: Caller; model: Model }

/** What people read of records: the columns that the caller may see, and their values in words. */
export type Shown = {
  columns: { name: string; title: string }[]
  rows: string[][] /** Whether there are more than were asked for. */
  more: boolean
}

/** Which records: those whose relation `of` names this one, in that order, so many at most. */
export type Wanted = { of: string; id: string; fields: string[]; sort?: string; most: number }

/** Nothing where he may not read such records, or may not see in full by what they are looked for. */
export async function listShown(asking: Asking, entity: Entity, { of, id, fields, sort, most }: Wanted): Promise<Shown | undefined> {
  const { connection, caller, model } = asking
  if (!may(caller, entity, 'read', model)) return undefined
  const query: QueryTree = { filter: { [of]: { eq: id } }, fields: fields.join(), page: { size: String(most) } }
  if (sort) query['sort'] = sort
  try {
    const { data, page } = await listRecords(connection, caller, model, entity, readListQuery(entity, query))
    return tableOf(
      fields.map(name => entity.field.get(name)!),
      data,
      page.after !== null,
    )
  } catch (error) {
    if (error instanceof Problem && error.status === 403) return undefined
    throw error
  }
}

/** One record's fields, or the rows of one of its sub-tables. @throws notFound, denied */
export async function recordShown({ connection, caller, model }: Asking, entity: Entity, id: string): Promise<RecordShown> {
  const record = await getRecord(connection, caller, model, entity, id)
  return {
    fields: names =>
      tableOf(
        names.map(name => entity.field.get(name)!),
        [record],
        false,
      ),
    rows(field, names, most) {
      const declared = entity.field.get(field)!
      const rows = record[field] as Json[] | undefined
      if (!rows) return undefined
      const columns = names.map(name => declared.rows!.fields.find(one => one.name === name)!)
      return tableOf(columns, rows.slice(0, most), rows.length > most)
    },
    file: field => (typeof record[field] === 'string' ? record[field] : undefined),
    related: field => record[relationName(entity.field.get(field)!)] as { id: string; label: string | null } | null | undefined,
  }
}

export type RecordShown = {
  fields(names: string[]): Shown
  /** Nothing where he may not see the sub-table. */
  rows(field: string, names: string[], most: number): Shown | undefined
  /** The file of a field; undefined where he may not see it, or there is none. */
  file(field: string): string | undefined
  related(field: string): { id: string; label: string | null } | null | undefined
}

/** A column that is hidden from him in all rows is left out. */
function tableOf(fields: Field[], records: Json[], more: boolean): Shown {
  const seen = fields.filter(field => records.length === 0 || records.some(record => toldName(field) in record))
  return {
    columns: seen.map(({ name, title }) => ({ name, title })),
    rows: records.map(record => seen.map(field => inWords(field, record[toldName(field)]))),
    more,
  }
}

const toldName = (field: Field) => (field.kind === 'relation' ? relationName(field) : field.name)

function inWords(field: Field, value: unknown): string {
  if (value === null || value === undefined) return ''
  switch (field.kind) {
    case 'relation':
      return (value as { label: string | null }).label ?? ''
    case 'boolean':
      return value === true ? '是' : '否'
    case 'choice':
    case 'dictionary':
      return field.choices?.find(choice => choice.code === value)?.title ?? String(value)
    case 'date-time':
      return moments.format(new Date(String(value))).replaceAll('/', '-')
    case 'html':
      return textOfHtml(String(value))
    case 'texts':
      return (value as string[]).join('、')
    case 'files':
    case 'rows':
      return `${(value as unknown[]).length}`
    default:
      return String(value)
  }
}

const moments = new Intl.DateTimeFormat('zh-CN', {
  ...{ timeZone: 'Asia/Shanghai', hour12: false },
  ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
})

/** The entity of that key, of whatever plugin. */
export function shownEntity(model: Model, key: string): Entity {
  return entityOf(model, key as Entity['key'])
}
