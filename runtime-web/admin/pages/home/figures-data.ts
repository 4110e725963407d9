import { useQuery } from '@tanstack/react-query'
import { get } from '../../api/request.ts'
import { type MenuEntry, useMenus } from '../../desk/desk-data.ts'

export type Figure = { entity: string; title: string; value: number; menu: MenuEntry }

/** How many there are of what one governs, each with the menu entry where they are; what leads nowhere is not counted out. */
export function useFigures(): Figure[] | undefined {
  const menus = useMenus().data
  const { data } = useQuery({
    queryKey: ['figures'],
    queryFn: async () => (await get<{ data: Omit<Figure, 'menu'>[] }>('/core/figures')).data,
    staleTime: 30_000,
  })
  if (!menus) return undefined
  return data?.flatMap(figure => {
    const menu = menus.find(one => one.entity === figure.entity && one.list === 'living')
    return menu ? [{ ...figure, menu }] : []
  })
}
