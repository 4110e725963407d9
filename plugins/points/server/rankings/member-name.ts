import { type Given, type records, type Sql, sql } from '../../../../core/index.ts'
import type { Asking } from './asked.ts'

/** A ranking tells who is in it, also to whom these people's records are closed otherwise: the column `member` of a sum `s`. */
export function memberName(parts: Given<{ records: typeof records }>, asking: Asking): Sql {
  return parts.records.labelColumn(asking, 'members/member', sql`s.member_id`, 'member', { toEveryone: true })
}
