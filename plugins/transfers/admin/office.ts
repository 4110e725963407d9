import { useQuery } from '@tanstack/react-query'
import { get } from '../../../runtime-web/admin/api/request.ts'

export type Office = { name: string; contactName?: string; phone?: string; fax?: string; postcode?: string; address?: string }

/** What a committee is called in letters and where it is reached, as far as that is registered. */
export function useOffice(committeeId: string | undefined): Office | undefined {
  const { data } = useQuery({
    queryKey: ['transfers/office', committeeId],
    queryFn: () => get<{ data: Office[] }>(`/transfers/offices?filter[organizationId][eq]=${committeeId}`),
    enabled: committeeId !== undefined,
  })
  return data?.data[0]
}
