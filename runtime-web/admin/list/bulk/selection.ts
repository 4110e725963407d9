import { useCallback, useMemo, useState } from 'react'
import type { Told } from '../../fields/record.ts'

/** Rows that were ticked, on whatever page; or everything that the list finds. */
export type Selection = {
  ids: string[]
  allFound: boolean
  select(rows: Told[], selected: boolean): void
  selectAllFound(): void
  clear(): void
}

const none: ReadonlySet<string> = new Set()

/** @param found which records the list shows: another question begins without a selection */
export function useSelection(found: string): Selection {
  const [state, setState] = useState({ found, ids: none, allFound: false })
  const now = state.found === found ? state : { found, ids: none, allFound: false }
  const ids = useMemo(() => [...now.ids], [now.ids])
  const select = useCallback(
    (rows: Told[], selected: boolean) =>
      setState(before => {
        const next = new Set(before.found === found ? before.ids : none)
        for (const { id } of rows)
          if (selected) next.add(id)
          else next.delete(id)
        return { found, ids: next, allFound: false }
      }),
    [found],
  )
  return {
    ids,
    allFound: now.allFound,
    select,
    selectAllFound: () => setState({ found, ids: now.ids, allFound: true }),
    clear: () => setState({ found, ids: none, allFound: false }),
  }
}
