import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { get } from '../../api/request.ts'
import type { Related } from '../../fields/record.ts'
import { type Screen, useScreen } from '../../fields/screen.ts'
import type { ColumnLayout } from '../columns/column-layout.ts'
import { type ListAddress, type ListState, readState, writeState } from '../list-state.ts'

/** A list as someone kept it: what it finds, in which order and columns. */
export type SavedView = {
  id: string
  version: number
  name: string
  user: Related | null
  /** For whom it is besides its maker: everyone of this organization and below. */
  organization: Related | null
  query: string | null
  columns: Partial<ColumnLayout> | null
}

const path = '/core/saved-views'

export { path as savedViewsPath }

const none: SavedView[] = []

/** The views of a list that the caller can use: his own, and those shared with him. Undefined until they have come. */
export function useSavedViews(screen: Screen): { views: SavedView[] | undefined; mayKeep: boolean; reload(): Promise<void> } {
  const own = useScreen('core/saved-view')
  const client = useQueryClient()
  const mayRead = own.data?.can.includes('read') === true
  const { data, error } = useQuery({
    queryKey: ['saved-views', screen.key],
    queryFn: async () =>
      (
        await get<{ data: SavedView[] }>(path, {
          'filter[entity][eq]': screen.key,
          // A document comes only where it is named.
          fields: 'name,user,organization,query,columns',
          sort: 'name',
          'page[size]': 200,
        })
      ).data,
    enabled: mayRead,
    staleTime: 60_000,
  })
  return {
    views: own.error || error || (own.data && !mayRead) ? none : data,
    mayKeep: own.data?.can.includes('create') === true,
    reload: () => client.invalidateQueries({ queryKey: ['saved-views', screen.key] }),
  }
}

/** The state that a view leads to; what the caller may not ask for is left out. */
export function stateOf(view: SavedView, screen: Screen): ListState {
  return { ...readState(new URLSearchParams(view.query ?? ''), screen).state, view: view.id }
}

const everythingNamed = 'all'

/** All there is. Where another view is the usual one, that has to be said: an address without anything leads to the usual one. */
export function everything(said: boolean): Partial<ListState> {
  return {
    filter: { match: 'all', conditions: [] },
    search: '',
    sort: [],
    organization: undefined,
    below: true,
    view: said ? everythingNamed : undefined,
  }
}

/** What is kept of a state: everything but the view itself. */
export const queryOf = (state: ListState): string => writeState({ ...state, view: undefined }).toString()

const place = (user: string, screen: Screen) => `dangjian.usual-view.${user}.${screen.key}`

/** The view that this person's list opens with on this device. */
export const readUsualView = (user: string, screen: Screen): string | null => localStorage.getItem(place(user, screen))

export function keepUsualView(user: string, screen: Screen, view: string | undefined): void {
  if (view) localStorage.setItem(place(user, screen), view)
  else localStorage.removeItem(place(user, screen))
}

/**
 * The view that is shown; a list that is opened without anything in its address is led to the usual one.
 * `waits`: it is not yet known which columns and conditions those are.
 */
export function useShownView(screen: Screen, user: string, { bare, change, state }: ListAddress): { view?: SavedView; waits: boolean } {
  const { views } = useSavedViews(screen)
  const usual = bare ? readUsualView(user, screen) : null
  const opening = usual === null ? undefined : views?.find(view => view.id === usual)
  useEffect(() => {
    if (opening) change(stateOf(opening, screen), true)
  }, [opening, screen, change])
  const named = usual !== null || (state.view !== undefined && state.view !== everythingNamed)
  return { view: views?.find(view => view.id === state.view), waits: opening !== undefined || (named && views === undefined) }
}
