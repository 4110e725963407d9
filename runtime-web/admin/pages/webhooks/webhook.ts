import { useQuery } from '@tanstack/react-query'
import { get } from '../../api/request.ts'

/** An address that is told of events. */
export type Webhook = { id: string; version: number; name: string; address: string; events: string[]; state: 'on' | 'off' }

/** What a new one, and a renewed secret, bring: the secret is told this once. */
export type Made = { secret: string; webhook: Webhook }

/** What can be told of: `members/member.created`, 新增党员. */
export type EventKind = { name: string; title: string }

export const path = '/core/webhooks'

const wanted = 'name,address,events,state,version'

export function useWebhooks() {
  return useQuery({
    queryKey: ['webhooks'],
    queryFn: async () => (await get<{ data: Webhook[] }>(path, { 'page[size]': 200, sort: 'name', fields: wanted })).data,
  })
}

export function useEventKinds() {
  return useQuery({ queryKey: ['event-kinds'], queryFn: async () => (await get<{ data: EventKind[] }>('/core/event-kinds')).data })
}
