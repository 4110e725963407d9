import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { get } from '../api/request.ts'
import type { Related } from '../fields/record.ts'

/** Something that this person is, or was asked to do. */
export type Task = {
  id: string
  title: string
  stepTitle: string
  entity: string
  recordId: string
  organization: Related | null
  onBehalfOf: Related | null
  state: 'open' | 'done' | 'closed'
  dueAt: string | null
  endedAt: string | null
  createdAt: string
}

type TaskPage = { data: Task[]; page: { after: string | null } }

const minute = 60_000

/** How many to-dos wait for this person. */
export const useTaskCount = () =>
  useQuery({
    queryKey: ['tasks', 'count'],
    queryFn: async () => (await get<{ count: number }>('/core/tasks/count')).count,
    refetchInterval: minute,
  })

/** What waits, that which is due first; or what is over, the latest first. */
export const useTasks = (state: Task['state'], entity?: string, size = 50) =>
  useInfiniteQuery({
    queryKey: ['tasks', state, entity, size],
    queryFn: ({ pageParam }) =>
      get<TaskPage>('/core/tasks', {
        'filter[state][eq]': state,
        'filter[entity][eq]': entity,
        sort: state === 'open' ? 'dueAt,createdAt' : '-endedAt',
        'page[size]': size,
        'page[after]': pageParam,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.page.after ?? undefined,
    staleTime: 0,
  })

/** Where what a task is about is opened: below the to-dos, whether or not the menu leads to such records. */
export const placeOf = ({ entity, recordId }: Task, menu: string): string => `/m/${menu}/${entity}/${recordId}`
