import { useQuery } from '@tanstack/react-query'
import { get } from '../../api/request.ts'
import { type MenuEntry, useMenus } from '../../desk/desk-data.ts'

export type Figure = { entity: string; title: string; value: number; menu?: MenuEntry }

/** How many there are of what one governs, each with the menu entry where they are. */
export function useFigures(): Figure[] | undefined {
  const menus = useMenus().data
  const { data } = useQuery({
    queryKey: ['figures'],
    queryFn: async () => (await get<{ data: Omit<Figure, 'menu'>[] }>('/core/figures')).data,
    staleTime: 30_000,
  })
  return data?.map(figure => ({ ...figure, menu: menus?.find(menu => menu.entity === figure.entity && menu.list === 'living') }))
}
