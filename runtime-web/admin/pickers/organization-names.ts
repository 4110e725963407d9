import { useQuery } from '@tanstack/react-query'
import { get } from '../api/request.ts'
import type { Told } from '../fields/record.ts'

export type OrganizationNames = (id: string | null | undefined) => string

/** Organizations by their names of today. */
export function useOrganizationNames(ids: string[]): OrganizationNames {
  const wanted = [...new Set(ids)].sort()
  const { data } = useQuery({
    queryKey: ['organizations', 'names', wanted],
    queryFn: () =>
      get<{ data: (Told & { name: string })[] }>('/core/organizations', {
        'filter[id][in]': wanted.join(),
        fields: 'name',
        'page[size]': 200,
      }),
    enabled: wanted.length > 0,
  })
  return id => data?.data.find(one => one.id === id)?.name ?? (data ? '（无权查看的党组织）' : '……')
}
