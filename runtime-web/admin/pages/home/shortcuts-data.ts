import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { sentenceOf } from '../../api/problem.ts'
import { get, patch, post, remove } from '../../api/request.ts'
import { type MenuEntry, useMenus } from '../../desk/desk-data.ts'

type Pinned = { id: string; menu: string; position: number }

export type Shortcut = { id: string; position: number; menu: MenuEntry }

/** What this person pinned to his first page, in his order; what he finds no more is left out until it is there again. */
export function useShortcuts(userId: string) {
  const menus = useMenus().data
  const pinned = useQuery({
    queryKey: ['shortcuts', userId],
    queryFn: async () => (await get<{ data: Pinned[] }>('/core/shortcuts', { 'filter[userId][eq]': userId, 'page[size]': 200 })).data,
  })
  const shortcuts = pinned.data?.flatMap(({ id, position, menu: key }) => {
    const menu = menus?.find(one => one.key === key)
    return menu ? [{ id, position, menu }] : []
  })
  return { ...pinned, shortcuts, free: menus?.filter(menu => !shortcuts?.some(one => one.menu.key === menu.key)) }
}

/** Pins, unpins and orders; the page shows at once what the server then has. */
export function useArranging(userId: string) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const queryKey = ['shortcuts', userId]
  const options = {
    onError: (error: unknown) => void message.error(sentenceOf(error)),
    onSettled: () => client.invalidateQueries({ queryKey }),
  }
  const pin = useMutation({
    ...options,
    mutationFn: ({ menu, position }: { menu: string; position: number }) => post('/core/shortcuts', { menu, position }),
  })
  const unpin = useMutation({ ...options, mutationFn: (id: string) => remove(`/core/shortcuts/${id}`) })
  const order = useMutation({
    ...options,
    onMutate: (shortcuts: Shortcut[]) =>
      client.setQueryData(
        queryKey,
        shortcuts.map(({ id, menu }, position) => ({ id, menu: menu.key, position })),
      ),
    mutationFn: async (shortcuts: Shortcut[]) => {
      for (const [position, shortcut] of shortcuts.entries())
        if (shortcut.position !== position) await patch(`/core/shortcuts/${shortcut.id}`, { position })
    },
  })
  return { pin: pin.mutate, unpin: unpin.mutate, order: order.mutate, busy: pin.isPending || unpin.isPending || order.isPending }
}
