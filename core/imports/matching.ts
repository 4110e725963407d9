import { badQuery } from '../records/problems.ts'
import type { Matching, SheetColumn } from '../spreadsheets/column.ts'

/** Characters of a query that say which header stands for which field. */
export const longestMatching = 8_000

/** What was said of a file's headers. @throws badQuery when it is no object of headers and fields of this entity */
export function readMatching(text: string | undefined, columns: SheetColumn[]): Matching | undefined {
  if (text === undefined) return undefined
  const said = parsed(text)
  if (!isMatching(said)) throw badQuery('columns 应是 JSON 对象，表头对应字段名或 null')
  const unknown = Object.values(said).find(field => field !== null && !columns.some(column => column.field === field))
  if (unknown) throw badQuery(`columns 里的“${unknown}”不是可导入的字段`)
  return said
}

function parsed(text: string): unknown {
  if (text.length > longestMatching) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isMatching(said: unknown): said is Matching {
  if (typeof said !== 'object' || said === null || Array.isArray(said)) return false
  return Object.values(said).every(field => field === null || typeof field === 'string')
}
