import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { get, type Query } from '../../../../runtime-web/admin/api/request.ts'
import type { Related } from '../../../../runtime-web/admin/fields/record.ts'

export type ItemState = 'collected' | 'similar' | 'pushed' | 'ignored' | 'duplicate'

export type Item = {
  id: string
  title: string
  state: ItemState
  sourceName: string | null
  author: string | null
  publishedAt: string | null
  createdAt: string
  address: string
  summary: string | null
  body?: string | null
  duplicateOf?: Related | null
}

/** What is asked for: one state, and words of the title. */
export type Asked = { state: ItemState; words: string; page: number }

export const pageSize = 20

export function useItems({ state, words, page }: Asked) {
  const query: Query = {
    'filter[state][eq]': state,
    ...(words ? { q: words } : {}),
    sort: '-createdAt',
    count: 'exact',
    fields: 'title,state,sourceName,author,publishedAt,createdAt,address,summary,duplicateOfId',
    'page[size]': pageSize,
    'page[number]': page,
  }
  return useQuery({
    queryKey: ['article-collector/item', 'inbox', query],
    queryFn: ({ signal }) => get<{ data: Item[]; page: { total?: number } }>('/article-collector/items', query, signal),
    placeholderData: keepPreviousData,
  })
}

/** Which other article says the same, or nearly. */
export function likeWhich({ state, duplicateOf }: Item): string | undefined {
  return duplicateOf?.label ? `与“${duplicateOf.label}”${state === 'duplicate' ? '相同' : '内容相近'}` : undefined
}
