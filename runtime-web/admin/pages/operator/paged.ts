import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { get, type Query } from '../../api/request.ts'
import { pageSize, pageTurning } from '../../feedback/page-turning.ts'

/** A list of the operator's, page by page; another question begins at the first page again. */
export function usePaged<T>(path: string, question: Query) {
  const [{ asked, number }, setPage] = useState({ asked: question, number: 1 })
  const same = JSON.stringify(asked) === JSON.stringify(question)
  const current = same ? number : 1
  const list = useQuery({
    queryKey: ['operator', path, question, current],
    queryFn: ({ signal }) =>
      get<{ data: T[]; page: { total?: number } }>(
        path,
        { ...question, 'page[size]': pageSize, 'page[number]': current, count: 'exact' },
        signal,
      ),
    placeholderData: keepPreviousData,
  })
  return {
    error: list.error,
    refetch: list.refetch,
    loading: list.isFetching,
    data: list.data?.data,
    pagination: {
      ...pageTurning,
      current,
      total: list.data?.page.total,
      onChange: (next: number) => setPage({ asked: question, number: next }),
    },
  }
}
