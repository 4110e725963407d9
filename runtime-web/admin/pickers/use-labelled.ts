import { useQuery } from '@tanstack/react-query'
import { get } from '../api/request.ts'
import type { Related, Told } from '../fields/record.ts'
import { useScreen } from '../fields/screen.ts'

/** A record of which the id alone is known, with its label: null where it is gone or not for this person. */
export function useLabelled(entity: string, id: string | undefined): Related | null {
  const { data: screen } = useScreen(id === undefined ? undefined : entity)
  const { data } = useQuery({
    queryKey: ['labelled', entity, id],
    queryFn: ({ signal }) =>
      get<{ data: Told[] }>(screen!.path, { 'filter[id][eq]': id, fields: screen!.label }, signal).then(
        ({ data: [found] }) => found ?? null,
      ),
    enabled: screen !== undefined && id !== undefined,
    staleTime: 60_000,
  })
  if (id === undefined) return null
  return { id, label: data ? String(data[screen!.label] ?? '') : data === null ? null : '……' }
}
