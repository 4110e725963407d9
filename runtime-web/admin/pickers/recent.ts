import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Related } from '../fields/record.ts'

const most = 5
const key = (entity: string) => ['recently-picked', entity]

/** What was picked lately of an entity, newest first; kept while one is signed in and nowhere else, for it holds names. */
export function useRecent(entity: string): Related[] {
  const client = useQueryClient()
  const { data } = useQuery({ queryKey: key(entity), queryFn: () => known(client, entity), staleTime: Number.POSITIVE_INFINITY })
  return data ?? []
}

export function remember(client: QueryClient, entity: string, picked: Related): void {
  client.setQueryDefaults(key(entity), { gcTime: Number.POSITIVE_INFINITY })
  client.setQueryData(key(entity), [picked, ...known(client, entity).filter(one => one.id !== picked.id)].slice(0, most))
}

const known = (client: QueryClient, entity: string): Related[] => client.getQueryData<Related[]>(key(entity)) ?? []
