import { useQuery } from '@tanstack/react-query'
import type { Screen } from '../../../core/screens/screen.ts'
import { get } from '../api/request.ts'

export type { Screen, ScreenField } from '../../../core/screens/screen.ts'

/** What the pages of an entity are drawn from, for who is signed in; nothing is asked for where none is named. */
export const useScreen = (entity: string | undefined) =>
  useQuery({
    queryKey: ['screen', entity],
    queryFn: () => get<Screen>(`/core/screens/${entity}`),
    enabled: entity !== undefined,
    staleTime: 60_000,
  })
