import { useCallback, useMemo } from 'react'
import { useLocation, useNavigate } from 'react-router'
import type { Screen } from '../fields/screen.ts'
import { type Condition, type Filter, filterParameters, readCondition, writeCondition } from './filter/conditions.ts'
import { fieldsOf, isSortable } from './list-fields.ts'

export type SortKey = { field: string; descending: boolean }

/** What a list shows; it stands in the page's address, so that going back, loading anew and sharing the address lead to the same. */
export type ListState = {
  filter: Filter
  search: string
  /** Empty: the entity's own order. */
  sort: SortKey[]
  organization?: string
  /** Whether what is below the organization is shown as well. */
  below: boolean
  size: number
  view?: string
}

export const pageSizes = [20, 50, 100, 200]

/** The state of a list, with what of an address somebody else wrote could not be used. */
export function readState(params: URLSearchParams, screen: Screen): { state: ListState; unusable: number } {
  const fields = fieldsOf(screen)
  const asked = params.getAll('if')
  const conditions = asked.map(text => readCondition(text, fields)).filter((one): one is Condition => one !== undefined)
  const size = Number(params.get('size'))
  return {
    state: {
      filter: { match: params.get('match') === 'any' ? 'any' : 'all', conditions },
      search: screen.searched.length > 0 ? (params.get('q') ?? '') : '',
      sort: readSort(params.get('sort') ?? '', screen),
      organization: screen.organizationField ? (params.get('org') ?? undefined) : undefined,
      below: params.get('scope') !== 'organization',
      size: pageSizes.includes(size) ? size : pageSizes[0]!,
      view: params.get('view') ?? undefined,
    },
    unusable: asked.length - conditions.length,
  }
}

export function readSort(text: string, screen: Screen): SortKey[] {
  return text
    .split(',')
    .map(part => ({ field: part.replace(/^-/, ''), descending: part.startsWith('-') }))
    .filter(({ field }) => fieldsOf(screen).some(one => one.name === field && isSortable(one)))
    .slice(0, 5)
}

export const writeSort = (sort: SortKey[]): string => sort.map(({ field, descending }) => (descending ? `-${field}` : field)).join(',')

export function writeState({ filter, search, sort, organization, below, size, view }: ListState): URLSearchParams {
  const params = new URLSearchParams()
  if (view) params.set('view', view)
  if (search) params.set('q', search)
  for (const condition of filter.conditions) params.append('if', writeCondition(condition))
  if (filter.match === 'any' && filter.conditions.length > 1) params.set('match', 'any')
  if (organization) params.set('org', organization)
  if (organization && !below) params.set('scope', 'organization')
  if (sort.length > 0) params.set('sort', writeSort(sort))
  if (size !== pageSizes[0]) params.set('size', String(size))
  return params
}

/** Which records are asked for, in the words of the API: the same for the list, for exports and for what is done to all found. */
export function foundBy(state: ListState, screen: Screen, deleted: boolean): URLSearchParams {
  const { filter, search, organization, below } = state
  const params = new URLSearchParams(filterParameters(filter, fieldsOf(screen)))
  if (search.trim()) params.set('q', search.trim())
  if (organization) {
    params.set('organizationId', organization)
    params.set('scope', below ? 'subtree' : 'organization')
  }
  if (deleted) params.set('deleted', 'true')
  return params
}

export type ListAddress = {
  state: ListState
  unusable: number
  /** Nothing stands in the address: a list as it is opened from the menu. */
  bare: boolean
  /** Where each page before this one and this one begin; the first page begins nowhere. */
  cursors: string[]
  /** Shows the first page of something else. `quietly`: without a step to come back to. */
  change(change: Partial<ListState>, quietly?: boolean): void
  turnTo(cursors: string[]): void
}

export function useListAddress(screen: Screen): ListAddress {
  const { search, state: kept } = useLocation()
  const navigate = useNavigate()
  const { state, unusable } = useMemo(() => readState(new URLSearchParams(search), screen), [search, screen])
  const change = useCallback(
    (change: Partial<ListState>, quietly = false) =>
      void navigate({ search: writeState({ ...state, ...change }).toString() }, { replace: quietly }),
    [navigate, state],
  )
  const turnTo = useCallback((cursors: string[]) => void navigate({ search }, { state: { cursors } }), [navigate, search])
  return { state, unusable, bare: search === '', cursors: (kept as { cursors?: string[] } | null)?.cursors ?? [], change, turnTo }
}
