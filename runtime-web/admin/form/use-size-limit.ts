import { useCallback } from 'react'
import { usualSize } from '../../../core/files/usual-size.ts'
import { todayInShanghai } from '../../../core/identity/dates.ts'
import { sizeInWords } from '../fields/file-facts.ts'
import { useRules } from './use-rules.ts'

/** Says of a file that it is too large, before it is sent for nothing; `declared` is what its field takes. */
export type TooLarge = (file: File, declared?: number) => string | undefined

export function useSizeLimit(): TooLarge {
  const rules = useRules().data
  return useCallback(
    ({ name, size, type }, declared) => {
      const limit = declared ?? (rules && usualSize(rules, type, todayInShanghai()))
      return limit === undefined || size <= limit ? undefined : `“${name}”有 ${sizeInWords(size)}，超过了 ${sizeInWords(limit)}`
    },
    [rules],
  )
}
