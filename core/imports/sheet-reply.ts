import type { Json } from '../declarations/model.ts'
import type { Reply } from '../http/operation.ts'
import { leaf } from '../records/list-query.ts'
import { badQuery } from '../records/problems.ts'
import type { QueryTree } from '../records/query-string.ts'
import type { SheetColumn } from '../spreadsheets/column.ts'
import { writeSheet } from '../spreadsheets/export.ts'

export const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** How a spreadsheet is wanted: what `sheetParameters` say. */
export type SheetWanted = { format: 'xlsx' | 'csv'; encoding: 'utf-8' | 'gb18030' }

export const sheetParameters: Json[] = [
  { name: 'format', in: 'query', schema: { type: 'string', enum: ['xlsx', 'csv'] } },
  { name: 'encoding', in: 'query', schema: { type: 'string', enum: ['utf-8', 'gb18030'] } },
]

/** @throws badQuery */
export function sheetWanted(tree: QueryTree): SheetWanted {
  const format = leaf(tree, 'format') ?? 'xlsx'
  const encoding = leaf(tree, 'encoding') ?? 'utf-8'
  if (format !== 'xlsx' && format !== 'csv') throw badQuery('format 应是 xlsx 或 csv')
  if (encoding !== 'utf-8' && encoding !== 'gb18030') throw badQuery('encoding 应是 utf-8 或 gb18030')
  return { format, encoding }
}

/** Rows as a file to be kept, written while they are read. */
export function sheetReply(
  { format, encoding }: SheetWanted,
  title: string,
  columns: SheetColumn[],
  pages: AsyncIterable<unknown[][]>,
): Reply {
  const body = writeSheet(format, columns, pages, { title, encoding: encoding === 'utf-8' ? 'utf8' : 'gb18030' })
  return { headers: download(`${title}.${format}`, format === 'xlsx' ? xlsx : `text/csv; charset=${encoding}`), body }
}

export function download(name: string, contentType: string): Record<string, string> {
  return {
    'content-type': contentType,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    'cache-control': 'no-store',
  }
}
