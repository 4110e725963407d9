import { useInfiniteQuery } from '@tanstack/react-query'
import { get } from '../../../../runtime-web/admin/api/request.ts'
import { useSession } from '../../../../runtime-web/admin/desk/desk-data.ts'
import type { Related } from '../../../../runtime-web/admin/fields/record.ts'

export type Receipt = {
  id: string
  notice: Related
  title: string
  state: 'unread' | 'read' | 'confirmed'
  readAt: string | null
  createdAt: string
}

type ReceiptPage = { data: Receipt[]; page: { after: string | null } }

/** My own receipts, newest first; an admin may see those of others too, which belong elsewhere. */
export function useMyReceipts(unreadAlone: boolean) {
  const userId = useSession().data?.user.id
  return useInfiniteQuery({
    queryKey: ['notices', 'mine', userId, unreadAlone],
    queryFn: ({ pageParam }) =>
      get<ReceiptPage>('/notices/receipts', {
        'filter[userId][eq]': userId,
        ...(unreadAlone ? { 'filter[state][eq]': 'unread' } : {}),
        sort: '-createdAt',
        'page[size]': 20,
        'page[after]': pageParam,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.page.after ?? undefined,
    enabled: userId !== undefined,
  })
}
