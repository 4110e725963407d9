import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { sentenceOf } from '../../api/problem.ts'
import { get, patch, put } from '../../api/request.ts'
import type { MenuEntry } from '../../desk/desk-data.ts'

export type Device = 'desktop' | 'phone'

export type SetMenu = MenuEntry & { device: Device; position: number; on: boolean }

export type MenuChange = Partial<Pick<SetMenu, 'title' | 'icon' | 'group' | 'on'>>

const keyOf = (device: Device) => ['all-menus', device]

export const useAllMenus = (device: Device) =>
  useQuery({
    queryKey: keyOf(device),
    queryFn: async () => (await get<{ data: SetMenu[] }>('/core/menus', { device, all: true })).data,
  })

/** The phone's groups are two; the desktop's are as they are called. */
export const groupTitles: Record<string, string> = { personal: '个人工作', management: '管理工作' }

export const groupTitle = (group: string) => groupTitles[group] ?? group

/** Changes that show at once and are taken back where the server refuses. */
export function useMenuChanges(device: Device) {
  const client = useQueryClient()
  const { message } = App.useApp()

  async function save(next: (menus: SetMenu[]) => SetMenu[], send: () => Promise<unknown>): Promise<void> {
    const key = keyOf(device)
    await client.cancelQueries({ queryKey: key })
    client.setQueryData<SetMenu[]>(key, menus => menus && next(menus))
    try {
      await send()
    } catch (error) {
      message.error(sentenceOf(error))
    }
    await Promise.all([key, ['menus']].map(queryKey => client.invalidateQueries({ queryKey })))
  }

  return {
    change: (menu: SetMenu, change: MenuChange) =>
      save(
        menus => menus.map(one => (one.key === menu.key ? { ...one, ...change } : one)),
        () => patch(`/core/menus/${device}/${menu.key}`, change),
      ),
    /** Puts one entry where another is, under that one's heading. */
    place: (menus: SetMenu[], moved: SetMenu, from: SetMenu) =>
      save(
        () => menus,
        async () => {
          if (moved.group !== from.group) await patch(`/core/menus/${device}/${moved.key}`, { group: moved.group })
          await put(`/core/menus/${device}/order`, { keys: menus.map(menu => menu.key) })
        },
      ),
  }
}
