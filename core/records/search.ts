import { keySql } from '../database/column-sql.ts'
import { all, any, type Sql, sql } from '../database/sql.ts'
import type { Entity, Field } from '../declarations/model.ts'
import { isOnePiece, wantedGrams } from '../identity/search-grams.ts'
import { wantedWords } from '../identity/search-words.ts'
import type { ReadDecision } from '../permissions/decide.ts'
import type { TenantSecrets } from '../secrets/tenant-secrets.ts'
import { badQuery } from './problems.ts'
import { keyOfValue } from './secret-values.ts'

/** The quick search: characters, pinyin or initials of names, the words of long texts, or a whole number; none for spaces. Fields that a caller may not see are not searched. */
export function compileSearch(entity: Entity, decision: ReadDecision, text: string, secrets: TenantSecrets): Sql<boolean> | undefined {
  if (!entity.fields.some(field => field.search)) throw badQuery(`${entity.title}没有快速查找`)
  const wanted = text.trim()
  if (wanted === '') return undefined
  if (wanted.includes('\u0000') || !wanted.isWellFormed()) throw badQuery('查找的内容含有无效的字符')
  const ways: Sql<boolean>[] = []
  const byName = entity.fields.filter(field => field.search === 'pinyin')
  if (byName.length > 0) ways.push(...seenInFull(decision, byName, nameHolds(wanted)))
  const byWords = entity.fields.filter(field => field.search === 'words')
  const words = byWords.length > 0 ? wantedWords(wanted) : undefined
  if (words) ways.push(...seenInFull(decision, byWords, sql<boolean>`t.search_words @@ ${words}::tsquery`))
  for (const field of entity.fields.filter(one => one.search === 'exact'))
    ways.push(
      ...seenInFull(
        decision,
        [field],
        sql<boolean>`${keySql(field)} = ${field.secret ? keyOfValue(field, wanted, secrets) : wanted.toUpperCase()}`,
      ),
    )
  return any(ways)
}

/** Spaces are in no name as it is searched. */
function nameHolds(wanted: string): Sql<boolean> {
  const word = wanted.normalize('NFKC').toLowerCase().replace(/\s+/g, '')
  const pieces = sql<boolean>`t.search_grams @> ${wantedGrams(word)}::text[]`
  return isOnePiece(word) ? pieces : sql<boolean>`(${pieces} and t.search_text like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`})`
}

/** Hidden from this caller in every row: not a way to find anything. */
function seenInFull(decision: ReadDecision, fields: Field[], condition: Sql<boolean>): Sql<boolean>[] {
  const rows = decision.rowsInFull(fields)
  return rows ? [all([rows, condition])] : []
}
