import { useQuery } from '@tanstack/react-query'
import { get } from '../../api/request.ts'
import type { Told } from '../../fields/record.ts'
import { useScreen } from '../../fields/screen.ts'

/** What a record is called of which only the id stands in an address; `null` where the caller may not see it. */
export function useRecordLabel(entity: string | undefined, id: string | undefined): string | null | undefined {
  const screen = useScreen(id === undefined ? undefined : entity)
  const found = useQuery({
    queryKey: ['label', entity, id],
    queryFn: ({ signal }) => get<{ data: Told[] }>(screen.data!.path, { 'filter[id][eq]': id, fields: screen.data!.label }, signal),
    enabled: screen.data !== undefined && id !== undefined,
    staleTime: 60_000,
  })
  if (!found.data || !screen.data) return screen.error || found.error ? null : undefined
  const label = found.data.data[0]?.[screen.data.label]
  return label === undefined || label === null ? null : String(label)
}
