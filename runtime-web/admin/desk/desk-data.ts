import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useLocation, useNavigate } from 'react-router'
import type { Problem } from '../api/problem.ts'
import { get, refusals } from '../api/request.ts'
import { loadSession } from '../api/session.ts'

export type MenuEntry = {
  key: string
  title: string
  group: string
  icon: string | null
  plugin: string
  /** `members/member`, where the entry opens the list of an entity. */
  entity: string | null
  path: string | null
  /** A page of its own in place of the list. */
  page: string | null
  list: 'living' | 'deleted'
}

const minute = 60_000

export const useMenus = () =>
  useQuery({
    queryKey: ['menus'],
    queryFn: async () => (await get<{ data: MenuEntry[] }>('/core/menus', { device: 'desktop' })).data,
    // Others switch menus and change roles while one works: the server refuses at once, the menu follows.
    refetchInterval: minute,
  })

export const useSession = () => useQuery({ queryKey: ['session'], queryFn: loadSession, refetchInterval: minute })

/** Who is at the desk and what he finds there; leads to where he has to go first when he may not be here. */
export function useDesk() {
  const session = useSession()
  const menus = useMenus()
  useRefusals()
  return { session: session.data, menus: menus.data }
}

const switchedOff = new Set(['plugin.off', 'menu.off', 'tenant.relief-mode', 'permission.denied'])

function useRefusals(): void {
  const navigate = useNavigate()
  const { pathname, search } = useLocation()
  const here = `${pathname}${search}`
  const client = useQueryClient()
  useEffect(() => {
    const refused = (event: Event) => {
      const { code } = (event as CustomEvent<Problem>).detail
      if (code === 'session.none') {
        client.clear()
        void navigate(`/login?next=${encodeURIComponent(here)}`, { replace: true })
      } else if (code === 'session.must-change-password') void navigate(`/password?next=${encodeURIComponent(here)}`, { replace: true })
      else if (switchedOff.has(code)) void client.invalidateQueries({ queryKey: ['menus'] })
    }
    refusals.addEventListener('refused', refused)
    return () => refusals.removeEventListener('refused', refused)
  }, [client, navigate, here])
}
