import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { get, type Query } from '../../../../runtime-web/admin/api/request.ts'
import type { Related } from '../../../../runtime-web/admin/fields/record.ts'
import type { Period } from './period.ts'

export type Receivers = 'people' | 'organizations'

/** What a ranking is asked for. */
export type Asked = { period: Period; category?: string; organization?: Related | null; alone: boolean }

export type Ranked = { rank: number; points: number; member?: Related; organization: Related }

type RankedPage = { data: Ranked[]; page: { after: string | null } }

export const pageSize = 20

export const pathOf = (receivers: Receivers) => `/points/rankings/${receivers}`

export function queryOf({ period, category, organization, alone }: Asked): Query {
  return { period, category, organizationId: organization?.id, scope: organization && alone ? 'organization' : undefined }
}

/** A page of a ranking, the one before still shown while it comes. */
export function useRanking(receivers: Receivers, asked: Asked, after: string | undefined) {
  const query = queryOf(asked)
  return useQuery({
    queryKey: ['points', receivers, query, after],
    queryFn: ({ signal }) => get<RankedPage>(pathOf(receivers), { ...query, 'page[size]': pageSize, 'page[after]': after }, signal),
    placeholderData: keepPreviousData,
  })
}
