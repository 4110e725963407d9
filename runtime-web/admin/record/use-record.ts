import { useQuery } from '@tanstack/react-query'
import { get } from '../api/request.ts'
import type { Told } from '../fields/record.ts'
import type { Screen } from '../fields/screen.ts'

/** One record as this person may see it; asked for anew each time a page is opened. */
export const useRecord = (screen: Screen | undefined, id: string | undefined) =>
  useQuery({
    queryKey: ['record', screen?.key, id],
    queryFn: () => get<Told>(`${screen!.path}/${id}`),
    enabled: screen !== undefined && id !== undefined,
    staleTime: 0,
  })
