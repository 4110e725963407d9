import { useQuery } from '@tanstack/react-query'
import { get } from '../../api/request.ts'

type Plugin = { name: string; title: string; description?: string }

/** Every plugin there is, by its title. */
export function usePlugins() {
  const { data } = useQuery({
    queryKey: ['plugins'],
    queryFn: async () => (await get<{ data: Plugin[] }>('/core/plugins')).data,
    staleTime: 300_000,
  })
  const titles = new Map(data?.map(({ name, title }) => [name, title]))
  return { plugins: data ?? [], titleOf: (name: string) => titles.get(name) ?? name }
}
