import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useEffect } from 'react'
import { sentenceOf } from '../api/problem.ts'
import { addressOf, get, patch, post } from '../api/request.ts'
import { useSession } from '../desk/desk-data.ts'

export type Message = { id: string; title: string; body: string | null; link: string | null; readAt: string | null; createdAt: string }

type MessagePage = { data: Message[]; page: { after: string | null; total?: number | string } }

const minute = 60_000
const newestFirst = { sort: '-createdAt' }

/** The newest unread messages, and how many there are. */
export function useUnread() {
  const userId = useSession().data?.user.id
  useLive(userId)
  return useQuery({
    queryKey: ['messages', 'unread', userId],
    queryFn: () => get<MessagePage>('/core/messages', { ...newestFirst, ...unreadOf(userId!), 'page[size]': 6, count: 'estimated' }),
    enabled: userId !== undefined,
    refetchInterval: minute,
  })
}

/** Looks anew when the server tells that something has changed. Where it keeps no stream open for us, asking every minute must do. */
function useLive(userId: string | undefined): void {
  const client = useQueryClient()
  useEffect(() => {
    if (!userId) return
    let last: { messages: string; tasks: number } | undefined
    let source: EventSource | undefined
    // A tab that nobody looks at holds no connection: the browser has few of them, and there may be many tabs.
    const listen = () => {
      source?.close()
      source = document.visibilityState === 'visible' ? new EventSource(addressOf('/core/messages/events')) : undefined
      if (!source) return
      source.onmessage = ({ data }: MessageEvent<string>) => {
        const { tasks, ...others } = JSON.parse(data) as { tasks: number }
        const messages = JSON.stringify(others)
        if (last && messages !== last.messages) void client.invalidateQueries({ queryKey: ['messages'] })
        if (last && tasks !== last.tasks) void client.invalidateQueries({ queryKey: ['tasks'] })
        last = { messages, tasks }
      }
    }
    listen()
    document.addEventListener('visibilitychange', listen)
    return () => {
      document.removeEventListener('visibilitychange', listen)
      source?.close()
    }
  }, [client, userId])
}

/** Every message of mine, page after page. */
export function useMessages(unreadAlone: boolean) {
  const userId = useSession().data?.user.id
  return useInfiniteQuery({
    queryKey: ['messages', unreadAlone ? 'all unread' : 'all', userId],
    queryFn: ({ pageParam }) =>
      get<MessagePage>('/core/messages', {
        ...newestFirst,
        ...(unreadAlone ? unreadOf(userId!) : of(userId!)),
        'page[size]': 20,
        'page[after]': pageParam,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.page.after ?? undefined,
    enabled: userId !== undefined,
  })
}

export function useReading() {
  const client = useQueryClient()
  const { message } = App.useApp()
  const settled = () => client.invalidateQueries({ queryKey: ['messages'] })
  const onError = (error: unknown) => void message.error(sentenceOf(error))
  const one = useMutation({
    mutationFn: (id: string) => patch(`/core/messages/${id}`, { readAt: new Date().toISOString() }),
    onSettled: settled,
    onError,
  })
  const all = useMutation({ mutationFn: () => post('/core/messages/read-all'), onSettled: settled, onError })
  return { read: one.mutate, readAll: all.mutate, busy: all.isPending }
}

const of = (userId: string) => ({ 'filter[userId][eq]': userId })
const unreadOf = (userId: string) => ({ ...of(userId), 'filter[readAt][null]': true })
