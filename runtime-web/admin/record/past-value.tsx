import { useQuery } from '@tanstack/react-query'
import { get } from '../api/request.ts'
import type { Told } from '../fields/record.ts'
import { type ScreenField, useScreen } from '../fields/screen.ts'
import { Value } from '../fields/value.tsx'

/** A value as the history keeps it, where a relation is an id alone. */
export function PastValue({ field, value }: { field: ScreenField; value: unknown }) {
  if (field.kind === 'relation' && typeof value === 'string') return <Named field={field} id={value} />
  return <Value field={field} value={value} whole={!['file', 'files', 'html'].includes(field.kind)} />
}

function Named({ field, id }: { field: ScreenField; id: string }) {
  const { data: screen } = useScreen(field.relation!.entity)
  const found = useQuery({
    queryKey: ['named', field.relation!.entity, id],
    queryFn: () => get<{ data: Told[] }>(screen!.path, { 'filter[id][eq]': id, fields: screen!.label }),
    enabled: screen !== undefined,
    staleTime: 60_000,
  })
  const [record] = found.data?.data ?? []
  if (!screen || !found.data) return <>…</>
  return <>{record ? String(record[screen.label] ?? '') : '（已删除，或无权查看）'}</>
}
